/**
 * The fields of io.prometheus.client that merge-semantics §11 knows, by message and number. Anything else is an
 * unknown field.
 */

export type MessageName =
  | 'MetricFamily'
  | 'Metric'
  | 'LabelPair'
  | 'Gauge'
  | 'Counter'
  | 'Summary'
  | 'Quantile'
  | 'Untyped'
  | 'Histogram'
  | 'Bucket'
  | 'BucketSpan'
  | 'Exemplar'
  | 'Timestamp'

export interface KnownField {
  readonly kind: 'varint' | 'double' | 'bytes' | MessageName
  readonly isRepeated: boolean
}

const one = (kind: KnownField['kind']): KnownField => ({ kind, isRepeated: false })
const many = (kind: KnownField['kind']): KnownField => ({ kind, isRepeated: true })

export const SCHEMA: Readonly<Record<MessageName, Readonly<Record<number, KnownField>>>> = {
  MetricFamily: { 1: one('bytes'), 2: one('bytes'), 3: one('varint'), 4: many('Metric'), 5: one('bytes') },
  Metric: {
    1: many('LabelPair'),
    2: one('Gauge'),
    3: one('Counter'),
    4: one('Summary'),
    5: one('Untyped'),
    6: one('varint'),
    7: one('Histogram'),
  },
  LabelPair: { 1: one('bytes'), 2: one('bytes') },
  Gauge: { 1: one('double') },
  Untyped: { 1: one('double') },
  Counter: { 1: one('double'), 2: one('Exemplar'), 3: one('Timestamp') },
  Summary: { 1: one('varint'), 2: one('double'), 3: many('Quantile'), 4: one('Timestamp') },
  Quantile: { 1: one('double'), 2: one('double') },
  Histogram: {
    1: one('varint'),
    2: one('double'),
    3: many('Bucket'),
    4: one('double'),
    5: one('varint'),
    6: one('double'),
    7: one('varint'),
    8: one('double'),
    9: many('BucketSpan'),
    10: many('varint'),
    11: many('double'),
    12: many('BucketSpan'),
    13: many('varint'),
    14: many('double'),
    15: one('Timestamp'),
    16: many('Exemplar'),
  },
  Bucket: { 1: one('varint'), 2: one('double'), 3: one('Exemplar'), 4: one('double') },
  BucketSpan: { 1: one('varint'), 2: one('varint') },
  Exemplar: { 1: many('LabelPair'), 2: one('double'), 3: one('Timestamp') },
  Timestamp: { 1: one('varint'), 2: one('varint') },
}
