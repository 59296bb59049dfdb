/**
 * What a run of the benchmark found, as tables for people. The document behind `--json` is the same data.
 */
import type { Contender, ContenderName } from './contenders.ts'
import type { Measured } from './daemon-runs.ts'
import { FIGURES } from './figures.ts'
import type { Figure, FigureName } from './figures.ts'
import { markdownTable } from './markdown-table.ts'
import type { Row } from './markdown-table.ts'
import type { MergeResult } from './merge-runs.ts'

export interface BenchResult {
  readonly version: 1
  readonly machine: Machine
  readonly contenders: readonly Contender[]
  readonly figures: Measured
  readonly merges: readonly MergeResult[]
  /** Merges in which protobuf takes part. */
  readonly conversions: readonly MergeResult[]
}

/** Enough to place the figures, nothing that names a machine. */
export interface Machine {
  readonly cores: number
  readonly architecture: string
  readonly system: string
  readonly node: string
}

export const FIGURE_HEAD: Row = ['figure', 'must', 'aim', 'measured', 'reached']
export const UNKNOWN = '–'

export function figureTable(measured: Measured): string {
  const shown = FIGURES.filter(({ name }) => name in measured)
  return markdownTable(
    FIGURE_HEAD,
    shown.map((figure) => figureRow(figure, measured[figure.name])),
  )
}

/** Title and value alone. */
export function shortFigureTable(names: readonly FigureName[], measured: Measured): string {
  const [title, , , value] = FIGURE_HEAD
  const rows = FIGURES.filter(({ name }) => names.includes(name)).map((figure) => {
    const [shown, , , cell = ''] = figureRow(figure, measured[figure.name])
    return [shown ?? '', cell]
  })
  return markdownTable([title ?? '', value ?? ''], rows)
}

function figureRow(figure: Figure, value: number | undefined): Row {
  return [
    ...goalCells(figure),
    value === undefined ? 'missing' : withUnit(value, figure),
    reached(figure, value),
  ]
}

/** The cells that do not depend on a run. */
export function goalCells(figure: Figure): readonly [title: string, must: string, aim: string] {
  const { title, must, aim, better } = figure
  const sign = better === 'higher' ? '≥' : '≤'
  const goal = (value: number | undefined): string =>
    value === undefined ? UNKNOWN : `${sign} ${unitText(String(value), figure)}`
  return [title, goal(must), goal(aim)]
}

function reached({ must, aim, better }: Figure, value: number | undefined): string {
  if (must === undefined || value === undefined) return UNKNOWN
  const isWithin = (goal: number): boolean => (better === 'higher' ? value >= goal : value <= goal)
  if (aim !== undefined && isWithin(aim)) return 'aim'
  return isWithin(must) ? 'must' : 'no'
}

function withUnit(value: number, figure: Figure): string {
  return unitText(threeDigits(value), figure)
}

function unitText(value: string, { unit }: Figure): string {
  return unit === 'times' ? `${value}×` : `${value} ${unit}`
}

/** More digits than three would pretend to know. */
function threeDigits(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}

const OTHERS: readonly ContenderName[] = ['c', 'split', 'expfmt']

export function mergeTable(merges: readonly MergeResult[], contenders: readonly Contender[]): string {
  return comparison(merges, contenders, OTHERS)
}

/** The other baselines know text alone. */
export function conversionTable(
  conversions: readonly MergeResult[],
  contenders: readonly Contender[],
): string {
  return comparison(conversions, contenders, ['expfmt'])
}

function comparison(
  results: readonly MergeResult[],
  contenders: readonly Contender[],
  names: readonly ContenderName[],
): string {
  const others = names.map((name) => contenders.find((each) => each.name === name))
  const head = ['input', 'MB', 'metrics-aggregator', 'MB/s', ...others.map((each) => each?.title ?? UNKNOWN)]
  return markdownTable(
    head,
    results.map((result) => mergeRow(result, names)),
  )
}

function mergeRow(
  { title, bytes, milliseconds, timesOurs }: MergeResult,
  names: readonly ContenderName[],
): Row {
  const own = milliseconds.ours ?? Number.NaN
  const others = names.map((name) => {
    const [ms, times] = [milliseconds[name], timesOurs[name]]
    return ms === undefined || times === undefined
      ? 'missing'
      : `${threeDigits(ms)} ms (${threeDigits(times)}×)`
  })
  return [
    title,
    threeDigits(bytes / 1_000_000),
    `${threeDigits(own)} ms`,
    threeDigits(bytes / 1_000 / own),
    ...others,
  ]
}

/** One line for each baseline that could not be built. */
export function missingLines(contenders: readonly Contender[]): string {
  return contenders
    .flatMap(({ title, command }) =>
      'missing' in command ? [`missing: ${command.missing} (${title})\n`] : [],
    )
    .join('')
}

export function machineLine({ cores, architecture, system, node }: Machine): string {
  return `${cores} cores, ${architecture}, ${system}, Node.js ${node}`
}
