/** Help texts, made from the table of commands: nothing about a command is said twice. */
import { version } from '../config/version.ts'
import { SHARED_FLAGS } from './command.ts'
import type { Command, Example, Flag } from './command.ts'
import type { Paint } from './terminal.ts'

const PROGRAM = 'metrics-aggregator'

/** Wider first columns push the text to the next line. */
const COLUMN_MAX = 30

type Row = readonly [left: string, right: string]

export function programHelp(commands: readonly Command[], paint: Paint): string {
  return [
    `${PROGRAM} ${version}: one valid page for the metrics of a whole pod`,
    '',
    `Usage: ${PROGRAM} [COMMAND] [FLAGS]`,
    ...section('Commands', commands.map(commandRow), paint),
    ...section('Flags of every command', SHARED_FLAGS.map(flagRow), paint),
    ...exampleSection(
      commands.flatMap(({ examples }) => examples.slice(0, 1)),
      paint,
    ),
    '',
    `Run ${PROGRAM} COMMAND --help for its flags.`,
    '',
  ].join('\n')
}

export function commandHelp(command: Command, paint: Paint): string {
  return [
    `${PROGRAM} ${command.name}: ${command.summary}`,
    '',
    `Usage: ${usageOf(command)} [FLAGS]`,
    '',
    ...command.description,
    ...section('Flags', command.flags.map(flagRow), paint),
    ...section('Flags of every command', SHARED_FLAGS.map(flagRow), paint),
    ...exampleSection(command.examples, paint),
    '',
  ].join('\n')
}

function usageOf({ name, argumentsUsage }: Command): string {
  return [PROGRAM, name, argumentsUsage].filter((word) => word !== '').join(' ')
}

function commandRow({ name, argumentsUsage, summary }: Command): Row {
  return [`${name} ${argumentsUsage}`.trimEnd(), summary]
}

function flagRow({ name, short, placeholder, help }: Flag): Row {
  const dashed = `${short === undefined ? '' : `-${short}, `}--${name}`
  return [placeholder === undefined ? dashed : `${dashed} ${placeholder}`, help]
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

function exampleSection(examples: readonly Example[], paint: Paint): string[] {
  if (examples.length === 0) return []
  return [
    '',
    paint('bold', 'Examples'),
    ...examples.flatMap(({ line, does }) => [`  # ${does}`, `  ${line}`]),
  ]
}
