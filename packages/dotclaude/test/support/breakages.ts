// Ways to break a hook that was well, and the driver that shows each of them: `doctor` names it, and what the printed
// cures say is done until `doctor` has nothing left to say.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyGitRepository, makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished } from 'vitest'
import { codesIn, runInProcess } from './run-in-process.ts'
import type { InProcessRun } from './run-in-process.ts'

export const SETTINGS = '.claude/settings.json'
export const HOOK = '.claude/hooks/guard.mjs'
export const ENV: Readonly<Record<string, string | undefined>> = { PATH: process.env['PATH'] }

/** As `init` leaves it, and then changed. */
export async function governed(
  change: (repository: GitRepository) => unknown = () => undefined,
  agents: readonly string[] = [],
): Promise<GitRepository> {
  const repository = copyGitRepository(await originalFor(agents))
  onTestFinished(repository.remove)
  change(repository)
  return repository
}

const originals = new Map<string, Promise<GitRepository>>()

/** Made once per file of tests, since `init` has its own. */
function originalFor(agents: readonly string[]): Promise<GitRepository> {
  const words = agents.flatMap((agent) => ['--agent', agent])
  const known = originals.get(words.join(' '))
  if (known !== undefined) return known
  const made = (async () => {
    const repository = makeGitRepository({ 'README.md': '# A\n' })
    process.once('exit', repository.remove)
    await runInProcess(['init', ...words], { cwd: repository.root, env: ENV })
    return repository
  })()
  originals.set(words.join(' '), made)
  return made
}

/** A breakage of the hook: what is done to a repository that was well, and the codes that name it. */
export interface Breakage {
  readonly what: string
  readonly change: (it: GitRepository) => unknown
  readonly codes: readonly string[]
  /** Beside Claude Code. */
  readonly agents?: readonly string[]
  /** Programs in front of PATH, or a PATH of their own. */
  readonly env?: (it: GitRepository) => Readonly<Record<string, string | undefined>>
  readonly home?: (root: string) => Readonly<Record<string, string>>
  /** Files of the machine, by their paths below its root. */
  readonly machine?: Readonly<Record<string, string>>
  /** What a person does whom a hint asks to look. */
  readonly byHand?: (it: GitRepository, place: Place) => unknown
}

export interface Place {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly machine: string
}

interface Outcome {
  readonly named: readonly string[]
  readonly left: readonly string[]
}

/** The codes that name it, and what is left when the printed cures were applied. */
export async function breakAndCure(breakage: Omit<Breakage, 'codes'>): Promise<Outcome> {
  const { change, env, agents = [], home = () => ({}), machine = {}, byHand } = breakage
  const repository = await governed(change, agents)
  const { root } = repository
  const user = makeTempTree(home(root))
  const system = makeTempTree(machine)
  onTestFinished(user.remove)
  onTestFinished(system.remove)
  const place = { cwd: root, env: { ...ENV, ...env?.(repository) }, home: user.root, machine: system.root }
  const run = await runInProcess(['doctor', '--json'], place)
  expectCures(run.stdout)
  const after = await cured(run.stdout, place, () => byHand?.(repository, place))
  return { named: codesIn(run.stdout), left: codesIn(after.stdout) }
}

