/** Protobuf: exemplars of counters, of classic and of native buckets. */
import { accepts, histogram, labels, refuses, reports } from './vector.ts'
import type { ProtobufGroup } from './vector.ts'
import type { Fields } from '../../support/protobuf.ts'

const EXEMPLAR = { label: labels(['trace_id', 'x']), value: 1, timestamp: { seconds: 5, nanos: 1 } }
const NATIVE = { sample_count: 1, zero_threshold: 1, zero_count: 1 }

const counter = (exemplar: Fields): Fields => ({
  name: 'a',
  type: 'COUNTER',
  metric: [{ counter: { value: 1, exemplar } }],
})

const exemplars: ProtobufGroup = {
  group: 'exemplars',
  clause:
    '§11 Reading 7 and Check: label names not empty and unique, UTF-8; a time where the buckets are native',
  vectors: [
    accepts('of a counter', counter(EXEMPLAR)),
    accepts('without labels and time', counter({ value: 1 })),
    accepts('a label name with a dot', counter({ ...EXEMPLAR, label: labels(['trace.id', 'x']) })),
    accepts(
      'of a bucket',
      histogram({ sample_count: 1, bucket: [{ cumulative_count: 1, upper_bound: 1, exemplar: EXEMPLAR }] }),
    ),
    accepts('of native buckets', histogram({ ...NATIVE, exemplars: [EXEMPLAR, { ...EXEMPLAR, value: 2 }] })),
    reports(
      'of native buckets, without a time',
      [histogram({ ...NATIVE, exemplars: [{ value: 1 }] })],
      'EXEMPLAR_INVALID',
      'metric[0].histogram.exemplars[0]',
    ),
    refuses(
      'an empty label name',
      [counter({ label: labels(['', 'x']) })],
      'EXEMPLAR_INVALID',
      'metric[0].counter.exemplar',
    ),
    refuses(
      'a label name twice',
      [counter({ label: labels(['a', 'x'], ['a', 'y']) })],
      'EXEMPLAR_INVALID',
      'metric[0].counter.exemplar',
    ),
    refuses(
      'a label value that is no UTF-8',
      '12 0A 01 61 22 0D 1A 0B 12 09 0A 07 0A 01 62 12 02 C3 28',
      'EXEMPLAR_INVALID',
      'metric[0].counter.exemplar',
    ),
    refuses(
      'too many nanoseconds',
      [counter({ timestamp: { nanos: 1_000_000_000 } })],
      'TIMESTAMP_INVALID',
      'metric[0].counter.exemplar.timestamp',
    ),
    refuses(
      'of a bucket, an empty label name',
      [histogram({ bucket: [{ upper_bound: 1, exemplar: { label: labels(['', 'x']) } }] })],
      'EXEMPLAR_INVALID',
      'metric[0].histogram.bucket[0].exemplar',
    ),
  ],
}

export const protobufExemplars: readonly ProtobufGroup[] = [exemplars]
