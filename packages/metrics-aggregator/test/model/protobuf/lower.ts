/**
 * A family of messages as families of lines (merge-semantics §11, Lowering): for text and OpenMetrics pages, and inside
 * a protobuf page where its type is taken.
 */
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import type { MergeOptions } from '../../../src/exposition/options.ts'
import { isPlain } from '../names.ts'
import { secondsOfMilliseconds } from '../numbers.ts'
import type { FamilyType } from '../suffixes.ts'
import type { Counters, Sample, TargetFamily } from '../target-family.ts'
import { goFloat } from './go-float.ts'
import { isNative } from './metric.ts'
import type { Metric } from './metric.ts'
import { escapeValue } from './read-metric.ts'
import { secondsText } from './time.ts'
import { doubleOf, nodesOf, textOf, unsignedOf } from './wire.ts'
import type { MessageNode } from './wire.ts'

export interface Lowering {
  /** The page's format; protobuf where the lines become messages again. */
  readonly to: ExpositionFormat
  readonly created: MergeOptions['created']
  readonly takenNames: ReadonlySet<string>
  readonly counters: Counters
  /** Told of a family that loses native buckets. */
  readonly tellNative: () => void
}

/** More than any metric has lines. */
const LINES_OF_METRIC = 1_000_000

/** What a line is in its family; the suffix of its name but for counters. */
type Part = '' | '_bucket' | '_sum' | '_count' | '_gsum' | '_gcount' | '_created'

interface PartLine {
  readonly part: Part
  readonly sample: Sample
}

export function lowerFamily(message: TargetFamily, lowering: Lowering): readonly TargetFamily[] {
  const { to, counters } = lowering
  const family = { ...message, help: lineHelp(message.help) }
  const metrics = family.metrics ?? []
  const native = metrics.filter(({ type, value }) => isHistogramType(type) && isNative(value))
  if (native.length > 0) lowering.tellNative()
  counters.nativeHistogramsDegraded += native.length
  if (to === 'text' && family.unit !== undefined) counters.unitsDropped++
  const target = targetOf(family, lowering)
  const lines = metrics.flatMap((metric) => linesOf(metric, family, lowering))
  const main: TargetFamily = {
    ...withoutMessages(family),
    name: target.name,
    formerName: target.formerName,
    type: target.type,
    unit: to === 'text' ? undefined : family.unit,
    samples: [],
  }
  const made = new Map([[main.name, main]])
  for (const { part, sample } of lines) {
    const home = leaves(part, family.type!, target.type, lowering)
      ? (made.get(sample.name) ?? sideFamily(family, sample.name, part))
      : main
    made.set(home.name, home)
    home.samples.push(sample)
  }
  return [...made.values()]
}

/** A line cannot end its help in carriage returns. */
function lineHelp(help: string | undefined): string | undefined {
  return help?.replace(/\r+$/, '') || undefined
}

function withoutMessages({ metrics: _metrics, extras: _extras, ...family }: TargetFamily): TargetFamily {
  return family
}

function isHistogramType(type: FamilyType | undefined): boolean {
  return type === 'histogram' || type === 'gaugehistogram'
}

function targetOf(
  { name, formerName, type }: TargetFamily,
  { to, takenNames }: Lowering,
): Pick<TargetFamily, 'name' | 'formerName' | 'type'> {
  if (to === 'protobuf') return { name, formerName, type }
  if (to === 'text') return { name, formerName, type: type === 'gaugehistogram' ? 'histogram' : type }
  if (type === 'untyped') return { name, formerName, type: 'unknown' }
  if (type !== 'counter') return { name, formerName, type }
  const stem = /^(.+)_total$/s.exec(name)?.[1]
  if (stem === undefined || takenNames.has(stem)) return { name, formerName, type: 'unknown' }
  return { name: stem, formerName: formerName?.replace(/_total$/, ''), type }
}

/** Whether a line goes to a gauge of its own. */
function leaves(part: Part, type: FamilyType, written: FamilyType | undefined, { to }: Lowering): boolean {
  if (to === 'protobuf') return false
  if (part === '_created') return to === 'text' || (type === 'counter' && written === 'unknown')
  return to === 'text' && (part === '_gsum' || part === '_gcount')
}

function sideFamily(family: TargetFamily, name: string, part: Part): TargetFamily {
  const former = family.formerName
  const formerName =
    former === undefined
      ? undefined
      : (family.type === 'counter' ? former.replace(/_total$/, '') : former) + part
  return {
    name,
    formerName,
    firstLine: family.firstLine,
    type: 'gauge',
    help: family.help,
    samples: [],
  }
}

