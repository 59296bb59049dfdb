/**
 * One run of the program: words to a command, the command to an exit code. Failures end here as a message, a document
 * and a code; anything else that is thrown is a bug of ours.
 */
import { version } from '../config/version.ts'
import { CODES } from '../errors/codes.ts'
import { Failure } from '../errors/failure.ts'
import { chooseCommand, parseArguments } from './arguments.ts'
import type { Call, Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import type { ExitCode } from './exit-code.ts'
import { findingDocument, findingLines, jsonDocument } from './finding-lines.ts'
import { commandHelp, programHelp } from './help.ts'
import { painter } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** The first command is the one that runs when none is named. */
export type Commands = readonly [Command, ...Command[]]

export async function runProgram(
  commands: Commands,
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    return await runCommand(commands, words, terminal)
  } catch (error) {
    return reportFailure(error, words, terminal)
  }
}

async function runCommand(
  commands: Commands,
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const paint = painter(terminal.hasColor && !words.includes('--no-color'))
  const { command: named, rest } = chooseCommand(commands, words)
  const command = named ?? commands[0]
  const { flags, positionals } = parseArguments(command, rest)
  const isJson = flags['json'] !== undefined
  if (flags['help'] !== undefined) {
    terminal.writeResult(named === undefined ? programHelp(commands, paint) : commandHelp(named, paint))
    return EXIT.ok
  }
  if (flags['version'] !== undefined) {
    terminal.writeResult(
      isJson ? jsonDocument({ program: 'metrics-aggregator', release: version }) : `${version}\n`,
    )
    return EXIT.ok
  }
  checkPositionals(command, positionals)
  const call: Call = { flags, positionals, isJson, isVerbose: flags['verbose'] !== undefined, paint }
  return await command.run(call, terminal)
}

function checkPositionals({ name: command, argumentsUsage }: Command, [argument]: readonly string[]): void {
  if (argument === undefined && argumentsUsage !== '') {
    throw new Failure('ARGUMENT_MISSING', { argument: argumentsUsage, command })
  }
  if (argument !== undefined && argumentsUsage === '') {
    throw new Failure('ARGUMENT_UNEXPECTED', { argument, command })
  }
}

function reportFailure(error: unknown, words: readonly string[], terminal: Terminal): ExitCode {
  const failure: Failure = error instanceof Failure ? error : bugOf(error)
  const paint = painter(terminal.hasColor && !words.includes('--no-color'))
  if (words.includes('--json')) terminal.writeResult(jsonDocument({ error: findingDocument(failure) }))
  terminal.writeRemark(`metrics-aggregator: ${findingLines(failure, paint)}`)
  const isBug = failure.code === 'INTERNAL_BUG'
  const isVerbose = words.includes('--verbose') || words.includes('-v')
  if (isBug && isVerbose && error instanceof Error) terminal.writeRemark(`${error.stack ?? ''}\n`)
  return CODES[failure.code].kind === 'cli' ? EXIT.usage : EXIT.failed
}

function bugOf(cause: unknown): Failure<'INTERNAL_BUG'> {
  return new Failure(
    'INTERNAL_BUG',
    { detail: cause instanceof Error ? cause.message : String(cause) },
    { cause },
  )
}
