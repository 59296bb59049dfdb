/** Protobuf: native histograms, whose spans, deltas and counts must fit each other. */
import { accepts, acceptsBytes, histogram, refuses } from './vector.ts'
import type { ProtobufGroup, ProtobufVector } from './vector.ts'
import type { Fields } from '../../support/protobuf.ts'

const span = (offset: number, length: number): Fields => ({ offset, length })

const WHOLE: Fields = {
  sample_count: 6,
  sample_sum: 7.5,
  schema: 3,
  zero_threshold: 0.001,
  zero_count: 1,
  positive_span: [span(0, 1), span(1, 1)],
  positive_delta: [1, 1],
  negative_span: [span(-4, 1)],
  negative_delta: [2],
}

const FLOAT: Fields = {
  sample_count_float: 3.5,
  sample_sum: 7,
  schema: -4,
  zero_threshold: 0.001,
  zero_count_float: 0.5,
  positive_span: [span(0, 2)],
  positive_count: [1, 2],
}

const accepted: ProtobufGroup = {
  group: 'native histograms',
  clause: '§11 Reading 6: native with a span, a zero threshold or a zero count; whole or float counts',
  vectors: [
    accepts('whole counts', histogram(WHOLE)),
    accepts('float counts', histogram(FLOAT)),
    accepts('of a gauge', { name: 'a', type: 'GAUGE_HISTOGRAM', metric: [{ histogram: WHOLE }] }),
    accepts('float counts of a gauge', {
      name: 'a',
      type: 'GAUGE_HISTOGRAM',
      metric: [{ histogram: FLOAT }],
    }),
    accepts('a span of nothing alone', histogram({ schema: 0, positive_span: [span(0, 0)] })),
    accepts('a zero threshold alone', histogram({ zero_threshold: 1e-128 })),
    accepts(
      'beside classic buckets',
      histogram({ ...WHOLE, bucket: [{ cumulative_count: 5, upper_bound: 1 }] }),
    ),
    accepts('schema 8', histogram({ ...WHOLE, schema: 8 })),
    accepts(
      'less than the count where the sum is no number',
      histogram({ ...WHOLE, sample_count: 9, sample_sum: NaN }),
    ),
    accepts('a first span with a negative offset', histogram({ ...WHOLE, positive_span: [span(-9, 2)] })),
    acceptsBytes('packed deltas', '15 0A 01 61 18 04 22 0E 3A 0C 08 02 62 04 08 00 10 02 6A 02 02 00', [
      histogram({ sample_count: 2, positive_span: [span(0, 2)], positive_delta: [1, 0] }),
    ]),
  ],
}

const fault = (title: string, change: Fields, base: Fields = WHOLE): ProtobufVector =>
  refuses(title, [histogram({ ...base, ...change })], 'HISTOGRAM_INVALID', 'metric[0].histogram')

const refused: ProtobufGroup = {
  group: 'native faults',
  clause: '§11 Reading 6: what Prometheus would refuse the scrape for',
  vectors: [
    fault('schema 9', { schema: 9 }),
    fault('schema -5', { schema: -5 }),
    fault('custom bounds', { schema: -53 }),
    fault('a later span with a negative offset', { positive_span: [span(0, 1), span(-1, 1)] }),
    fault('fewer deltas than the spans say', { positive_delta: [1] }),
    fault('more deltas than the spans say', { positive_delta: [1, 1, 1] }),
    fault('deltas without spans', { negative_span: [] }),
    fault('a bucket below zero', { positive_delta: [1, -2] }),
    fault('buckets that are less than the count', { sample_count: 7 }),
    fault('buckets that are more than the count', { sample_count: 5 }),
    fault('more than the count where the sum is no number', { sample_count: 5, sample_sum: NaN }),
    fault('a float count below zero', { positive_count: [1, -1] }, FLOAT),
    fault('fewer float counts than the spans say', { positive_count: [1] }, FLOAT),
    fault('a float zero count below zero', { zero_count_float: -1 }, FLOAT),
  ],
}

export const protobufNativeHistograms: readonly ProtobufGroup[] = [accepted, refused]
