/** Protobuf: label pairs of a metric, and metrics that are one series. */
import { accepts, acceptsBytes, gauge, labels, refuses, reports } from './vector.ts'
import type { ProtobufGroup } from './vector.ts'

const ONE = { gauge: { value: 1 } }
const many = (count: number): ReturnType<typeof labels> =>
  labels(...Array.from({ length: count }, (_, index) => [`l${index}`, 'v'] as const))

const pairs: ProtobufGroup = {
  group: 'labels',
  clause: '§11 Reading 5: names not empty, without NUL and unique; UTF-8 in name and value',
  vectors: [
    accepts('two labels', gauge({ label: labels(['b', '1'], ['a', '2']), ...ONE })),
    accepts('any text in a value', gauge({ label: labels(['a', '"\\\n\0→']), ...ONE })),
    accepts('an empty value', gauge({ label: labels(['a', '']), ...ONE })),
    acceptsBytes('no value', '0E 0A 01 61 18 01 22 07 0A 03 0A 01 62 12 00', [
      gauge({ label: [{ name: 'b' }], gauge: {} }),
    ]),
    accepts('a name with a dot', gauge({ label: labels(['a.b', '1']), ...ONE })),
    accepts('labels behind the value', gauge({ ...ONE, label: labels(['a', '1']) })),
    accepts('as many labels as the limit allows', gauge({ label: many(128), ...ONE })),
    refuses(
      'an empty name',
      [gauge({ label: labels(['', '1']), ...ONE })],
      'LABELS_INVALID',
      'metric[0].label[0]',
    ),
    refuses('no name', [gauge({ label: [{ value: '1' }], ...ONE })], 'LABELS_INVALID', 'metric[0].label[0]'),
    refuses(
      'a NUL in the name',
      [gauge({ label: labels(['a\0', '1']), ...ONE })],
      'LABELS_INVALID',
      'metric[0].label[0]',
    ),
    refuses(
      '__name__',
      [gauge({ label: labels(['__name__', 'b']), ...ONE })],
      'LABEL_RESERVED',
      'metric[0].label[0]',
    ),
    refuses(
      'a name twice',
      [gauge({ label: labels(['a', '1'], ['b', '1'], ['a', '2']), ...ONE })],
      'LABEL_REPEATED',
      'metric[0].label[2]',
    ),
    refuses(
      'more labels than the limit',
      [gauge({ label: many(129), ...ONE })],
      'LABELS_TOO_MANY',
      'metric[0].label[128]',
    ),
    refuses(
      'a name that is no UTF-8',
      '10 0A 01 61 18 01 22 09 0A 05 0A 01 FF 12 00 12 00',
      'UTF8_INVALID',
      'metric[0].label[0].name',
    ),
    refuses(
      'a value that is no UTF-8',
      '11 0A 01 61 18 01 22 0A 0A 06 0A 01 62 12 01 FF 12 00',
      'UTF8_INVALID',
      'metric[0].label[0].value',
    ),
  ],
}

const reserved: ProtobufGroup = {
  group: 'le and quantile',
  clause: '§11 Reading 5: a label le of a histogram and quantile of a summary is reserved',
  vectors: [
    refuses(
      'le of a histogram',
      [{ name: 'a', type: 'HISTOGRAM', metric: [{ label: labels(['le', '1']), histogram: {} }] }],
      'LABEL_RESERVED',
      'metric[0].label[0]',
    ),
    refuses(
      'le of a gauge histogram',
      [{ name: 'a', type: 'GAUGE_HISTOGRAM', metric: [{ label: labels(['le', '1']), histogram: {} }] }],
      'LABEL_RESERVED',
      'metric[0].label[0]',
    ),
    refuses(
      'quantile of a summary',
      [
        {
          name: 'a',
          type: 'SUMMARY',
          metric: [{ label: labels(['quantile', '1']), summary: { quantile: [{ quantile: 0.5 }] } }],
        },
      ],
      'LABEL_RESERVED',
      'metric[0].label[0]',
    ),
    accepts('both of a gauge', gauge({ label: labels(['le', '1'], ['quantile', '1']), ...ONE })),
  ],
}

const series: ProtobufGroup = {
  group: 'series',
  clause: '§11 Check: labels (order apart, empty values apart) and timestamp once in a family',
  vectors: [
    accepts(
      'values that differ',
      gauge({ label: labels(['a', '1']), ...ONE }, { label: labels(['a', '2']), ...ONE }),
    ),
    accepts('one series at two times', gauge({ ...ONE, timestamp_ms: 1 }, { ...ONE, timestamp_ms: 2 })),
    reports('twice without labels', [gauge(ONE, ONE)], 'SERIES_DUPLICATE', 'metric[1]'),
    reports(
      'twice in another order',
      [
        gauge(
          { label: labels(['a', '1'], ['b', '2']), ...ONE },
          { label: labels(['b', '2'], ['a', '1']), ...ONE },
        ),
      ],
      'SERIES_DUPLICATE',
      'metric[1]',
    ),
    reports(
      'twice but for an empty value',
      [gauge(ONE, { label: labels(['a', '']), ...ONE })],
      'SERIES_DUPLICATE',
      'metric[1]',
    ),
  ],
}

export const protobufLabels: readonly ProtobufGroup[] = [pairs, reserved, series]
