// bootstrap.sh: on a machine without Node it leaves the same links or copies and the same record as the program, runs twice
// without a change, keeps what is the user's, and what it installed can be taken away by either.
import { readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProgram, runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const SCRIPT = join(ROOT, 'bootstrap.sh')

/** All that the script needs of a machine; Node.js is not among it. */
const TOOLS =
  'awk cat chmod cp cut dirname env find grep ln ls mkdir mv readlink rm rmdir sed sh sha256sum sleep sort'.split(
    ' ',
  )

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = makeTempTree(files)
  onTestFinished(made.remove)
  return made.root
}

function toolsAlone(): string {
  const bin = folder()
  const path = (process.env['PATH'] ?? '').split(':')
  for (const tool of TOOLS) {
    const place = path.find((directory) => readdirSafely(directory).includes(tool))
    symlinkSync(join(place ?? '/bin', tool), join(bin, tool))
  }
  return bin
}

function readdirSafely(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

const bootstrap = (home: string, ...flags: readonly string[]): Promise<Run> =>
  runCli([SCRIPT, ...flags], { cwd: ROOT, env: { HOME: home, PATH: toolsAlone(), XDG_STATE_HOME: '' } })

const program = (home: string, ...words: readonly string[]): Promise<Run> =>
  runCli([...builtProgram('dotclaude'), ...words], { cwd: home, env: { HOME: home, XDG_STATE_HOME: '' } })

/** What the script does, which knows one agent and no hook. */
const install = (home: string, ...flags: readonly string[]): Promise<Run> =>
  program(home, 'bootstrap', '--agent', 'claude', '--no-hook', '--from', ROOT, ...flags)

/** Path to content or to where a link leads, of everything but what a run leaves for `undo`. */
function treeOf(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => !entry.isDirectory() && !entry.name.endsWith('.undo.json'))
      .map((entry) => ({ entry, file: join(entry.parentPath, entry.name) }))
      .map(({ entry, file }) => [
        file.slice(root.length + 1),
        entry.isSymbolicLink() ? `-> ${readlinkSync(file)}` : readFileSync(file, 'utf8'),
      ]),
  )
}

describe.each([
  { kind: 'links', flags: [] },
  { kind: 'copies', flags: ['--copy'] },
])('$kind', ({ kind, flags }) => {
  test('it leaves what the program leaves, and a second run changes nothing', async () => {
    const [one, other] = [folder(), folder()]
    expect(await bootstrap(one, ...flags)).toMatchObject({ exitCode: 0, stderr: '' })
    expect((await install(other, ...flags)).exitCode).toBe(0)
    expect(Object.keys(treeOf(one)).length).toBeGreaterThan(100)
    expect(treeOf(one)).toEqual(treeOf(other))
    expect(treeOf(one)['.claude/commands/git.md']?.startsWith('-> /')).toBe(kind === 'links')
    expect((await bootstrap(one, ...flags)).stdout).toBe('')
    expect((await install(other, ...flags)).stdout).toContain('everything is installed already')
    expect(treeOf(one)).toEqual(treeOf(other))
  })

  test('files of the user and files that were changed stay, as with the program', async () => {
    const mine = { '.claude/commands/git.md': 'mine\n', '.claude/settings.json': '{ "a": 1 }\n' }
    const [one, other] = [folder(mine), folder(mine)]
    const first = await bootstrap(one, ...flags)
    expect(first.stderr).toContain('.claude/commands/git.md is yours')
    await install(other, ...flags)
    for (const home of [one, other]) {
      const file = join(home, '.claude/agents/data-scientist.md')
      rmSync(file)
      writeFileSync(file, 'edited\n')
    }
    await bootstrap(one, ...flags)
    await install(other, ...flags)
    expect(treeOf(one)).toEqual(treeOf(other))
    await bootstrap(one, '--uninstall')
    await program(other, 'uninstall')
    expect(treeOf(one)).toEqual(treeOf(other))
    expect(treeOf(one)).toMatchObject({ ...mine, '.claude/agents/data-scientist.md': 'edited\n' })
  })
})

test('copies become links and links copies', async () => {
  const home = folder()
  await bootstrap(home, '--copy')
  const copies = treeOf(home)
  await bootstrap(home)
  expect(treeOf(home)['.claude/commands/git.md']).toBe(`-> ${ROOT}plugins/dotclaude/commands/git.md`)
  expect((await install(home, '--copy')).exitCode).toBe(0)
  expect(treeOf(home)).toEqual(copies)
})

test('the program takes away what the script installed', async () => {
  const home = folder()
  await bootstrap(home)
  expect((await program(home, 'uninstall')).exitCode).toBe(0)
  expect(Object.keys(treeOf(home))).toEqual(['.local/state/dotclaude/installed.json'])
})

test('--dry-run writes nothing, and an unknown argument is refused', async () => {
  const home = folder()
  expect((await bootstrap(home, '--dry-run')).stdout).toContain('create   .claude/commands/git.md')
  expect(treeOf(home)).toEqual({})
  expect(await bootstrap(home, '--force')).toMatchObject({ exitCode: 64 })
})

const LOCK = '.local/state/dotclaude/installed.json.lock'

test('a second run at the same time does not start', async () => {
  const home = folder({ [`${LOCK}/pid`]: String(process.pid) })
  const refused = await bootstrap(home)
  expect(refused.exitCode).toBe(2)
  expect(refused.stderr).toContain('another run is installing')
  expect(readFileSync(join(home, LOCK, 'pid'), 'utf8')).toBe(String(process.pid))
})

test('where nothing can be installed it says so, and leaves no lock when its reader goes away', async () => {
  const home = folder({ file: '' })
  const refused = await bootstrap(join(home, 'file'))
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('cannot be made')])
  const env = { HOME: home, PATH: process.env['PATH'] ?? '', XDG_STATE_HOME: '' }
  await runCli(['sh', '-c', `'${SCRIPT}' | head -n 1`], { cwd: ROOT, env })
  await expect.poll(() => Object.keys(treeOf(home)).some((path) => path.includes('.lock'))).toBe(false)
})

test.each([
  // No process has this number: it is above what Linux gives.
  { what: 'that is gone', files: { pid: '4999999' } },
  { what: 'that was killed before it wrote its id', files: { 'pid.part': '' } },
  { what: 'whose id was lost', files: { pid: 'no number' } },
])('the lock of a run $what is taken over', async ({ files }) => {
  const locks = Object.entries(files).map(([name, text]) => [`${LOCK}/${name}`, text])
  const home = folder(Object.fromEntries(locks))
  expect((await bootstrap(home)).exitCode).toBe(0)
  expect(Object.keys(treeOf(home)).filter((path) => path.includes('.lock'))).toEqual([])
})
