/** From the words of the command line to a command and what it was asked; a word without effect is an error. */
import { parseArgs } from 'node:util'
import { nearestName } from '../config/nearest.ts'
import { Failure } from '../errors/failure.ts'
import { SHARED_FLAGS } from './command.ts'
import type { Command, Flag } from './command.ts'

export interface ParsedArguments {
  readonly flags: Readonly<Record<string, string | undefined>>
  readonly positionals: readonly string[]
}

export interface ChosenCommand {
  /** Absent if no word names one. */
  readonly command: Command | undefined
  /** The words without the command's name. */
  readonly rest: readonly string[]
}

const SHARED_WORDS: ReadonlySet<string> = new Set(
  SHARED_FLAGS.flatMap(({ name, short }) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]),
)

/** The command is the first word that is not one of the shared flags, unless it is a flag itself. */
export function chooseCommand(commands: readonly Command[], words: readonly string[]): ChosenCommand {
  const at = words.findIndex((word) => !SHARED_WORDS.has(word))
  const word = words[at]
  if (word === undefined || word.startsWith('-')) return { command: undefined, rest: words }
  for (const length of [2, 1]) {
    const name = words.slice(at, at + length).join(' ')
    const command = commands.find((candidate) => candidate.name === name)
    if (command !== undefined) return { command, rest: words.toSpliced(at, length) }
  }
  const names = commands.map(({ name }) => name)
  const nearest = names.find((name) => name.startsWith(`${word} `)) ?? nearestName(word, names)
  throw new Failure('COMMAND_UNKNOWN', { command: word, ...(nearest !== undefined && { nearest }) })
}

export function parseArguments(
  command: Pick<Command, 'name' | 'flags'>,
  words: readonly string[],
): ParsedArguments {
  // As it is in most containers, and there is nothing to load a parser for.
  if (words.length === 0) return { flags: {}, positionals: [] }
  const { name, flags } = command
  const known = [...flags, ...SHARED_FLAGS]
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(known.map((flag) => [flag.name, optionOf(flag)])),
    // Its own complaints have no codes and no suggestions; the tokens carry all that ours need.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, string> = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind === 'option') values[token.name] = valueOf(token, known, name)
  }
  return { flags: values, positionals }
}

function optionOf({ placeholder, short }: Flag): { type: 'string' | 'boolean'; short?: string } {
  return { type: placeholder === undefined ? 'boolean' : 'string', ...(short !== undefined && { short }) }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function valueOf(
  { name, rawName: flag, value, inlineValue }: OptionToken,
  known: readonly Flag[],
  command: string,
): string {
  const found = known.find((candidate) => candidate.name === name)
  if (found === undefined) {
    const nearest = nearestName(
      flag,
      known.map((candidate) => `--${candidate.name}`),
    )
    throw new Failure('FLAG_UNKNOWN', { flag, command, ...(nearest !== undefined && { nearest }) })
  }
  if (found.placeholder === undefined) {
    if (value === undefined) return 'true'
    throw new Failure('FLAG_VALUE_INVALID', { flag, value, allowed: 'no value' })
  }
  // The next flag is not a value: `--port --json` forgot one.
  const isNextFlag = inlineValue === false && value?.startsWith('--') === true
  if (value === undefined || isNextFlag) throw new Failure('FLAG_VALUE_MISSING', { flag })
  return value
}
