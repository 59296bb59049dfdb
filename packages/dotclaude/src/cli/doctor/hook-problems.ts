// What can be said about a registered hook without starting it: why an agent would pass over it, or why its answer would
// come too late. The first reason is the one to mend.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { SHELL_WORDS, firstCommand, pathIn, scriptOf } from '../../validate/settings/command-line.ts'
import type { CommandPath } from '../../validate/settings/command-line.ts'
import type { Host } from '../../validate/settings/host.ts'
import type { RegisteredHook } from './registered-hooks.ts'

export interface HookMachine {
  readonly host: Host
  readonly snapshot: Snapshot
  /** The agent's name as people know it. */
  readonly agent: string
}

/** A guard answers in a tenth of this, and a busy machine may take ten times as long. */
const SECONDS_MIN = 3

export function hookProblem(hook: RegisteredHook, machine: HookMachine): Diagnostic | undefined {
  return weakened(hook, machine) ?? unstartable(hook, machine) ?? impatient(hook, machine)
}

const WEAKENINGS: readonly (readonly [key: string, effect: string])[] = [
  ['async', 'it does not wait for the answer'],
  ['asyncRewake', 'it does not wait for the answer'],
  ['if', 'it is not called for every command'],
  ['once', 'it is called a single time'],
]

function weakened({ handler, file }: RegisteredHook, { agent }: HookMachine): Diagnostic | undefined {
  const [key, effect] =
    WEAKENINGS.find(([name]) => handler[name] !== undefined && handler[name] !== false) ?? []
  if (key !== undefined) return diagnose('ENV_HOOK_WEAKENED', { file }, { agent, key, effect: effect ?? '' })
  const type = handler['type'] ?? 'command'
  if (typeof type !== 'string' || type === 'command') return undefined
  const called = 'the hook file is not what is called'
  return diagnose('ENV_HOOK_WEAKENED', { file }, { agent, key: `type: ${type}`, effect: called })
}

function unstartable(hook: RegisteredHook, machine: HookMachine): Diagnostic | undefined {
  const { file } = hook
  const words = wordsOf(hook)
  const [program = ''] = words
  const { agent, host } = machine
  const direct = pathIn(program)
  if (direct === undefined && isProgramName(program) && !host.isProgram(program))
    return diagnose('ENV_HOOK_PROGRAM_MISSING', { file }, { agent, program })
  const script = direct === undefined ? scriptOf(words) : program
  const path = script === undefined ? undefined : pathIn(script)
  if (script === undefined || path === undefined) return undefined
  const absolute = absoluteOf(path, machine)
  if (!host.isFile(absolute))
    return diagnose('ENV_HOOK_FILE_MISSING', { file }, { agent, path: shownPath(path) })
  if (direct !== undefined && !host.isProgram(absolute))
    return diagnose('ENV_HOOK_NOT_RUNNABLE', { file }, { agent, path: shownPath(path) })
  return undefined
}

/** The program and its arguments, with one name for the repository's root. */
export function wordsOf({ command, args }: RegisteredHook): readonly string[] {
  return args === undefined ? firstCommand(known(command)) : [command, ...args].map(known)
}

function isProgramName(word: string): boolean {
  return /^[\w.+-]+$/.test(word) && !SHELL_WORDS.has(word)
}

/** The ways in which agents and shells name the root of the repository. */
function known(text: string): string {
  return text.replaceAll(
    /\$GEMINI_PROJECT_DIR|\$\{GEMINI_PROJECT_DIR\}|\$\(git rev-parse --show-toplevel\)/g,
    '$CLAUDE_PROJECT_DIR',
  )
}

function absoluteOf({ base, path }: CommandPath, { snapshot, host }: HookMachine): string {
  if (base === 'root') return `/${path}`
  return `${base === 'home' ? host.homeFolder : snapshot.root}/${path}`
}

/** As people find it. */
export function shownPath({ base, path }: CommandPath): string {
  if (base === 'root') return `/${path}`
  return base === 'home' ? `~/${path}` : path
}

function impatient({ timeoutSeconds, file }: RegisteredHook, { agent }: HookMachine): Diagnostic | undefined {
  if (timeoutSeconds === undefined || timeoutSeconds >= SECONDS_MIN) return undefined
  return diagnose('ENV_HOOK_TIMEOUT', { file }, { agent, seconds: timeoutSeconds })
}
