/** Protobuf: limits of ours on messages, samples and labels; what is as much as a limit is within it. */
import { accepts, gauge, labels, limited, refuses } from './vector.ts'
import type { ProtobufGroup, ProtobufVector } from './vector.ts'
import type { Fields } from '../../support/protobuf.ts'

const LABELLED = gauge({ label: labels(['a', '1'], ['b', '2']), gauge: { value: 1 } })
const TWO = gauge({ gauge: { value: 1 } }, { label: labels(['a', '1']), gauge: { value: 2 } })
const SUMMARY: Fields = {
  name: 'a',
  type: 'SUMMARY',
  metric: [{ summary: { quantile: [{ quantile: 0.5, value: 1 }] } }],
}
const CLASSIC: Fields = {
  name: 'a',
  type: 'HISTOGRAM',
  metric: [{ histogram: { bucket: [{ cumulative_count: 0, upper_bound: 1 }] } }],
}
const NATIVE: Fields = {
  name: 'a',
  type: 'HISTOGRAM',
  metric: [{ histogram: { sample_count: 1, zero_threshold: 1, zero_count: 1 } }],
}

/** The same family at its size and one below it. */
function countedAs(what: string, samples: number, family: Fields): readonly ProtobufVector[] {
  return [
    limited({ samplesMax: samples }, accepts(`${what} is ${samples}`, family)),
    limited(
      { samplesMax: samples - 1 },
      refuses(`${what} is more than ${samples - 1}`, [family], 'SAMPLES_TOO_MANY', 'metric[0]'),
    ),
  ]
}

const sizes: ProtobufGroup = {
  group: 'size limits',
  clause: '§11 Reading 1 and 9: a message of more than familyBytesMax; labels',
  vectors: [
    limited({ familyBytesMax: 5 }, accepts('a message of the size', { name: 'a', type: 'GAUGE' })),
    limited(
      { familyBytesMax: 4 },
      refuses('a message that is too long', [{ name: 'a', type: 'GAUGE' }], 'FAMILY_TOO_LONG', ''),
    ),
    limited(
      { familyBytesMax: 5 },
      refuses(
        'the second message',
        [
          { name: 'a', type: 'GAUGE' },
          { ...TWO, name: 'b' },
        ],
        'FAMILY_TOO_LONG',
        '',
      ),
    ),
    limited({ labelsMax: 2 }, accepts('two labels', LABELLED)),
    limited(
      { labelsMax: 1 },
      refuses('one label too many', [LABELLED], 'LABELS_TOO_MANY', 'metric[0].label[1]'),
    ),
  ],
}

const samples: ProtobufGroup = {
  group: 'samples',
  clause: '§11 Reading 8: samples are counted as text would count them',
  vectors: [
    limited({ samplesMax: 2 }, accepts('two gauges are 2', TWO)),
    limited({ samplesMax: 1 }, refuses('the second of two gauges', [TWO], 'SAMPLES_TOO_MANY', 'metric[1]')),
    ...countedAs('a summary of one quantile', 3, SUMMARY),
    ...countedAs('a histogram of one bucket', 4, CLASSIC),
    limited({ samplesMax: 1 }, accepts('native buckets alone are 1', NATIVE)),
  ],
}

export const protobufLimits: readonly ProtobufGroup[] = [sizes, samples]
