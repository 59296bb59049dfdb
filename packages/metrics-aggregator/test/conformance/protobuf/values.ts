/** Protobuf: the value of each type, timestamps and created times, classic buckets and quantiles. */
import { accepts, gauge, histogram, refuses, reports } from './vector.ts'
import type { ProtobufGroup } from './vector.ts'
import type { Fields } from '../../support/protobuf.ts'

const one = (type: string, metric: Fields): Fields => ({ name: 'a', type, metric: [metric] })

const types: ProtobufGroup = {
  group: 'types',
  clause: "§11 Reading 5: the value of the family's type must be there",
  vectors: [
    accepts('a counter', one('COUNTER', { counter: { value: 1.5 } })),
    accepts('a counter without a number', one('COUNTER', { counter: {} })),
    accepts('a gauge that is no number', one('GAUGE', { gauge: { value: NaN } })),
    accepts(
      'infinities and negative zero',
      gauge({ gauge: { value: -Infinity }, timestamp_ms: 1 }, { gauge: { value: -0 } }),
    ),
    accepts('an untyped value', one('UNTYPED', { untyped: { value: 5e-324 } })),
    accepts('a summary of nothing', one('SUMMARY', { summary: {} })),
    accepts('a histogram of nothing', one('HISTOGRAM', { histogram: {} })),
    accepts('a gauge histogram', one('GAUGE_HISTOGRAM', { histogram: { sample_count: 1, sample_sum: -2 } })),
    refuses('no value', [one('GAUGE', {})], 'VALUE_MISSING', 'metric[0]'),
    refuses('a counter in a gauge', [one('GAUGE', { counter: { value: 1 } })], 'VALUE_MISSING', 'metric[0]'),
    refuses('a gauge in a counter', [one('COUNTER', { gauge: { value: 1 } })], 'VALUE_MISSING', 'metric[0]'),
    refuses('a summary in a histogram', [one('HISTOGRAM', { summary: {} })], 'VALUE_MISSING', 'metric[0]'),
    refuses('a gauge in an untyped family', [one('UNTYPED', { gauge: {} })], 'VALUE_MISSING', 'metric[0]'),
    refuses('the second metric', [gauge({ gauge: {} }, { untyped: {} })], 'VALUE_MISSING', 'metric[1]'),
  ],
}

const created = (nanos: number): Fields => ({
  counter: { value: 1, created_timestamp: { seconds: 5, nanos } },
})

const times: ProtobufGroup = {
  group: 'times',
  clause: '§11 Reading 7: nanoseconds from 0 to 999,999,999',
  vectors: [
    accepts('milliseconds', gauge({ gauge: {}, timestamp_ms: '1700000000123' })),
    accepts('before 1970', gauge({ gauge: {}, timestamp_ms: '-1' })),
    accepts('the last millisecond', gauge({ gauge: {}, timestamp_ms: '9223372036854775807' })),
    accepts('a counter created', one('COUNTER', created(999_999_999))),
    accepts('a summary created', one('SUMMARY', { summary: { created_timestamp: { seconds: 5 } } })),
    accepts('a histogram created', histogram({ created_timestamp: { seconds: -5, nanos: 1 } })),
    refuses(
      'too many nanoseconds',
      [one('COUNTER', created(1_000_000_000))],
      'TIMESTAMP_INVALID',
      'metric[0].counter.created_timestamp',
    ),
    refuses(
      'negative nanoseconds',
      [one('COUNTER', created(-1))],
      'TIMESTAMP_INVALID',
      'metric[0].counter.created_timestamp',
    ),
    refuses(
      'of a histogram',
      [histogram({ created_timestamp: { nanos: 2_000_000_000 } })],
      'TIMESTAMP_INVALID',
      'metric[0].histogram.created_timestamp',
    ),
  ],
}

const bucket = (bound: number, count: number): Fields => ({ cumulative_count: count, upper_bound: bound })

const buckets: ProtobufGroup = {
  group: 'classic buckets',
  clause: '§11 Check: bounds rise and are numbers, the +Inf bucket is the count',
  vectors: [
    accepts(
      'with +Inf',
      histogram({ sample_count: 3, sample_sum: 4, bucket: [bucket(1, 1), bucket(Infinity, 3)] }),
    ),
    accepts(
      'without +Inf',
      histogram({ sample_count: 3, sample_sum: 4, bucket: [bucket(-1, 1), bucket(1, 1)] }),
    ),
    accepts(
      'counts that are fractions',
      histogram({ sample_count_float: 2.5, bucket: [{ cumulative_count_float: 2.5, upper_bound: 1 }] }),
    ),
    accepts(
      'counts of 64 bits',
      histogram({
        sample_count: '18446744073709551615',
        bucket: [{ cumulative_count: '18446744073709551615', upper_bound: 1 }],
      }),
    ),
    reports(
      'bounds that fall',
      [histogram({ sample_count: 2, bucket: [bucket(2, 1), bucket(1, 2)] })],
      'BUCKET_ORDER',
      'metric[0].histogram.bucket[1]',
    ),
    reports(
      'a bound twice',
      [histogram({ sample_count: 2, bucket: [bucket(1, 1), bucket(1, 2)] })],
      'BUCKET_ORDER',
      'metric[0].histogram.bucket[1]',
    ),
    reports(
      'a bound that is no number',
      [histogram({ bucket: [bucket(NaN, 0)] })],
      'BUCKET_ORDER',
      'metric[0].histogram.bucket[0]',
    ),
    reports(
      '+Inf that is not the count',
      [histogram({ sample_count: 4, bucket: [bucket(Infinity, 3)] })],
      'COUNT_MISMATCH',
      'metric[0].histogram',
    ),
  ],
}

const quantiles = (...values: number[]): Fields =>
  one('SUMMARY', {
    summary: {
      sample_count: 2,
      sample_sum: 3,
      quantile: values.map((quantile) => ({ quantile, value: NaN })),
    },
  })

const summaries: ProtobufGroup = {
  group: 'quantiles',
  clause: '§11 Check: quantiles lie from 0 to 1',
  vectors: [
    accepts('from 0 to 1', quantiles(0, 0.5, 1)),
    reports('beyond 1', [quantiles(0.5, 1.5)], 'QUANTILE_INVALID', 'metric[0].summary.quantile[1]'),
    reports('below 0', [quantiles(-0.1)], 'QUANTILE_INVALID', 'metric[0].summary.quantile[0]'),
    reports('no number', [quantiles(NaN)], 'QUANTILE_INVALID', 'metric[0].summary.quantile[0]'),
  ],
}

export const protobufValues: readonly ProtobufGroup[] = [types, times, buckets, summaries]
