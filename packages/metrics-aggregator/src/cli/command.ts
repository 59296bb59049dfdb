/** What a command of the program is: its table row, which help, suggestions and parsing are made from, and its work. */
import type { ExitCode } from './exit-code.ts'
import type { Paint, Terminal } from './terminal.ts'

export interface Command {
  /** One word, or two as in `config check`. */
  readonly name: string
  /** The arguments after the name, as help shows them; empty if there are none. */
  readonly argumentsUsage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What a reader of the command's own help should know; lines of text. */
  readonly description: readonly string[]
  /** Of all commands only the one that runs or is explained is asked for its flags. */
  readonly flags: readonly Flag[]
  readonly examples: readonly Example[]
  readonly run: (call: Call, terminal: Terminal) => Promise<ExitCode>
}

export interface Flag {
  /** Without the leading dashes. */
  readonly name: string
  readonly short?: string
  /** What stands for the value; absent for flags without one. */
  readonly placeholder?: string
  readonly help: string
}

export interface Example {
  readonly line: string
  readonly does: string
}

/** A command line that was understood. */
export interface Call {
  /** Values by flag name; flags without a value have `true`. */
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly positionals: readonly string[]
  readonly isJson: boolean
  readonly isVerbose: boolean
  readonly paint: Paint
}

/** Every command has these. */
export const SHARED_FLAGS: readonly Flag[] = [
  { name: 'help', short: 'h', help: 'show this help' },
  { name: 'version', short: 'V', help: 'show the version' },
  { name: 'json', help: 'print one versioned JSON document to standard output' },
  { name: 'verbose', short: 'v', help: 'say more; show the stack of a bug' },
  { name: 'no-color', help: 'no colours (also with NO_COLOR in the environment)' },
]
