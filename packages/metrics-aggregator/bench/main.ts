/**
 * The benchmark of metrics-aggregator: merges against the baselines, and the built daemon from outside. Every figure is
 * a median over turns that alternate with what it is compared with, of short ones the least of three moments of the run;
 * docs/performance.md says how.
 */
import { availableParallelism } from 'node:os'
import { allContenders } from './contenders.ts'
import type { Contender } from './contenders.ts'
import { CONVERSIONS, convertersOf } from './conversions.ts'
import { measureCpu, measureLatency, measurePeak, measureResident, measureStart } from './daemon-runs.ts'
import type { Measured } from './daemon-runs.ts'
import type { FigureName } from './figures.ts'
import { INPUTS } from './inputs.ts'
import { measureMerges } from './merge-runs.ts'
import type { MergeResult, MergeRunOptions } from './merge-runs.ts'
import { writePages } from './performance-page.ts'
import { conversionTable, figureTable, machineLine, mergeTable, missingLines } from './report.ts'
import type { BenchResult } from './report.ts'
import { flagsOrEnd, oneOrMoreOf } from '../../../tools/tool-flags.ts'
import type { FlagValues, Tool } from '../../../tools/tool-flags.ts'

const MERGE_OPTIONS: MergeRunOptions = { rounds: 7, turnMs: 500 }

/** What can be asked for one by one, beside the inputs of the merges. */
const DAEMON_PARTS: Readonly<Record<string, () => Promise<Measured>>> = {
  start: measureStart,
  'latency-real': () => measureLatency('real'),
  'latency-30k': () => measureLatency('series-30k'),
  cpu: measureCpu,
  resident: measureResident,
  peak: measurePeak,
}

/** So short that a bad moment of the machine takes all of them. */
const MOMENTARY: readonly string[] = ['start', 'latency-real']

const PARTS: readonly string[] = [
  ...INPUTS.map(({ name }) => name),
  ...CONVERSIONS.map(({ input }) => input.name),
  ...Object.keys(DAEMON_PARTS),
]

const TOOL: Tool = {
  name: 'npm run bench -w metrics-aggregator',
  does: 'Measures merges against the baselines, and the built daemon from outside.',
  flags: [
    { name: 'only', placeholder: 'PART,…', help: `some of ${PARTS.join(', ')}`, allowed: oneOrMoreOf(PARTS) },
    { name: 'json', help: 'print the figures as JSON' },
    {
      name: 'write',
      help: 'write the figures into docs/performance.md and docs/sizing.md',
      excludes: 'only',
    },
  ],
}

const flags = flagsOrEnd(TOOL, process.argv.slice(2))
if (flags !== undefined) await bench(flags)

async function bench({ only, json, write }: FlagValues): Promise<void> {
  const result = await runParts(only?.split(',') ?? PARTS)
  process.stdout.write(json === undefined ? textOf(result) : `${JSON.stringify(result, undefined, 2)}\n`)
  if (write !== undefined) writePages(result)
}

async function runParts(names: readonly string[]): Promise<BenchResult> {
  const inputs = INPUTS.filter(({ name }) => names.includes(name))
  const conversions = CONVERSIONS.filter(({ input }) => names.includes(input.name))
  const contenders = inputs.length + conversions.length > 0 ? await allContenders() : []
  const early = await momentaryFigures(names)
  const merges: MergeResult[] = []
  for (const input of inputs) {
    say(`merging: ${input.title}`)
    merges.push(await measureMerges(input, contenders, MERGE_OPTIONS))
  }
  const converted: MergeResult[] = []
  for (const conversion of conversions) {
    say(`converting: ${conversion.input.title}`)
    converted.push(await measureMerges(conversion.input, convertersOf(contenders, conversion), MERGE_OPTIONS))
  }
  const middle = await momentaryFigures(names)
  let figures: Measured = { ...mergeFigures(merges), ...conversionFigures(converted, merges) }
  for (const name of names) {
    const measure = MOMENTARY.includes(name) ? undefined : DAEMON_PARTS[name]
    if (measure === undefined) continue
    say(`measuring: ${name}`)
    figures = { ...figures, ...(await measure()) }
  }
  const late = await momentaryFigures(names)
  figures = { ...figures, ...leastOf([early, middle, late]) }
  const machine = thisMachine()
  return {
    version: 1,
    machine,
    contenders: contenders.map(withoutPaths),
    figures,
    merges,
    conversions: converted,
  }
}

async function momentaryFigures(names: readonly string[]): Promise<Measured> {
  let figures: Measured = {}
  for (const name of MOMENTARY.filter((part) => names.includes(part))) {
    say(`measuring: ${name}`)
    figures = { ...figures, ...(await DAEMON_PARTS[name]?.()) }
  }
  return figures
}

/** Whatever else a machine does can only make them longer. */
function leastOf(all: readonly Measured[]): Measured {
  const least: Measured = {}
  for (const [name, value] of all.flatMap((figures) => Object.entries(figures) as [FigureName, number][]))
    least[name] = Math.min(value, least[name] ?? Infinity)
  return least
}

/** The goals speak of large pages; the other sizes stand in the table of merges alone. */
function mergeFigures(merges: readonly MergeResult[]): Measured {
  const large = merges.find(({ input }) => input === 'series-30k')?.timesOurs
  const real = merges.find(({ input }) => input === 'real')?.milliseconds
  return {
    ...(large && { 'merge-c': large.c, 'merge-expfmt': large.expfmt, 'merge-split': large.split }),
    ...(real && { 'merge-real': real.ours }),
  }
}

/** The splice is held against text by the byte, the conversions against Go's. */
function conversionFigures(conversions: readonly MergeResult[], merges: readonly MergeResult[]): Measured {
  const find = (name: MergeResult['input']): MergeResult | undefined =>
    [...conversions, ...merges].find(({ input }) => input === name)
  const [splice, text] = [speedOf(find('splice')), speedOf(find('series-30k'))]
  return {
    ...(splice && { 'protobuf-splice': splice }),
    ...(splice && text && { 'protobuf-splice-text': splice / text }),
    ...expfmtFigure('convert-text-protobuf', find('text-protobuf')),
    ...expfmtFigure('convert-protobuf-text', find('protobuf-text')),
    ...expfmtFigure('convert-protobuf-openmetrics', find('protobuf-openmetrics')),
  }
}

/** Megabytes of input a second. */
function speedOf(result: MergeResult | undefined): number | undefined {
  const ms = result?.milliseconds.ours
  return result === undefined || ms === undefined ? undefined : result.bytes / 1_000 / ms
}

function expfmtFigure(name: FigureName, result: MergeResult | undefined): Measured {
  const times = result?.timesOurs.expfmt
  return times === undefined ? {} : { [name]: times }
}

/** Where programs lie on this machine is nobody's business. */
function withoutPaths(contender: Contender): Contender {
  return 'missing' in contender.command ? contender : { ...contender, command: [] }
}

function thisMachine(): BenchResult['machine'] {
  const { arch, platform, version } = process
  return { cores: availableParallelism(), architecture: arch, system: platform, node: version.slice(1) }
}

function textOf({ machine, contenders, figures, merges, conversions }: BenchResult): string {
  return [
    `${machineLine(machine)}\n`,
    missingLines(contenders),
    Object.keys(figures).length > 0 ? figureTable(figures) : '',
    merges.length > 0 ? mergeTable(merges, contenders) : '',
    conversions.length > 0 ? conversionTable(conversions, contenders) : '',
  ]
    .filter((text) => text !== '')
    .join('\n')
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
