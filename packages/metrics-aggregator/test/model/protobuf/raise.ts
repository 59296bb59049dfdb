/**
 * The lines of one target in a family as metrics (merge-semantics §11, A protobuf page): the samples of a group and
 * timestamp become one.
 */
import { groupKey, seriesKey } from '../label-set.ts'
import type { Label } from '../labels.ts'
import { readDecimal } from '../numbers.ts'
import { readExemplarTokens } from '../sample-line.ts'
import { labelValue } from '../sample-rules.ts'
import type { FamilyType } from '../suffixes.ts'
import type { Counters, Sample } from '../target-family.ts'
import { bytesField, doubleField, varintField } from './encode.ts'
import { countSamples, VALUE_FIELD } from './metric.ts'
import { roleOf, wholeCount } from './roles.ts'
import type { Role } from './roles.ts'
import { metricContent, unescapeValue } from './splice.ts'
import type { MessageName } from './schema.ts'
import { timeContent } from './time.ts'
import { readNode } from './wire.ts'

export interface RaisedFamily {
  readonly name: string
  /** Undeclared families are untyped. */
  readonly type: FamilyType | undefined
}

export interface RaisedMetric {
  readonly labels: readonly Label[]
  readonly timestamp: string | undefined
  readonly content: string
  readonly samples: number
}

interface Line {
  readonly role: Role
  readonly sample: Sample
}

const ASIDE: Partial<Record<Role, string>> = { bucket: 'le', quantile: 'quantile' }

export function raiseSamples(
  samples: readonly Sample[],
  family: RaisedFamily,
  counters: Counters,
): readonly RaisedMetric[] {
  const points = new Map<string, Line[]>()
  for (const sample of samples) {
    const line = { role: roleOf(sample.name, family.name, family.type)!, sample }
    const key = `${groupKey(sample.labels, ASIDE[line.role])} ${timeOf(sample)}`
    const point = points.get(key)
    if (point) point.push(line)
    else points.set(key, [line])
  }
  return [...points.values()].flatMap((lines) => raisePoint(lines, family, counters) ?? [])
}

/** Milliseconds without zeros in front and signs that say nothing. */
function timeOf({ timestamp }: Sample): string {
  return timestamp === undefined ? '' : BigInt(timestamp).toString()
}

function raisePoint(
  all: readonly Line[],
  family: RaisedFamily,
  counters: Counters,
): RaisedMetric | undefined {
  const lines = withoutRepeats(all, counters)
  const first = lines.find(({ role }) => role !== 'created')
  const created = lines.filter(({ role }) => role === 'created')
  const times = created.map(({ sample }) => timeContent(sample.value))
  counters.samplesDropped += times.filter((time) => first === undefined || time === undefined).length
  if (first === undefined) return undefined
  const own = lines.filter(({ role }) => role !== 'created')
  const { sample, role } = first
  const labels = sample.labels.filter((label) => label.name !== ASIDE[role])
  const type = family.type ?? 'untyped'
  const value = valueContent(
    own,
    type,
    times.find((time) => time !== undefined),
    counters,
  )
  const time = sample.timestamp === undefined ? '' : varintField(6, BigInt(sample.timestamp))
  const rest = bytesField(VALUE_FIELD[type]!, value) + time
  return {
    labels,
    timestamp: sample.timestamp === undefined ? undefined : timeOf(sample),
    content: metricContent({ labels, rest }),
    samples: countSamples({ type, value: readNode(value, { start: 0, end: value.length }, messageOf(type)) }),
  }
}

function messageOf(type: FamilyType): MessageName {
  if (type === 'summary') return 'Summary'
  return type === 'histogram' || type === 'gaugehistogram' ? 'Histogram' : 'Gauge'
}

function withoutRepeats(lines: readonly Line[], counters: Counters): readonly Line[] {
  const seen = new Set<string>()
  return lines.filter(({ sample }) => {
    const key = `${sample.name}{${seriesKey(sample.labels)}}`
    const isRepeat = seen.has(key)
    seen.add(key)
    if (isRepeat) counters.duplicates++
    return !isRepeat
  })
}

function valueContent(
  lines: readonly Line[],
  type: FamilyType,
  created: string | undefined,
  counters: Counters,
): string {
  const timeAt = (number: number): string => (created === undefined ? '' : bytesField(number, created))
  const samplesOf = (role: Role): readonly Sample[] =>
    lines.filter((line) => line.role === role).map(({ sample }) => sample)
  if (type === 'histogram' || type === 'gaugehistogram')
    return histogramContent(samplesOf, counters) + timeAt(15)
  const [value] = samplesOf('value')
  if (type === 'counter')
    return doubleField(1, numberOf(value!.value)) + exemplarField(2, value!, counters) + timeAt(3)
  for (const { sample } of lines) if (sample.exemplar !== undefined) counters.exemplarsDropped++
  if (type === 'summary') return summaryContent(samplesOf) + timeAt(4)
  return doubleField(1, numberOf(value!.value))
}

type SamplesOf = (role: Role) => readonly Sample[]

function summaryContent(samplesOf: SamplesOf): string {
  const quantiles = samplesOf('quantile').map((sample) => {
    const quantile = doubleField(1, numberOf(labelValue(sample, 'quantile')!))
    return bytesField(3, quantile + doubleField(2, numberOf(sample.value)))
  })
  const [sum, count] = [samplesOf('sum')[0], samplesOf('count')[0]]
  return [
    count === undefined ? '' : varintField(1, wholeCount(count.value)!),
    sum === undefined ? '' : doubleField(2, numberOf(sum.value)),
    ...quantiles,
  ].join('')
}

/** All counts are whole, or all are floats. */
function histogramContent(samplesOf: SamplesOf, counters: Counters): string {
  const [buckets, sums, counts] = [samplesOf('bucket'), samplesOf('sum'), samplesOf('count')]
  const isWhole = [...buckets, ...counts].every(({ value }) => wholeCount(value) !== undefined)
  const countField = (whole: number, float: number, { value }: Sample): string =>
    isWhole ? varintField(whole, wholeCount(value)!) : doubleField(float, numberOf(value))
  for (const sample of [...sums, ...counts]) if (sample.exemplar !== undefined) counters.exemplarsDropped++
  return [
    ...counts.map((count) => countField(1, 4, count)),
    ...sums.map((sum) => doubleField(2, numberOf(sum.value))),
    ...buckets.map((bucket) =>
      bytesField(
        3,
        countField(1, 4, bucket) +
          doubleField(2, numberOf(labelValue(bucket, 'le')!)) +
          exemplarField(3, bucket, counters),
      ),
    ),
  ].join('')
}

function exemplarField(number: number, { exemplar }: Sample, counters: Counters): string {
  if (exemplar === undefined) return ''
  const { labels, value, timestamp } = readExemplarTokens(exemplar)
  const time = timestamp === undefined ? '' : timeContent(timestamp)
  if (time === undefined) {
    counters.exemplarsDropped++
    return ''
  }
  const pairs = labels.map((label) =>
    bytesField(1, bytesField(1, label.name) + bytesField(2, unescapeValue(label.value))),
  )
  return bytesField(
    number,
    pairs.join('') + doubleField(2, numberOf(value)) + (timestamp === undefined ? '' : bytesField(3, time)),
  )
}

/** The nearest 64-bit float. */
function numberOf(token: string): number {
  const value = readDecimal(token)!
  if (value.kind === 'nan') return Number.NaN
  if (value.kind === 'infinite') return value.isNegative ? -Infinity : Infinity
  return Number(token)
}
