// The flags of the programs that measure and hunt (`npm run bench`, `fuzz`, `soak`), read and explained alike. What is
// wrong with them is a text with a code and exit 64, never a stack; the codes are those of the sidecar's own command line.
import { parseArgs } from 'node:util'

export interface ToolFlag {
  readonly name: string
  /** What stands for the value; absent for flags without one. */
  readonly placeholder?: string
  readonly help: string
  /** What the value has to be, in words, and whether it is. */
  readonly allowed?: { readonly words: string; readonly holds: (value: string) => boolean }
  /** The name of a flag that cannot stand beside it. */
  readonly excludes?: string
}

export interface Tool {
  /** As one calls it. */
  readonly name: string
  readonly does: string
  readonly flags: readonly ToolFlag[]
}

/** Flags without a value have `true`. */
export type FlagValues = Readonly<Record<string, string | undefined>>

export type ReadFlags =
  | { readonly kind: 'run'; readonly values: FlagValues }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string }

const EXIT_USAGE = 64

export const ABOVE_ZERO: NonNullable<ToolFlag['allowed']> = {
  words: 'a number above 0',
  holds: (value) => Number(value) > 0 && Number.isFinite(Number(value)),
}
export const WHOLE_NUMBER: NonNullable<ToolFlag['allowed']> = {
  words: 'a whole number',
  holds: (value) => /^-?\d+$/.test(value),
}
export const oneOrMoreOf = (names: readonly string[]): NonNullable<ToolFlag['allowed']> => ({
  words: `one or more, with commas, of ${names.join(', ')}`,
  holds: (value) => value.split(',').every((name) => names.includes(name)),
})

const HELP: ToolFlag = { name: 'help', help: 'show this help' }

export function readFlags(tool: Tool, words: readonly string[]): ReadFlags {
  const known = [...tool.flags, HELP]
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      known.map(({ name, placeholder }) => [
        name,
        { type: placeholder === undefined ? 'boolean' : 'string' },
      ]),
    ),
    // Its own complaints are thrown, and have no codes.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, string> = {}
  for (const token of tokens) {
    if (token.kind === 'positional')
      return wrong(`ARGUMENT_UNEXPECTED ${tool.name} does not take "${token.value}"`)
    if (token.kind !== 'option') continue
    const flag = known.find(({ name }) => name === token.name)
    if (flag === undefined)
      return wrong(`FLAG_UNKNOWN ${tool.name} has no flag ${token.rawName}; ${listed(known)}`)
    const complaint = complaintOf(flag, token.value)
    if (complaint !== undefined) return wrong(complaint)
    values[flag.name] = token.value ?? 'true'
  }
  const clash = known.find(({ name, excludes = '' }) => name in values && excludes in values)
  if (clash !== undefined)
    return wrong(`ARGUMENT_UNEXPECTED --${clash.excludes} cannot stand beside --${clash.name}`)
  return values['help'] === undefined ? { kind: 'run', values } : { kind: 'help', text: helpOf(tool, known) }
}

const wrong = (complaint: string): ReadFlags => ({
  kind: 'wrong',
  text: `error ${complaint}\n  Run it with --help to see what it takes.\n`,
})

const listed = (flags: readonly ToolFlag[]): string => `there are ${flags.map(dashed).join(', ')}`

function dashed({ name, placeholder }: ToolFlag): string {
  return placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`
}

function complaintOf(
  { name, placeholder, allowed }: ToolFlag,
  value: string | undefined,
): string | undefined {
  if (placeholder === undefined)
    return value === undefined
      ? undefined
      : `FLAG_VALUE_INVALID --${name} cannot be "${value}"; allowed: no value`
  // The next flag is not a value: `--minutes --seed 3` forgot one.
  if (value === undefined || /^--[a-z]/.test(value))
    return `FLAG_VALUE_MISSING --${name} needs ${placeholder}`
  if (allowed?.holds(value) === false)
    return `FLAG_VALUE_INVALID --${name} cannot be "${value}"; allowed: ${allowed.words}`
  return undefined
}

function helpOf({ name, does }: Tool, flags: readonly ToolFlag[]): string {
  const width = Math.max(...flags.map((flag) => dashed(flag).length))
  const rows = flags.map((flag) => `  ${dashed(flag).padEnd(width)}  ${flag.help}`)
  return [does, '', `Usage: ${name} -- [FLAGS]`, '', ...rows, ''].join('\n')
}

/** The values; otherwise help or complaint is said, and there is nothing to run. */
export function flagsOrEnd(tool: Tool, words: readonly string[]): FlagValues | undefined {
  const read = readFlags(tool, words)
  if (read.kind === 'run') return read.values
  if (read.kind === 'help') process.stdout.write(read.text)
  else {
    process.stderr.write(read.text)
    process.exitCode = EXIT_USAGE
  }
  return undefined
}
