/**
 * A metric of a protobuf target as the model keeps it, and what is asked of one wherever it goes.
 */
import type { Label } from '../labels.ts'
import type { FamilyType } from '../suffixes.ts'
import { doubleOf, fieldOf, fieldsOf, nodesOf, unsignedOf } from './wire.ts'
import type { Field, MessageNode } from './wire.ts'

/** The field of a metric that holds the value of a type. */
export const VALUE_FIELD: Partial<Record<FamilyType, number>> = {
  gauge: 2,
  counter: 3,
  summary: 4,
  untyped: 5,
  histogram: 7,
  gaugehistogram: 7,
}

/** In the order of their numbers. */
export const MESSAGE_TYPES: readonly FamilyType[] = [
  'counter',
  'gauge',
  'summary',
  'untyped',
  'histogram',
  'gaugehistogram',
]

export interface MessageLabel extends Label {
  /** The pair as it came, as long as nothing about it was changed. */
  readonly pair?: string | undefined
  /** The fields of the pair but for its name, unknown ones among them. */
  readonly rest?: string | undefined
}

export interface Metric {
  /** Place among the metrics of its target. */
  readonly order: number
  /** Of its tag. */
  readonly offset: number
  /** Injected ones included. */
  readonly labels: readonly MessageLabel[]
  /** All other fields as they came. */
  readonly rest: string
  readonly timestamp: bigint | undefined
  readonly value: MessageNode
  readonly valueField: Field
  readonly type: FamilyType
}

/** As many as text would count. */
export function countSamples({ type, value }: Pick<Metric, 'type' | 'value'>): number {
  if (type === 'summary') return fieldsOf(value, 3).length + 2
  if (type !== 'histogram' && type !== 'gaugehistogram') return 1
  const buckets = nodesOf(value, 3)
  if (buckets.length === 0 && isNative(value)) return 1
  const hasInfinite = buckets.some((bucket) => doubleOf(bucket, 2) === Infinity)
  return buckets.length + (hasInfinite ? 0 : 1) + 2
}

export function countAll(metrics: readonly Metric[]): number {
  return metrics.reduce((sum, metric) => sum + countSamples(metric), 0)
}

export function isNative(histogram: MessageNode): boolean {
  return (
    fieldOf(histogram, 9) !== undefined ||
    fieldOf(histogram, 12) !== undefined ||
    doubleOf(histogram, 6) > 0 ||
    unsignedOf(histogram, 7) > 0n ||
    doubleOf(histogram, 8) > 0
  )
}
