// What a command of the program is: its row of the table, which help, suggestions, completion and parsing are made from,
// and its work. Rows are cheap to load; what a command needs for its work is imported when it runs.
import type { Terminal } from './terminal.ts'

export interface Command {
  /** One word, or two as in `spec new`. */
  readonly name: string
  readonly group: Group
  /** One line for the list of commands. */
  readonly summary: string
  /** What a reader of the command's own help should know; lines of text. */
  readonly description: readonly string[]
  readonly args: readonly Argument[]
  readonly flags: readonly Flag[]
  readonly examples: readonly Example[]
  readonly run: (call: Call, terminal: Terminal) => Promise<number>
}

export type Group = 'governance' | 'specs' | 'repository' | 'library' | 'agents' | 'sessions' | 'this program'

/** What an argument or the value of a flag can be, where completion can tell. */
export type Choice = readonly string[] | 'specs' | 'files' | 'folders'

export interface Argument {
  /** In capitals, as help shows it. */
  readonly name: string
  readonly isRequired?: boolean
  /** The last argument alone may take all words that are left. */
  readonly isRepeatable?: boolean
  readonly choice?: Choice
}

export interface Flag {
  /** Without the leading dashes. */
  readonly name: string
  readonly short?: string
  /** What stands for the value; absent for flags without one. */
  readonly placeholder?: string
  readonly isRepeatable?: boolean
  readonly choice?: Choice
  readonly help: string
}

export interface Example {
  readonly line: string
  readonly does: string
}

/** A command line that was understood. */
export interface Call {
  readonly command: string
  /** The values of each flag that was given; a flag without a value has `true`. */
  readonly flags: ReadonlyMap<string, readonly string[]>
  readonly args: readonly string[]
}

export const SHARED_FLAGS: readonly Flag[] = [
  {
    name: 'repo-root',
    placeholder: 'DIR',
    choice: 'folders',
    help: 'the repository (otherwise DOTCLAUDE_REPO_ROOT, or the one around the current folder)',
  },
  { name: 'json', help: 'print one JSON document to standard output' },
  { name: 'verbose', short: 'v', help: 'say all that is known; show the stack of a bug' },
  { name: 'no-color', help: 'no colours (also with NO_COLOR in the environment)' },
  { name: 'help', short: 'h', help: 'show this help' },
  { name: 'version', short: 'V', help: 'show the version' },
]

export function hasFlag(call: Call, name: string): boolean {
  return call.flags.has(name)
}

/** Of a flag given twice the last value counts. */
export function flagValue(call: Call, name: string): string | undefined {
  return call.flags.get(name)?.at(-1)
}

export function flagValues(call: Call, name: string): readonly string[] {
  return call.flags.get(name) ?? []
}
