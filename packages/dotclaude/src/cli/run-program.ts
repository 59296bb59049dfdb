// One run of the program: words to a command, the command to an exit code. Failures end here as a report and a code;
// anything else that is thrown is a bug of ours and never looks like a finding.
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import { version } from '../diagnostics/version.ts'
import { checkArguments, chooseCommand, parseCall } from './arguments.ts'
import { hasFlag } from './command.ts'
import type { Command } from './command.ts'
import { helpDocument } from './help-document.ts'
import { reportFailure } from './report-failure.ts'
import { commandHelp, groupHelp, programHelp } from './help.ts'
import { painter } from './terminal.ts'
import type { Paint, Terminal } from './terminal.ts'

export interface Program {
  readonly commands: readonly Command[]
}

export async function runProgram(
  program: Program,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    return await runCommand(program, words, terminal)
  } catch (error) {
    return reportFailure(error, words, terminal)
  }
}

async function runCommand(
  { commands }: Program,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const paint = painter(terminal.hasColor && !words.includes('--no-color'))
  const group = groupAsked(commands, words)
  if (group !== undefined) return show(groupHelp(group, commands, paint), terminal)
  const { command, rest } = chooseCommand(commands, helpWords(words))
  const call = parseCall(command ?? UMBRELLA, rest)
  const isJson = hasFlag(call, 'json')
  if (hasFlag(call, 'version') && !hasFlag(call, 'help')) return show(versionText(isJson), terminal)
  if (hasFlag(call, 'help') || command === undefined) {
    if (isJson) return show(helpDocument(command === undefined ? commands : [command]), terminal)
    return show(helpOf(command, commands, paint), terminal)
  }
  checkArguments(command, call.args)
  return command.run(call, terminal)
}

const UMBRELLA = { name: 'dotclaude', args: [], flags: [] }

/** `help doctor` asks for `doctor --help`. */
function helpWords(words: readonly string[]): readonly string[] {
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words
}

/** `spec` alone, or with `--help`, asks what there is behind it. */
function groupAsked(commands: readonly Command[], words: readonly string[]): string | undefined {
  const free = words.filter((word) => !['--help', '-h', 'help'].includes(word))
  const [first] = free
  const isGroup = free.length === 1 && commands.some(({ name }) => name.startsWith(`${first} `))
  return isGroup && !commands.some(({ name }) => name === first) ? first : undefined
}

function helpOf(command: Command | undefined, commands: readonly Command[], paint: Paint): string {
  return command === undefined ? programHelp(commands, paint) : commandHelp(command, paint)
}

function versionText(isJson: boolean): string {
  return isJson ? `${JSON.stringify({ program: 'dotclaude', version }, undefined, 2)}\n` : `${version}\n`
}

function show(text: string, terminal: Terminal): number {
  terminal.writeResult(text)
  return EXIT_CODES.OK
}
