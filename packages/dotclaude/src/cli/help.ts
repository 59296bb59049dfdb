// Help texts, made from the table of commands: nothing about a command is said twice.
import { version } from '../diagnostics/version.ts'
import { SHARED_FLAGS } from './command.ts'
import type { Argument, Command, Example, Flag, Group } from './command.ts'
import type { Paint } from './terminal.ts'

const PROGRAM = 'dotclaude'
const GROUPS: readonly Group[] = [
  'governance',
  'specs',
  'repository',
  'library',
  'agents',
  'sessions',
  'this program',
]

/** Wider first columns push the text to the next line. */
const COLUMN_MAX = 34

type Row = readonly [left: string, right: string]

export function programHelp(commands: readonly Command[], paint: Paint): string {
  return [
    `${PROGRAM} ${version}: governance for software written with AI agents`,
    '',
    `Usage: ${PROGRAM} COMMAND [ARGUMENTS] [FLAGS]`,
    ...GROUPS.flatMap((group) => section(titleOf(group), rowsOf(commands, group), paint)),
    ...section('Flags of every command', SHARED_FLAGS.map(flagRow), paint),
    ...exampleSection(firstSteps(commands), paint),
    '',
    `Run ${PROGRAM} COMMAND --help for its flags. Each command without a blank in its name that earlier versions had is`,
    `also a program of its own, such as ${PROGRAM}-doctor.`,
    '',
    EXIT_LINE,
    '',
  ].join('\n')
}

export function commandHelp(command: Command, paint: Paint): string {
  return [
    `${PROGRAM} ${command.name}: ${command.summary}`,
    '',
    `Usage: ${usageOf(command)}`,
    '',
    ...command.description,
    ...section('Flags', command.flags.map(flagRow), paint),
    ...section('Flags of every command', SHARED_FLAGS.map(flagRow), paint),
    ...exampleSection(command.examples, paint),
    '',
    EXIT_LINE,
    '',
  ].join('\n')
}

/** For `dotclaude spec`, which is no command itself. */
export function groupHelp(prefix: string, commands: readonly Command[], paint: Paint): string {
  const members = commands.filter(({ name }) => name.startsWith(`${prefix} `))
  return [
    `Usage: ${PROGRAM} ${prefix} COMMAND [ARGUMENTS] [FLAGS]`,
    ...section('Commands', members.map(commandRow), paint),
    '',
    `Run ${PROGRAM} ${prefix} COMMAND --help for its flags.`,
    '',
  ].join('\n')
}

function argumentsUsage({ args }: Pick<Command, 'args'>): string {
  return args.map(argumentUsage).join(' ')
}

const EXIT_LINE = 'Exit codes: 0 ok, 1 a rule failed, 2 it could not be done, 64 wrong usage.'

function usageOf(command: Command): string {
  return [PROGRAM, command.name, argumentsUsage(command), '[FLAGS]'].filter((word) => word !== '').join(' ')
}

function argumentUsage({ name, isRequired, isRepeatable }: Argument): string {
  const repeated = isRepeatable === true ? `${name}...` : name
  return isRequired === true ? repeated : `[${repeated}]`
}

function titleOf(group: Group): string {
  return `${group.charAt(0).toUpperCase()}${group.slice(1)}`
}

function rowsOf(commands: readonly Command[], group: Group): readonly Row[] {
  return commands.filter((command) => command.group === group).map(commandRow)
}

function commandRow(command: Command): Row {
  return [`${command.name} ${argumentsUsage(command)}`.trimEnd(), command.summary]
}

function flagRow({ name, short, placeholder, isRepeatable, help }: Flag): Row {
  const dashed = `${short === undefined ? '' : `-${short}, `}--${name}`
  const left = placeholder === undefined ? dashed : `${dashed} ${placeholder}`
  return [left, isRepeatable === true ? `${help}; may be repeated` : help]
}

function section(title: string, rows: readonly Row[], paint: Paint): string[] {
  if (rows.length === 0) return []
  const width = Math.max(...rows.map(([left]) => left.length).filter((length) => length <= COLUMN_MAX))
  const lines = rows.flatMap(([left, right]) =>
    left.length > COLUMN_MAX
      ? [`  ${left}`, `  ${' '.repeat(width)}  ${right}`]
      : [`  ${left.padEnd(width)}  ${right}`],
  )
  return ['', paint('bold', title), ...lines]
}

/** What a newcomer does first, in this order. */
function firstSteps(commands: readonly Command[]): readonly Example[] {
  return ['init', 'doctor', 'check', 'spec new'].flatMap(
    (name) => commands.find((command) => command.name === name)?.examples.slice(0, 1) ?? [],
  )
}

function exampleSection(examples: readonly Example[], paint: Paint): string[] {
  if (examples.length === 0) return []
  return [
    '',
    paint('bold', 'Examples'),
    ...examples.flatMap(({ line, does }) => [`  # ${does}`, `  ${line}`]),
  ]
}
