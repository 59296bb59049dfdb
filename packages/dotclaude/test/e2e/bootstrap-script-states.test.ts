// bootstrap.sh over the same homes as the program: whatever is there before, the script leaves the tree and the record that
// the program leaves, tells of the same files, and takes it away to the byte; killed at any of its writes it is finished,
// or taken away, by the next run of either.
import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { homeWith, LIBRARY, PRIOR, treeOf } from '../support/prior-homes.ts'
import { runInProcess } from '../support/run-in-process.ts'
import type { InProcessRun } from '../support/run-in-process.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const STATE = '.local/state/dotclaude/installed.json'
const SLOW_MS = 90_000

function folder(): string {
  const made = makeTempTree()
  onTestFinished(made.remove)
  return made.root
}

/** A clone of a library, compiled as the real one is. */
async function cloneOf(library: Readonly<Record<string, string>>): Promise<string> {
  const content = Object.entries(library).map(([path, text]) => [`packages/dotclaude/content/${path}`, text])
  const { root, remove } = makeGitRepository(Object.fromEntries(content))
  removals.push(remove)
  await runInProcess(['compile', '--from', root, '--agent', 'plugin'], { cwd: root })
  cpSync(join(ROOT, 'bootstrap.sh'), join(root, 'bootstrap.sh'))
  return root
}

const removals: (() => void)[] = []
const clones = { older: '', newer: '' }

beforeAll(async () => {
  clones.older = await cloneOf(LIBRARY)
  const { 'agents/c/SKILL.md': _, ...newer } = LIBRARY
  clones.newer = await cloneOf({ ...newer, 'skills/a/references/r.md': '# Another\n' })
})
afterAll(() => {
  for (const remove of removals) remove()
})

interface ScriptRun {
  readonly clone?: string
  readonly env?: Readonly<Record<string, string>>
}

function script(home: string, words: readonly string[] = [], more: ScriptRun = {}): Promise<Run> {
  const { clone = clones.older, env = {} } = more
  const all = { HOME: home, XDG_STATE_HOME: '', PATH: process.env['PATH'] ?? '', ...env }
  return runCli([join(clone, 'bootstrap.sh'), ...words], { cwd: home, env: all })
}

const program = (home: string, ...words: readonly string[]): Promise<InProcessRun> =>
  runInProcess(words, { cwd: home, home })

const stateOf = (home: string): string => readFileSync(join(home, STATE), 'utf8')

interface Told {
  readonly events: readonly { readonly details?: { readonly file: string } }[]
}

/** The program tells by a finding for each file, the script by a line. */
function toldBy(stdout: string): readonly string[] {
  return (JSON.parse(stdout) as Told).events.flatMap(({ details }) => (details ? [details.file] : []))
}

test.each(PRIOR)('$name', async ({ files }) => {
  const [mine, other] = [homeWith(files), homeWith(files)]
  const before = treeOf(mine)
  const flags = ['--agent', 'claude', '--no-hook', '--json', '--from', clones.older]
  const [byScript, byProgram] = await Promise.all([script(mine), program(other, 'bootstrap', ...flags)])
  expect(byScript).toMatchObject({ exitCode: 0 })
  expect(treeOf(mine)).toEqual(treeOf(other))
  expect(stateOf(mine)).toBe(stateOf(other))
  const told = [...byScript.stderr.matchAll(/kept: (\S+) /g)].map(([, file = '']) => relative(mine, file))
  expect(told.toSorted()).toEqual(toldBy(byProgram.stdout).toSorted())
  expect(await script(mine, ['--uninstall'])).toMatchObject({ exitCode: 0, stderr: '' })
  expect(treeOf(mine)).toEqual(before)
})

/** Programs by which the script writes, each of which ends it where as many writes were done as it is told. */
function endingPrograms(): string {
  const bin = folder()
  for (const name of ['cp', 'ln', 'mv', 'rmdir']) {
    writeFileSync(
      join(bin, name),
      `#!/bin/sh
done=$(cat "$DONE")
if [ "$done" -ge "$STOP_AFTER" ]; then
  kill -9 "$(cat "$HOME/${STATE}.lock/pid")" "$PPID" 2>/dev/null
  exit 1
fi
echo $((done + 1)) >"$DONE"
PATH=$PLAIN_PATH exec ${name} "$@"
`,
    )
    chmodSync(join(bin, name), 0o755)
  }
  return bin
}

interface ScriptCall {
  readonly words: readonly string[]
  readonly clone: keyof typeof clones
}

interface Killed {
  readonly name: string
  readonly earlier: readonly ScriptCall[]
  readonly stopped: ScriptCall
}

const KILLED: readonly Killed[] = [
  { name: 'an installation of links', earlier: [], stopped: { words: [], clone: 'older' } },
  {
    name: 'an upgrade of copies',
    earlier: [{ words: ['--copy'], clone: 'older' }],
    stopped: { words: ['--copy'], clone: 'newer' },
  },
  {
    name: 'a removal',
    earlier: [{ words: [], clone: 'older' }],
    stopped: { words: ['--uninstall'], clone: 'older' },
  },
]

const MINE = { '.claude/commands/b.md': 'mine\n', '.claude/settings.json': '{}\n' }

test.each(KILLED)('$name that is killed at any write', { timeout: SLOW_MS }, async ({ earlier, stopped }) => {
  const bin = endingPrograms()
  const count = join(folder(), 'done')
  const run = ({ words, clone }: ScriptCall, home: string, env = {}): Promise<Run> =>
    script(home, words, { clone: clones[clone], env })
  const prepared = async (): Promise<string> => {
    const home = homeWith(MINE)
    for (const one of earlier) await run(one, home)
    return home
  }
  const whole = await prepared()
  await run(stopped, whole)
  let writes = 0
  for (let isStopped = true; isStopped; writes += 1) {
    const home = await prepared()
    writeFileSync(count, '0')
    const path = process.env['PATH'] ?? ''
    const env = { PATH: `${bin}:${path}`, PLAIN_PATH: path, DONE: count, STOP_AFTER: String(writes) }
    isStopped = (await run(stopped, home, env)).exitCode !== 0
    const byProgram = join(folder(), 'home')
    cpSync(home, byProgram, { recursive: true, verbatimSymlinks: true })
    expect(await run(stopped, home), `after ${writes} writes`).toMatchObject({ exitCode: 0 })
    expect(treeOf(home), `after ${writes} writes`).toEqual(treeOf(whole))
    expect(stateOf(home)).toBe(stateOf(whole))
    expect((await program(byProgram, 'uninstall')).exit).toBe(0)
    expect(treeOf(byProgram), `after ${writes} writes`).toEqual(treeOf(homeWith(MINE)))
  }
  expect(writes).toBeGreaterThan(4)
})
