// The quickstart, done as a reader does it: every fence that is marked to run, in order, in a new repository. The fence
// after it shows lines that have to appear.
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitEnvironment, makeGitRepository } from 'testkit/git-repository'
import { runCli, builtProgram } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { version } from '../../src/diagnostics/version.ts'

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/quickstart.md', import.meta.url)), 'utf8')

interface Fence {
  readonly script: string
  /** Parts of the output, in order. */
  readonly shown: readonly string[]
}

const fences: readonly Fence[] = [
  ...PAGE.matchAll(/^```sh run\n([^]*?)^```\n(?:\n```text\n([^]*?)^```\n)?/gm),
].map(([, script = '', shown = '']) => ({ script, shown: shown.split('\n').filter((line) => line !== '') }))

/** A folder with a `dotclaude` that runs the built program, and an `npx` for the commit hook that knows nothing else. */
function programFolder(): string {
  const command = builtProgram('dotclaude')
    .map((word) => `'${word}'`)
    .join(' ')
  const npx = `[ "$1 $2" = '--yes @dotclaude/dotclaude@${version}' ] || exit 9\nshift 2`
  const { root, remove } = makeTempTree({
    dotclaude: `#!/bin/sh\nexec ${command} "$@"\n`,
    npx: `#!/bin/sh\n${npx}\nexec ${command} "$@"\n`,
  })
  for (const program of ['dotclaude', 'npx']) chmodSync(join(root, program), 0o755)
  onTestFinished(remove)
  return root
}

test('the page has something to run', () => {
  expect(fences.length).toBeGreaterThan(5)
})

test('everything on the page works, in its order', async () => {
  const { root, remove } = makeGitRepository()
  onTestFinished(remove)
  const env = { ...gitEnvironment(), PATH: `${programFolder()}:${process.env['PATH']}` }
  for (const { script, shown } of fences) {
    const run = await runCli(['bash', '-e', '-c', script], { cwd: root, env, deadlineMs: 50_000 })
    expect({ script, ...run }).toMatchObject({ exitCode: 0 })
    const lines = run.stdout.split('\n')
    const found = lines.flatMap((line) => shown.find((part) => line.includes(part)) ?? [])
    expect([...new Set(found)]).toEqual(shown)
  }
})
