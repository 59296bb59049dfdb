/** The model of `check` for protobuf (merge-semantics §11, Check): codes, and where each begins. */
import type { Escaping } from '../../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../../src/exposition/options.ts'
import { escapeFamilies } from '../escape-families.ts'
import { seriesKey } from '../label-set.ts'
import type { Metric } from './metric.ts'
import { readMessages } from './read-messages.ts'
import type { MessageFamily } from './read-messages.ts'
import { doubleOf, fieldOf, fieldsOf, unsignedOf } from './wire.ts'
import type { MessageNode } from './wire.ts'

export interface MessageFinding {
  readonly code: string
  readonly offset: number
}

export function checkMessages(body: string, escaping: Escaping): readonly MessageFinding[] {
  const reading = readMessages(
    body,
    {
      format: 'protobuf',
      framing: 'complete',
      validation: 'lenient',
      limits: DEFAULT_MERGE_OPTIONS.limits,
      injection: { labels: [], onCollision: 'rename' },
      escaping,
    },
    true,
  )
  const { refusal } = reading
  const refusals = refusal ? [{ code: refusal.code, offset: refusal.offset! }] : []
  const families = reading.families.flatMap(findFamilyFaults)
  return [...reading.faults, ...refusals, ...families, ...findCollisions(reading.families, escaping)]
}

function findCollisions(families: readonly MessageFamily[], escaping: Escaping): readonly MessageFinding[] {
  const names = escapeFamilies(families, 'protobuf', escaping).map(({ name }) => name)
  return families
    .filter((_, place) => names.indexOf(names[place]!) !== place)
    .map(({ offset }) => ({ code: 'NAME_COLLISION', offset }))
}

function findFamilyFaults({ metrics }: MessageFamily): readonly MessageFinding[] {
  const seen = new Set<string>()
  return metrics.flatMap((metric) => {
    const key = `${seriesKey(metric.labels)} ${metric.timestamp ?? ''}`
    const repeat = seen.has(key) ? [{ code: 'SERIES_DUPLICATE', offset: metric.offset }] : []
    seen.add(key)
    return [...repeat, ...findValueFaults(metric)]
  })
}

function findValueFaults({ type, value, valueField }: Metric): readonly MessageFinding[] {
  if (type === 'counter') return findNumberFaults(doubleOf(value, 1), valueField.at)
  if (type === 'summary')
    return fieldsOf(value, 3).flatMap(({ at, node }) => {
      const quantile = doubleOf(node!, 1)
      return quantile >= 0 && quantile <= 1 ? [] : [{ code: 'QUANTILE_INVALID', offset: at }]
    })
  return type === 'histogram' || type === 'gaugehistogram' ? findHistogramFaults(value, valueField.at) : []
}

function findNumberFaults(value: number, offset: number): readonly MessageFinding[] {
  if (Number.isNaN(value)) return [{ code: 'VALUE_NAN', offset }]
  return value < 0 ? [{ code: 'VALUE_NEGATIVE', offset }] : []
}

function countOf(node: MessageNode): number {
  return doubleOf(node, 4) === 0 ? Number(unsignedOf(node, 1)) : doubleOf(node, 4)
}

function findHistogramFaults(histogram: MessageNode, offset: number): readonly MessageFinding[] {
  const faults: MessageFinding[] = [...findNumberFaults(countOf(histogram), offset)]
  let infinite = Number.NaN
  let [boundBefore, countBefore]: (number | undefined)[] = []
  for (const { at, node } of fieldsOf(histogram, 3)) {
    const [bound, count] = [doubleOf(node!, 2), countOf(node!)]
    if (Number.isNaN(bound) || (boundBefore !== undefined && !(bound > boundBefore)))
      faults.push({ code: 'BUCKET_ORDER', offset: at })
    if (countBefore !== undefined && count < countBefore)
      faults.push({ code: 'BUCKET_DECREASING', offset: at })
    faults.push(...findNumberFaults(count, at))
    if (bound === Infinity) infinite = count
    boundBefore = bound
    countBefore = count
  }
  // What is NaN, or not there, equals nothing and differs from nothing.
  if (infinite < countOf(histogram) || infinite > countOf(histogram))
    faults.push({ code: 'COUNT_MISMATCH', offset })
  for (const { at, node } of fieldsOf(histogram, 16))
    if (fieldOf(node!, 3) === undefined) faults.push({ code: 'EXEMPLAR_INVALID', offset: at })
  return faults
}
