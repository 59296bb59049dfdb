// From the words of the command line to a command and what it was asked. A word without effect is an error: what was
// mistyped must not look as if it had been obeyed.
import { parseArgs } from 'node:util'
import { Failure } from '../diagnostics/failure.ts'
import { nearestName } from '../diagnostics/nearest-name.ts'
import { SHARED_FLAGS } from './command.ts'
import type { Call, Choice, Command, Flag } from './command.ts'

export interface ChosenCommand {
  /** Absent if no word names one. */
  readonly command: Command | undefined
  /** The words without the command's name. */
  readonly rest: readonly string[]
}

/** The command is the first word that is neither a shared flag nor the value of one. */
export function chooseCommand(commands: readonly Command[], words: readonly string[]): ChosenCommand {
  const at = firstFreeWord(words)
  const word = words[at]
  if (word === undefined || word.startsWith('-')) return { command: undefined, rest: words }
  for (const length of [2, 1]) {
    const name = words.slice(at, at + length).join(' ')
    const command = commands.find((candidate) => candidate.name === name)
    if (command !== undefined) return { command, rest: words.toSpliced(at, length) }
  }
  throw unknownCommand(commands, words.slice(at, at + 2))
}

function firstFreeWord(words: readonly string[]): number {
  let at = 0
  while (at < words.length) {
    const flag = SHARED_FLAGS.find(({ name, short }) => isFlagWord(words[at] ?? '', name, short))
    if (flag === undefined) return at
    const hasValueBehind = flag.placeholder !== undefined && words[at] === `--${flag.name}`
    at += hasValueBehind ? 2 : 1
  }
  return at
}

function isFlagWord(word: string, name: string, short: string | undefined): boolean {
  return (
    word === `--${name}` || word.startsWith(`--${name}=`) || (short !== undefined && word === `-${short}`)
  )
}

/** In `spec nwe` the first word is a group and the second one is wrong. */
function unknownCommand(commands: readonly Command[], [first = '', second]: readonly string[]): Failure {
  const names = commands.map(({ name }) => name)
  const isGroup = names.some((name) => name.startsWith(`${first} `))
  if (isGroup && second === undefined) return missingPositional(first, 'a command behind it')
  const typed = isGroup ? `${first} ${second}` : first
  const nearest = nearestName(typed, names)
  return new Failure('USAGE_UNKNOWN_COMMAND', { command: typed, ...(nearest !== undefined && { nearest }) })
}

function missingPositional(command: string, argument: string): Failure {
  return new Failure('USAGE_MISSING_POSITIONAL', { command, argument })
}

export function parseCall(command: Pick<Command, 'name' | 'args' | 'flags'>, words: readonly string[]): Call {
  const known = [...command.flags, ...SHARED_FLAGS]
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(known.map((flag) => [flag.name, optionOf(flag)])),
    // Its own complaints change from Node to Node and suggest nothing; the tokens carry all that ours need.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const flags = new Map<string, readonly string[]>()
  const args: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    flags.set(token.name, [...(flags.get(token.name) ?? []), valueOf(token, known, command.name)])
  }
  return { command: command.name, flags, args }
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

function valueOf(token: OptionToken, known: readonly Flag[], command: string): string {
  const { name, rawName: flag, value, inlineValue } = token
  const found = known.find((candidate) => candidate.name === name)
  if (found === undefined) throw unknownFlag(flag, known, command)
  if (found.placeholder === undefined) {
    if (value === undefined) return 'true'
    throw new Failure('USAGE_FLAG_VALUE', { flag, detail: `takes no value, and was given ${value}` })
  }
  // The next flag is not a value: `--base --json` forgot one.
  const isNextFlag = inlineValue === false && value?.startsWith('-') === true && value !== '-'
  if (value === undefined || isNextFlag || value === '')
    throw new Failure('USAGE_FLAG_VALUE', { flag, detail: `needs a value: ${flag} ${found.placeholder}` })
  checkChoice(flag, found, value)
  return value
}

function unknownFlag(flag: string, known: readonly Flag[], command: string): Failure {
  const names = known.map(({ name }) => `--${name}`)
  const nearest = nearestName(flag, names)
  return new Failure('USAGE_UNKNOWN_FLAG', { flag, command, ...(nearest !== undefined && { nearest }) })
}

/** `--format sarif:out.sarif` chooses by what stands before the colon. */
function checkChoice(flag: string, { choice, placeholder }: Flag, value: string): void {
  if (typeof choice !== 'object') return
  const word = placeholder?.includes('[:FILE]') === true ? value.replace(/:.*$/s, '') : value
  if (choice.includes(word)) return
  const nearest = nearestName(word, choice)
  const detail = `takes ${choice.join(', ')}, and was given ${word}`
  throw new Failure('USAGE_FLAG_VALUE', { flag, detail, ...(nearest !== undefined && { nearest }) })
}

/** Apart from parsing, because `--help` and `--version` are obeyed also without the arguments. */
export function checkArguments({ name: command, args }: Command, given: readonly string[]): void {
  const missing = args.slice(given.length).find(({ isRequired }) => isRequired === true)
  if (missing !== undefined) throw missingPositional(command, missing.name)
  const surplus = args.at(-1)?.isRepeatable === true ? undefined : given[args.length]
  if (surplus !== undefined) throw new Failure('USAGE_UNEXPECTED_ARGUMENT', { command, argument: surplus })
  for (const [index, { name, choice }] of args.entries()) checkArgumentChoice(name, choice, given[index])
}

function checkArgumentChoice(name: string, choice: Choice | undefined, id: string | undefined): void {
  if (id === undefined || typeof choice !== 'object' || choice.includes(id)) return
  const nearest = nearestName(id, choice)
  throw new Failure(
    'USAGE_UNKNOWN_ID',
    { kind: name.toLowerCase(), id, ...(nearest !== undefined && { nearest }) },
    { hint: `It is one of ${choice.join(', ')}.` },
  )
}
