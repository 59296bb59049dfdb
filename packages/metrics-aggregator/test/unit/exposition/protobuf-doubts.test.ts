// What keeps a protobuf family from standing on an OpenMetrics page as it is: each rule that lowering must leave in
// doubt, so that the lines are read and the family is repaired or split (merge-semantics §8, §11).
import { expect, test } from 'vitest'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import type { MergedExposition, MergeExpositionsOptions } from '../../../src/exposition/merge-expositions.ts'
import { encodeFamilies } from '../../support/protobuf.ts'
import type { Fields } from '../../support/protobuf.ts'

const merge = (families: readonly Fields[], options: MergeExpositionsOptions): MergedExposition =>
  mergeExpositions(
    [{ name: 'x', contentType: CONTENT_TYPES.protobuf, body: encodeFamilies(families) }],
    options,
  )

const counter = (value: number, more: Fields = {}): Fields => ({
  name: 'c_total',
  type: 'COUNTER',
  metric: [{ counter: { value, ...more } }],
})

interface Bucket {
  readonly upper_bound: number
  readonly cumulative_count?: number
  readonly cumulative_count_float?: number
}

const histogram = (bucket: readonly Bucket[], more: Fields = {}): Fields => ({
  name: 'h',
  type: 'HISTOGRAM',
  metric: [{ histogram: { sample_count: 3, sample_sum: 2, bucket, ...more } }],
})

const summary = (quantile: readonly Fields[], sum = 1): Fields => ({
  name: 's',
  type: 'SUMMARY',
  metric: [{ summary: { sample_count: 1, sample_sum: sum, quantile } }],
})

const gauges = (...labels: readonly (readonly (readonly [string, string])[])[]): Fields => ({
  name: 'g',
  type: 'GAUGE',
  metric: labels.map((pairs, value) => ({
    label: pairs.map(([name, text]) => ({ name, value: text })),
    gauge: { value },
  })),
})

const exemplarOf = (length: number): Fields => ({
  label: [{ name: 'id', value: 'é'.repeat(length - 2) }],
  value: 1,
})

const ONE_TO_THREE = [
  { upper_bound: 1, cumulative_count: 1 },
  { upper_bound: 2, cumulative_count: 3 },
]

test.each([
  { what: 'a counter', family: counter(1) },
  { what: 'an exemplar as long as can be', family: counter(1, { exemplar: exemplarOf(128) }) },
  { what: 'a histogram', family: histogram(ONE_TO_THREE) },
  {
    what: 'a histogram with its last bucket',
    family: histogram([{ upper_bound: Infinity, cumulative_count: 3 }]),
  },
  { what: 'float counts that are whole', family: histogram([], { sample_count_float: 2 }) },
  {
    what: 'a gauge histogram of negative numbers',
    family: {
      ...histogram([{ upper_bound: -1, cumulative_count: 3 }], { sample_sum: -5 }),
      type: 'GAUGE_HISTOGRAM',
    },
  },
  {
    what: 'quantiles in any order',
    family: summary([
      { quantile: 1, value: 2 },
      { quantile: 0, value: NaN },
    ]),
  },
  { what: 'label sets that differ in an empty value', family: gauges([['a', '']], []) },
  { what: 'names and values that are read the other way', family: gauges([['a', 'b']], [['b', 'a']]) },
])('$what stays', ({ family }) => {
  const { report } = merge([family], { format: 'openmetrics' })
  expect(report).toMatchObject({
    events: [],
    targets: [{ counters: { duplicates: 0, samplesDropped: 0, exemplarsDropped: 0 } }],
  })
})

