// What a dialect is: how one agent's JSON becomes an event, as data, and how an answer becomes what the agent obeys. The
// names are the agent's own; docs/hooks.md shows where each comes from.
import type { AgentName, Answer, HookEvent, Reply, Shell } from './hook-event.ts'

export interface Dialect {
  readonly agent: AgentName
  /** The agent's name as people know it. */
  readonly title: string
  /** Keys of the JSON; the first that is there counts. */
  readonly fields: {
    readonly event: readonly string[]
    readonly session: readonly string[]
    readonly cwd: readonly string[]
    readonly tool: readonly string[]
    /** Whose value is an object, or JSON as a text. */
    readonly input: readonly string[]
  }
  /** Names of events to what they are for us. */
  readonly events: Readonly<Record<string, Exclude<HookEvent['kind'], 'other'>>>
  /** Tools that run a command. `system` is PowerShell on Windows and a POSIX shell elsewhere. */
  readonly shells: Readonly<Record<string, ShellTool>>
  /** Tools that write files, with the keys of their input that hold paths. */
  readonly writers: Readonly<Record<string, readonly string[]>>
  /** Tools that take a patch, with the key of their input that holds its text. */
  readonly patches: Readonly<Record<string, readonly string[]>>
  readonly reply: (answer: Answer, kind: HookEvent['kind']) => Reply
}

export interface ShellTool {
  readonly shell: Shell | 'system'
  /** Keys of the input; the value is a text, or a list of words. */
  readonly command: readonly string[]
  /** Key of the input for the folder it runs in. */
  readonly cwd?: readonly string[]
}

/** How Claude Code calls them, and whoever took its hooks over. */
export const USUAL_FIELDS: Dialect['fields'] = {
  event: ['hook_event_name'],
  session: ['session_id'],
  cwd: ['cwd'],
  tool: ['tool_name'],
  input: ['tool_input'],
}

/** Agents take an empty answer with exit code 0 as no objection. */
export const SILENCE: Reply = { exitCode: 0, stdout: '', stderr: '' }

const BLOCK = 2

/** The reason on standard error and nothing else: what most agents take as a block. */
export function blockByExit(reason: string): Reply {
  return { exitCode: BLOCK, stdout: '', stderr: `${reason}\n` }
}

export function sayJson(value: object): Reply {
  return { exitCode: 0, stdout: `${JSON.stringify(value)}\n`, stderr: '' }
}

export function remark(reason: string): Reply {
  return { exitCode: 0, stdout: '', stderr: `${reason}\n` }
}

/** People see the message, the model what is beside it; at the end of a turn there is no model to tell. */
export function remindModel(reason: string, kind: HookEvent['kind']): Reply {
  const context = { hookSpecificOutput: { hookEventName: 'PreToolUse', additionalContext: reason } }
  return sayJson({ systemMessage: reason, ...(kind === 'tool' ? context : {}) })
}