/** Every problem comes with the command, or the key to remove, that mends it. */
export function expectCures(stdout: string): void {
  const { events } = JSON.parse(stdout) as { events: { kind: string; details?: { hint?: string } }[] }
  const problems = events.filter(({ kind }) => kind !== 'pass')
  expect(
    problems.filter(({ details }) => !/`|Remove/.test(details?.hint ?? '')),
    'the mending command',
  ).toEqual([])
}

/** Does what the hints say, in order, and asks `doctor` again. A Node is installed by handing the old PATH back. */
async function cured(stdout: string, place: Place, byHand: () => unknown): Promise<InProcessRun> {
  const { events } = JSON.parse(stdout) as { events: { details?: { hint?: string; file?: string } }[] }
  let { env } = place
  for (const { details } of events) {
    const { hint = '', file = '' } = details ?? {}
    const path = fileAt(file, place)
    if (/[Rr]emove the entry/.test(hint)) removeKey(path, 'hooks')
    for (const [, words = ''] of hint.matchAll(/`dotclaude (init[^`]*)`/g))
      if (!words.includes('--diff')) await runInProcess(words.split(' '), { ...place, env })
    for (const [, key = ''] of hint.matchAll(/Remove `([^`]+)`/g)) removeKey(path, key)
    for (const [, key = ''] of hint.matchAll(/Set `(version)` to 1 in the file/g)) setKey(path, key, 1)
    for (const [, added = ''] of hint.matchAll(/`git add --force ([^`]+)`/g))
      execFileSync('git', ['add', '--force', added], { cwd: place.cwd })
    for (const [, program = ''] of hint.matchAll(/`chmod \+x ([^`]+)`/g))
      chmodSync(join(place.cwd, program), 0o755)
    if (hint.includes('nvm install')) env = ENV
  }
  byHand()
  return runInProcess(['doctor', '--json'], { ...place, env })
}

function fileAt(file: string, { cwd, home }: Place): string {
  return file.startsWith('~/') ? join(home, file.slice(2)) : join(cwd, file)
}

/** Wherever it stands in a file of settings. */
function removeKey(path: string, key: string): void {
  if (path.endsWith('.toml')) return removeLines(path, key)
  const without = (_: string, value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      delete (value as Record<string, unknown>)[key]
    return value
  }
  writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'), without)))
}

/** `table.key`, in its table or dotted. */
function removeLines(path: string, key: string): void {
  const name = key.split('.').at(-1) ?? key
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, lines.filter((line) => !new RegExp(`\\b${name}\\s*=`).test(line)).join('\n'))
}

function setKey(path: string, key: string, value: unknown): void {
  const settings = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  writeFileSync(path, JSON.stringify({ ...settings, [key]: value }))
}

type Handler = Record<string, unknown>
type Group = Handler & { matcher?: string; hooks: Handler[] }
export type Settings = Record<string, unknown> & { hooks: Record<string, Group[]> }

/** Changes the settings that `init` wrote. */
export function inSettings(
  change: (settings: Settings) => unknown,
  file: string = SETTINGS,
): Breakage['change'] {
  return (it) => {
    const settings = JSON.parse(readFileSync(join(it.root, file), 'utf8')) as Settings
    change(settings)
    it.write({ [file]: JSON.stringify(settings) })
  }
}

/** Changes the handlers of an event; an agent whose entries are no groups has them in the list itself. */
export function inHandlers(
  more: Handler | ((handler: Handler) => unknown),
  event = 'PreToolUse',
): (settings: Settings) => void {
  return ({ hooks }) => {
    for (const handler of (hooks[event] ?? []).flatMap(
      (group) => (group.hooks as Handler[] | undefined) ?? [group],
    ))
      if (typeof more === 'function') more(handler)
      else Object.assign(handler, more)
  }
}

/** Adds to the command line, in front or behind. */
export function around(before: string, after = '', key = 'command'): (handler: Handler) => void {
  return (handler) => void (handler[key] = `${before}${String(handler[key])}${after}`)
}

export function inHook(change: (text: string) => string): Breakage['change'] {
  return (it) => it.write({ [HOOK]: change(readFileSync(join(it.root, HOOK), 'utf8')) })
}

/** A program in front of PATH. */
export function withProgram(name: string, script: string): Pick<Breakage, 'change' | 'env'> {
  return {
    change: (it) => {
      it.write({ [`.build/${name}`]: `#!/bin/sh\n${script}\n` })
      chmodSync(join(it.root, '.build', name), 0o755)
    },
    env: ({ root }) => ({ PATH: `${join(root, '.build')}:${process.env['PATH']}` }),
  }
}

/** Links to the programs that doctor needs, without one of them. */
export function pathWithout(program: string): string {
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  for (const name of ['git', 'sh', 'sleep', 'node'].filter((one) => one !== program)) {
    const path = execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
    symlinkSync(path, join(tree.root, name))
  }
  return tree.root
}

/** Puts a link in the place of a file. */
export function linked(file: string, to: string): Breakage['change'] {
  return ({ root }) => {
    rmSync(join(root, file), { recursive: true, force: true })
    symlinkSync(to, join(root, file))
  }
}
