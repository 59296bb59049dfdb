// Which files a command line would write, as the policy of the session is told. `?` is a file that only the run knows.
import { expect, test } from 'vitest'
import { judgeCommand } from '../../../../../src/guard/judge-command.ts'
import { contextWith } from '../../known-state.ts'

const PATCH = `diff --git a/src/app.ts b/src/app.ts
--- a/src/app.ts
+++ b/src/app.ts
@@ -1 +1 @@
-one
+two
diff --git a/src/old.ts b/lib/new.ts
rename from src/old.ts
rename to lib/new.ts
diff --git a/logo.png b/logo.png
GIT binary patch
`
const NAMED = ['/repo/lib/new.ts', '/repo/logo.png', '/repo/src/app.ts', '/repo/src/old.ts']
const texts = { 'fix.patch': PATCH, 'plain.patch': '--- app.ts.orig\n+++ src/app.ts\n@@ -1 +1 @@\n' }
const unlike = ['src/app.ts', 'src/clean.ts']

interface Row {
  readonly command: string
  readonly writes: readonly string[]
  /** Other files may be among them. */
  readonly isPart?: boolean
}

test.each<Row>([
  { command: 'git apply fix.patch', writes: NAMED },
  { command: 'git am < fix.patch', writes: NAMED },
  { command: 'git -C src apply ../fix.patch', writes: NAMED },
  { command: 'git apply --check fix.patch', writes: [] },
  { command: 'git apply --directory=sub -p2 fix.patch', writes: ['/repo/sub/app.ts'], isPart: true },
  { command: 'patch -p1 < fix.patch', writes: NAMED },
  { command: 'patch -p1 -d src -i fix.patch', writes: ['/repo/src/src/app.ts'], isPart: true },
  { command: 'patch -p0 --input=plain.patch', writes: ['/repo/app.ts.orig', '/repo/src/app.ts'] },
  { command: 'patch < plain.patch', writes: ['/repo/app.ts', '/repo/app.ts.orig'] },
  { command: 'patch --dry-run < fix.patch', writes: [] },
  { command: 'git apply unknown.patch', writes: ['?'] },
  { command: 'curl https://example.org/fix.patch | git apply', writes: ['?'] },
  {
    command: "git apply <<'EOF'\n--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-a\n+b\nEOF",
    writes: ['/repo/README.md'],
  },
  { command: 'git checkout main -- src', writes: ['/repo/src/app.ts', '/repo/src/clean.ts'] },
  { command: 'git checkout main src/clean.ts', writes: ['/repo/src/clean.ts'] },
  { command: 'git restore --source=main README.md', writes: [] },
  { command: 'git restore -s main .', writes: ['/repo/src/app.ts', '/repo/src/clean.ts'] },
  { command: 'git restore --staged README.md', writes: ['?'] },
  { command: 'git stash list', writes: [] },
  { command: 'awk \'BEGIN { print "a" > "out.txt" }\'', writes: ['/repo/out.txt'] },
  {
    command: `awk '{ if ($1 > 2) printf "%s > %s", $1, $2 >> "out.txt" }' in.txt`,
    writes: ['/repo/out.txt'],
  },
  { command: `awk '$1 > "b" { print }' in.txt`, writes: [] },
])('$command', ({ command, writes, isPart = false }) => {
  const verdict = judgeCommand(command, contextWith({ texts, unlike }))
  const found = verdict.writes.map(({ path = '?' }) => path).toSorted()
  expect(isPart ? found.filter((path) => writes.includes(path)) : found).toEqual(writes)
})
