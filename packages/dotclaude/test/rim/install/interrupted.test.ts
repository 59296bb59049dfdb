// A run that is killed at any of its writes: the next run finishes it, uninstall takes it away, and undo brings back what
// was before it, each to the byte. The disk is real; from the chosen write on it does nothing any more, as for a process
// that is gone, and the write in hand is half done.
import { createHash } from 'node:crypto'
import type * as fs from 'node:fs'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { SettingsForm } from '../../../src/agents/registration.ts'
import { userRegistration } from '../../../src/agents/user-registration.ts'
import { applyDeploy, lookAtDisk, readState } from '../../../src/install/apply-deploy.ts'
import { planDeploy } from '../../../src/install/deploy/plan-deploy.ts'
import type { DesiredFile } from '../../../src/install/deploy/plan-deploy.ts'
import { freshRegistration } from '../../../src/install/plan-registration.ts'
import { runInProcess } from '../../support/run-in-process.ts'

/** Writes that are still done, and whether one was refused. */
const disk = vi.hoisted(() => ({ left: Infinity, isStopped: false }))

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  const stop = (): never => {
    disk.isStopped = true
    throw Object.assign(new Error('the process was killed'), { code: 'EKILLED' })
  }
  const count = (): void => {
    disk.left -= 1
    if (disk.left < 0) stop()
  }
  const counted = <Args extends unknown[], Result>(write: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      count()
      return write(...args)
    }
  }
  const writeFileSync: typeof real.writeFileSync = (file, data, options) => {
    count()
    if (disk.left > 0) return real.writeFileSync(file, data, options)
    real.writeFileSync(file, Buffer.from(data as string).subarray(0, 9), options)
    return stop()
  }
  // Removing nothing and making a folder change nothing that another run could stumble over.
  const rmSync: typeof real.rmSync = (file, options) => {
    if (disk.left < 0 || real.existsSync(file)) count()
    real.rmSync(file, options)
  }
  const mkdirSync = ((...args: Parameters<typeof real.mkdirSync>) =>
    disk.left < 0 ? stop() : real.mkdirSync(...args)) as typeof real.mkdirSync
  return {
    ...real,
    mkdirSync,
    rmSync,
    writeFileSync,
    renameSync: counted(real.renameSync),
    rmdirSync: counted(real.rmdirSync),
    symlinkSync: counted(real.symlinkSync),
  }
})

beforeEach(revive)

function revive(): void {
  disk.left = Infinity
  disk.isStopped = false
}

const item = (name: string, kind: string, body: string): string =>
  `---\nname: ${name}\ndescription: Does it.\nmetadata:\n  kind: ${kind}\n---\n\n# ${name}\n\n${body}\n`

const LIBRARIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  older: {
    'skills/a/SKILL.md': item('a', 'skill', 'First.'),
    'agents/c/SKILL.md': item('c', 'agent', 'Agent.'),
    'rules/floor/SKILL.md': item('floor', 'rule', 'Rule.'),
  },
  newer: {
    'skills/a/SKILL.md': item('a', 'skill', 'Second.'),
    'commands/b/SKILL.md': item('b', 'command', 'New.'),
    'rules/floor/SKILL.md': item('floor', 'rule', 'Another rule.'),
  },
}

/** Settings in two forms, instructions without an end, and a file with our name. */
const MINE = {
  '.claude/settings.json': '{\n  // mine\n  "model": "opus",\n  "hooks": { "Stop": [] }\n}',
  '.claude/agents/c.md': 'mine\n',
  '.gemini/settings.json': '{\r\n  "ui": {}\r\n}\r\n',
  '.gemini/GEMINI.md': '# Mine',
}

type Tree = Readonly<Record<string, string>>

function treeOf(root: string): Tree {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]),
  )
}

/** Without what we keep for ourselves. */
function usersPart(tree: Tree): Tree {
  return shown(tree, (path) => !path.startsWith('.local/'))
}

/** Everything but the way back, which each run has of its own. */
function installedPart(tree: Tree): Tree {
  return shown(tree, (path) => !path.endsWith('.undo.json'))
}

/** The hook is long, and a difference in it is seen by its hash as well. */
function shown(tree: Tree, isMeant: (path: string) => boolean): Tree {
  const short = (text: string): string =>
    text.length < LONG ? text : createHash('sha256').update(text).digest('hex')
  return Object.fromEntries(
    Object.entries(tree).flatMap(([path, text]) => (isMeant(path) ? [[path, short(text)]] : [])),
  )
}

const LONG = 10_000
const SLOW_MS = 60_000

function folder(files: Tree): string {
  const made = makeTempTree(files)
  onTestFinished(made.remove)
  return made.root
}

const LOCK = '.local/state/dotclaude/installed.json.lock'

/** What a killed process leaves locked is taken over by the next one, which takes its time. */
function unlock(home: string): void {
  rmSync(join(home, LOCK), { recursive: true, force: true })
}

type Words = readonly string[]

async function run(home: string, words: Words): Promise<void> {
  const done = await runInProcess(words, { cwd: home, home })
  expect(done).toMatchObject({ exit: 0 })
}

/** Whether it was stopped before it was through. */
async function stopAfter(writes: number, home: string, words: Words): Promise<boolean> {
  disk.left = writes
  await runInProcess(words, { cwd: home, home })
  const { isStopped } = disk
  revive()
  unlock(home)
  return isStopped
}