test.each([
  { what: 'a counter that is no number', family: counter(NaN), detail: 'VALUE_NAN' },
  { what: 'a counter below zero', family: counter(-1), detail: 'VALUE_NEGATIVE' },
  {
    what: 'bounds that fall',
    family: histogram([
      { upper_bound: 2, cumulative_count: 1 },
      { upper_bound: 1, cumulative_count: 1 },
    ]),
    detail: 'BUCKET_ORDER',
  },
  {
    what: 'a bound that is no number',
    family: histogram([{ upper_bound: NaN, cumulative_count: 1 }]),
    detail: 'BUCKET_LE_INVALID',
  },
  {
    what: 'a bound below zero beside a sum',
    family: histogram([{ upper_bound: -1, cumulative_count: 1 }]),
    detail: 'SUM_UNFIT',
  },
  {
    what: 'counts that fall',
    family: histogram([
      { upper_bound: 1, cumulative_count: 2 },
      { upper_bound: 2, cumulative_count: 1 },
    ]),
    detail: 'BUCKET_DECREASING',
  },
  {
    what: 'a bucket above the count',
    family: histogram([{ upper_bound: 1, cumulative_count: 4 }]),
    detail: 'BUCKET_DECREASING',
  },
  {
    what: 'a last bucket that is not the count',
    family: histogram([{ upper_bound: Infinity, cumulative_count: 2 }]),
    detail: 'COUNT_MISMATCH',
  },
  {
    what: 'half an observation in a bucket',
    family: histogram([{ upper_bound: 1, cumulative_count_float: 0.5 }]),
    detail: 'VALUE_FRACTIONAL',
  },
  {
    what: 'half an observation in the count',
    family: histogram([], { sample_count_float: 1.5 }),
    detail: 'VALUE_FRACTIONAL',
  },
  { what: 'a sum that is no number', family: histogram([], { sample_sum: NaN }), detail: 'VALUE_NAN' },
  { what: 'a sum below zero', family: histogram([], { sample_sum: -1 }), detail: 'VALUE_NEGATIVE' },
  { what: 'a summary whose sum is below zero', family: summary([], -1), detail: 'VALUE_NEGATIVE' },
  {
    what: 'a quantile above one',
    family: summary([{ quantile: 1.5, value: 1 }]),
    detail: 'QUANTILE_INVALID',
  },
  {
    what: 'a quantile below zero',
    family: summary([{ quantile: -0.5, value: 1 }]),
    detail: 'QUANTILE_INVALID',
  },
  {
    what: 'a quantile that is no number',
    family: summary([{ quantile: NaN, value: 1 }]),
    detail: 'QUANTILE_INVALID',
  },
  {
    what: "a quantile's value below zero",
    family: summary([{ quantile: 0.5, value: -1 }]),
    detail: 'VALUE_NEGATIVE',
  },
])('$what splits the family', ({ family, detail }) => {
  const { report } = merge([family], { format: 'openmetrics' })
  expect(report.events).toMatchObject([{ kind: 'degraded', detail }])
})

test.each([
  { what: 'two metrics without labels', family: gauges([], []), counters: { duplicates: 1 } },
  {
    what: 'a third metric like the first, its labels in another order',
    family: gauges(
      [
        ['a', '1'],
        ['b', '2'],
      ],
      [['a', '1']],
      [
        ['b', '2'],
        ['a', '1'],
      ],
    ),
    counters: { duplicates: 1 },
  },
  {
    what: 'two buckets of one bound',
    family: histogram([
      { upper_bound: 1, cumulative_count: 1 },
      { upper_bound: 1, cumulative_count: 1 },
    ]),
    counters: { duplicates: 1 },
  },
  {
    what: 'a quantile that stands twice',
    family: summary([
      { quantile: 0.5, value: 1 },
      { quantile: 0.5, value: 1 },
    ]),
    counters: { duplicates: 1 },
  },
  {
    what: 'an exemplar that is too long',
    family: counter(1, { exemplar: exemplarOf(129) }),
    counters: { exemplarsDropped: 1 },
  },
  {
    what: 'an exemplar of a counter that is not called one',
    family: { ...counter(1, { exemplar: exemplarOf(3) }), name: 'c' },
    counters: { exemplarsDropped: 1 },
  },
])('$what is left out once', ({ family, counters }) => {
  const { report } = merge([family], { format: 'openmetrics' })
  expect(report).toMatchObject({ events: [], targets: [{ counters }] })
})

test('a family that loses a line to another one is looked at again', () => {
  const gauge = { name: 'h_sum', type: 'GAUGE', metric: [{ gauge: { value: 2 } }] }
  const { report } = merge([gauge, histogram(ONE_TO_THREE)], { format: 'openmetrics', duplicates: 'drop' })
  expect(report.events).toMatchObject([{ kind: 'degraded', family: 'h', detail: 'SUM_COUNT_UNPAIRED' }])
  expect(report.targets[0]?.counters.duplicates).toBe(1)
})

test.each([
  { what: 'a count', family: histogram([], { sample_count_float: -1 }) },
  { what: 'a bucket', family: histogram([{ upper_bound: 1, cumulative_count_float: -1 }]) },
])('$what below zero splits the family in text, too', ({ family }) => {
  const { report } = merge([family], { format: 'text' })
  expect(report.events).toMatchObject([{ kind: 'degraded', detail: 'VALUE_NEGATIVE' }])
})

test.each([
  { labelName: 'le', family: histogram(ONE_TO_THREE), detail: 'BUCKET_LE_INVALID' },
  { labelName: 'quantile', family: summary([{ quantile: 1, value: 1 }]), detail: 'QUANTILE_INVALID' },
])('an injected $labelName is taken for the bound', ({ labelName, family, detail }) => {
  for (const format of ['text', 'openmetrics'] as const) {
    const { report } = merge([family], { format, labelName })
    expect(report.events).toMatchObject([{ kind: 'degraded', detail }])
  }
})
