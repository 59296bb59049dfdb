// `init` over any repository: what the user wrote is there afterwards byte for byte, additions apart; where something
// stands in the way nothing is written; and a second run finds nothing to do.
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import fc from 'testkit/fast-check'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, test } from 'vitest'
import { runInProcess } from '../support/run-in-process.ts'

// Each starts git and the program's checks; so many meet every file below, once with the one that is seldom drawn.
const RUNS = 20 * Number(process.env['PROPERTY_RUNS'] ?? '1')

/** Files that `init` merges, then some that it would write, then some that are none of its business. */
const MERGED = [
  '.claude/settings.json',
  'docs/repo-facts.json',
  '.claude/dotclaude.json',
  '.codex/hooks.json',
]
const OTHERS = [
  '.claude/hooks/guard.mjs',
  '.claude/settings.headless.json',
  '.claude/rules/governance.md',
  '.claude/skills-manifest.json',
  '.claude/commands/git.md',
  '.claude/skills/a/SKILL.md',
  '.github/workflows/validate-skills.yml',
  '.gitlab-ci.yml',
  'docs/specs/README.md',
  'docs/specs/mine/spec.json',
  'githooks/pre-commit',
  'githooks',
  '.claude',
  'CLAUDE.md',
  'package.json',
  'go.mod',
]

const hooksValue = fc.oneof(
  fc.constant({}),
  fc.record({ PreToolUse: fc.array(fc.record({ matcher: fc.string() }), { maxLength: 2 }) }),
  fc.jsonValue(),
)
const settings = fc
  .record({ model: fc.string(), hooks: hooksValue, env: fc.jsonValue() }, { requiredKeys: [] })
  .chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(0, 2, 4, '\t'), fc.boolean(), fc.boolean()))
  .map(([value, indent, hasComment, hasReturns]) => {
    const text = `${hasComment ? '// mine\n' : ''}${JSON.stringify(value, undefined, indent)}\n`
    return hasReturns ? text.replaceAll('\n', '\r\n') : text
  })
const anyBytes = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 64 }))

const files = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...MERGED), fc.oneof({ weight: 4, arbitrary: settings }, anyBytes)),
    fc.dictionary(fc.constantFrom(...OTHERS), anyBytes, { maxKeys: 6 }),
  )
  .map(([merged, others]) => withoutClashes({ ...merged, ...others }))

/** A path cannot be a file and a folder at once. */
function withoutClashes<Value>(tree: Readonly<Record<string, Value>>): Record<string, Value> {
  const paths = Object.keys(tree)
  return Object.fromEntries(
    Object.entries(tree).filter(([path]) => !paths.some((other) => other.startsWith(`${path}/`))),
  )
}

type Contents = Readonly<Record<string, Buffer>>

const contentsOf = (root: string): Contents =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !relative(root, file).startsWith(join('.claude', 'backup')))
      .map((file) => [relative(root, file), readFileSync(file)]),
  )

function isSubsequence(before: Buffer, after: Buffer): boolean {
  let at = 0
  for (const byte of after) if (at < before.length && before[at] === byte) at += 1
  return at === before.length
}

/** The files that lost something of what the user wrote. */
function spoilt(before: Contents, after: Contents, exit: number): readonly string[] {
  return Object.entries(before).flatMap(([path, bytes]) => {
    const now = after[path] ?? Buffer.alloc(0)
    const stays = exit === 0 && MERGED.includes(path) ? isSubsequence(bytes, now) : bytes.equals(now)
    return stays ? [] : [path]
  })
}

test('the user’s bytes stay, and a second run changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (tree) => {
      const { root, remove } = makeTempTree(tree)
      try {
        const before = contentsOf(root)
        const { exit } = await runInProcess(['init', '--target-dir', root], { cwd: root })
        const after = contentsOf(root)
        const again = await runInProcess(['init', '--target-dir', root], { cwd: root })
        expect(spoilt(before, after, exit)).toEqual([])
        expect(Object.keys(after).length > Object.keys(before).length).toBe(exit === 0)
        expect({ exit: again.exit, files: contentsOf(root) }).toEqual({ exit, files: after })
      } finally {
        remove()
      }
    }),
    { numRuns: RUNS, examples: [[{ '.claude': 'mine\n' }]] },
  )
})