const library: Record<string, string> = { older: '', newer: '' }

const install = (name: string): Words => [
  'bootstrap',
  '--from',
  library[name] ?? '',
  ...['claude', 'gemini'].flatMap((agent) => ['--agent', agent]),
]
const UNDO: Words = ['bootstrap', '--undo']

interface Interrupted {
  readonly name: string
  /** Done before, in this order. */
  readonly earlier: () => readonly Words[]
  readonly stopped: () => Words
}

const RUNS: readonly Interrupted[] = [
  { name: 'an installation', earlier: () => [], stopped: () => install('older') },
  { name: 'an upgrade', earlier: () => [install('older')], stopped: () => install('newer') },
  { name: 'a removal', earlier: () => [install('older')], stopped: () => ['uninstall'] },
  { name: 'an undo', earlier: () => [install('older'), install('newer')], stopped: () => UNDO },
]

/** A home in which all of that was done, and its tree after each. */
async function homeAfter(
  all: readonly Words[],
): Promise<{ readonly home: string; readonly trees: readonly Tree[] }> {
  const home = folder(MINE)
  const trees = [treeOf(home)]
  for (const words of all) {
    await run(home, words)
    trees.push(treeOf(home))
  }
  return { home, trees }
}

interface Next {
  readonly way: string
  readonly words: (stopped: Words) => Words
  readonly part: (tree: Tree) => Tree
  /** One of these is left, of the trees before the run that was stopped and the one that it would have come to. */
  readonly left: (before: readonly Tree[], whole: Tree) => readonly Tree[]
}

const NEXT: readonly Next[] = [
  {
    way: 'is finished by the next run',
    words: (stopped) => stopped,
    part: installedPart,
    left: (_, whole) => [whole],
  },
  { way: 'is taken away by uninstall', words: () => ['uninstall'], part: usersPart, left: () => [MINE] },
  // Before its first file nothing is to be taken back of this run, but of the one before.
  { way: 'is taken back by undo', words: () => UNDO, part: usersPart, left: (before) => before },
]

describe.each(RUNS)('$name that is killed', ({ earlier, stopped }) => {
  test.each(NEXT)('$way', { timeout: SLOW_MS }, async ({ words, part, left }) => {
    for (const name of Object.keys(library)) library[name] = folder(LIBRARIES[name] ?? {})
    const { trees } = await homeAfter([...earlier(), stopped()])
    const before = trees.slice(0, -1)
    const allowed = left(before, trees.at(-1) ?? {}).map(part)
    let writes = 0
    for (let isStopped = true; isStopped; writes += 1) {
      const home = folder(before.at(-1) ?? {})
      isStopped = await stopAfter(writes, home, stopped())
      // An undo that was done is not done once more.
      if (!isStopped) break
      await run(home, words(stopped()))
      expect(allowed, `after ${writes} writes`).toContainEqual(part(treeOf(home)))
    }
    expect(writes).toBeGreaterThan(20)
  })
})

const form = (name: string): SettingsForm => {
  const { form: ours } = userRegistration('claude-code')
  if (ours.kind === 'file') throw new Error('settings of Claude Code are the user’s')
  // Another version of us: the same entries with another time limit.
  return JSON.parse(
    JSON.stringify(ours).replaceAll('"timeout":10', `"timeout":${name.length}`),
  ) as SettingsForm
}

test.each([
  { what: 'settings of the user', mine: { 'settings.json': MINE['.claude/settings.json'] } },
  { what: 'settings that are ours alone', mine: {} },
])('$what in which entries of an earlier version stand', ({ mine }) => {
  const settings = (version: string): DesiredFile => ({
    path: 'settings.json',
    text: freshRegistration({ form: form(version) }),
    settings: form(version),
  })
  const deploy = (base: string, desired: readonly DesiredFile[]): void => {
    const stateFile = join(base, 'state.json')
    const before = readState(stateFile)
    const plan = planDeploy(desired, before, (path) => lookAtDisk(base, path))
    const after = { version: 1, program: '', agents: [], files: plan.files } as const
    applyDeploy({ base, stateFile, before, after, plan, keepsUndo: false })
  }
  const whole = folder({ ...mine })
  deploy(whole, [settings('older')])
  const older = treeOf(whole)
  deploy(whole, [settings('newest')])
  const newer = treeOf(whole)
  const stop = (writes: number, base: string): boolean => {
    disk.left = writes
    try {
      deploy(base, [settings('newest')])
    } catch (error) {
      if (!disk.isStopped) throw error
    }
    const { isStopped } = disk
    revive()
    return isStopped
  }
  let writes = 0
  for (let isStopped = true; isStopped; writes += 1) {
    const [resumed, removed] = [folder(older), folder(older)]
    isStopped = stop(writes, resumed)
    // The run that would finish it is stopped as well.
    stop(writes, resumed)
    stop(writes, removed)
    deploy(resumed, [settings('newest')])
    expect(treeOf(resumed), `after ${writes} writes`).toEqual(newer)
    deploy(removed, [])
    const { 'state.json': _, ...left } = treeOf(removed)
    expect(left, `after ${writes} writes`).toEqual(mine)
  }
  expect(writes).toBe(7)
})