function linesOf(metric: Metric, family: TargetFamily, lowering: Lowering): readonly PartLine[] {
  const lines: PartLine[] = []
  const timestamp = timeToken(metric, lowering)
  const labels = metric.labels.map(({ name, value }) => ({ name, value }))
  const add = (part: Part, value: string, own?: readonly [string, string], exemplar?: MessageNode): void => {
    const line = metric.order * LINES_OF_METRIC + lines.length
    const all = own === undefined ? labels : [...labels, { name: own[0], value: own[1] }]
    const name = nameOf(family, part)
    const token = exemplar && exemplarToken(exemplar, lowering)
    lines.push({ part, sample: { line, order: line, name, labels: all, value, timestamp, exemplar: token } })
  }
  addValue(metric, add, lowering)
  addCreated(metric, add, lowering)
  return lines
}

type Add = (part: Part, value: string, own?: readonly [string, string], exemplar?: MessageNode) => void

function nameOf({ name, type }: TargetFamily, part: Part): string {
  return part === '_created' && type === 'counter' ? name.replace(/_total$/, '') + part : name + part
}

function timeToken({ timestamp }: Metric, { to }: Lowering): string | undefined {
  if (timestamp === undefined) return undefined
  return to === 'openmetrics' ? secondsOfMilliseconds(timestamp.toString()) : timestamp.toString()
}

function addValue({ type, value }: Metric, add: Add, lowering: Lowering): void {
  if (type === 'summary') {
    for (const quantile of nodesOf(value, 3))
      add('', goFloat(doubleOf(quantile, 2)), ['quantile', boundText(doubleOf(quantile, 1), lowering)])
    add('_sum', goFloat(doubleOf(value, 2)))
    return add('_count', unsignedOf(value, 1).toString())
  }
  if (isHistogramType(type)) return addHistogram({ type, value }, add, lowering)
  const exemplar = type === 'counter' ? nodesOf(value, 2)[0] : undefined
  add('', goFloat(doubleOf(value, 1)), undefined, exemplar)
}

function addHistogram({ type, value }: Pick<Metric, 'type' | 'value'>, add: Add, lowering: Lowering): void {
  const [sum, count] = type === 'histogram' ? (['_sum', '_count'] as const) : (['_gsum', '_gcount'] as const)
  const total = countText(value, { whole: 1, float: 4 })
  const buckets = nodesOf(value, 3)
  for (const bucket of buckets) {
    const bound = boundText(doubleOf(bucket, 2), lowering)
    add('_bucket', countText(bucket, { whole: 1, float: 4 }), ['le', bound], nodesOf(bucket, 3)[0])
  }
  if (!buckets.some((bucket) => doubleOf(bucket, 2) === Infinity)) add('_bucket', total, ['le', '+Inf'])
  add(sum, goFloat(doubleOf(value, 2)))
  add(count, total)
  lowering.counters.exemplarsDropped += nodesOf(value, 16).length
}

/** A float that is not 0 comes before the whole number. */
function countText(node: MessageNode, { whole, float }: { whole: number; float: number }): string {
  const count = doubleOf(node, float)
  return count === 0 ? unsignedOf(node, whole).toString() : goFloat(count)
}

function boundText(bound: number, { to }: Lowering): string {
  const text = goFloat(bound)
  return to === 'openmetrics' && /^-?\d+$/.test(text) ? `${text}.0` : text
}

function addCreated({ type, value }: Metric, add: Add, { to, created, counters }: Lowering): void {
  const time = createdOf(type, value)
  if (time === undefined) return
  if (to === 'openmetrics' && type === 'gaugehistogram') counters.samplesDropped++
  else if (to !== 'text' || created === 'keep') add('_created', secondsText(time))
}

function createdOf(type: FamilyType, value: MessageNode): MessageNode | undefined {
  if (type === 'counter') return nodesOf(value, 3)[0]
  if (type === 'summary') return nodesOf(value, 4)[0]
  return isHistogramType(type) ? nodesOf(value, 15)[0] : undefined
}

/** From the `#` on; undefined, and counted, where lines have no place for it. */
function exemplarToken(exemplar: MessageNode, { to, counters }: Lowering): string | undefined {
  const pairs = nodesOf(exemplar, 1).map((pair) => [textOf(pair, 1), textOf(pair, 2)] as const)
  const isFit = pairs.every(
    ([name, value]) => isPlain(name, 'label') && name !== '__name__' && !value.includes('\0'),
  )
  if (to === 'text' || !isFit) {
    counters.exemplarsDropped++
    return undefined
  }
  const block = pairs.map(([name, value]) => `${name}="${escapeValue(value)}"`).join(',')
  const time = nodesOf(exemplar, 3)[0]
  return `# {${block}} ${goFloat(doubleOf(exemplar, 2))}${time === undefined ? '' : ` ${secondsText(time)}`}`
}
