// Facts about conversions between protobuf and the other formats (merge-semantics §11).
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import type { FormatVersion } from '../../../src/exposition/formats.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import type { MergedExposition, MergeExpositionsOptions } from '../../../src/exposition/merge-expositions.ts'
import { decodeFamilies, encodeFamilies } from '../../support/protobuf.ts'
import type { Fields } from '../../support/protobuf.ts'

function merge(
  from: FormatVersion,
  body: Uint8Array | string,
  options: MergeExpositionsOptions,
): MergedExposition {
  return mergeExpositions([{ name: 'x', contentType: CONTENT_TYPES[from], body }], options)
}

function pageOf(
  families: readonly Fields[],
  format: 'text' | 'openmetrics',
  options: MergeExpositionsOptions = {},
): string[] {
  const { body } = merge('protobuf', encodeFamilies(families), { format, ...options })
  return Buffer.from(body)
    .toString()
    .replaceAll('{origin_container="x"}', '')
    .replaceAll('origin_container="x",', '')
    .trimEnd()
    .split('\n')
}

function familiesOf(from: 'text-0.0.4' | 'openmetrics-1.0.0', ...lines: readonly string[]): Fields[] {
  return decodeFamilies(merge(from, `${lines.join('\n')}\n`, { format: 'protobuf' }).body)
}

const TIME = { seconds: 1_520_430_000, nanos: 123_000_000 }
const EXEMPLAR = {
  label: [{ name: 'trace_id', value: 'a"b' }],
  value: 0.5,
  timestamp: { seconds: -2, nanos: 250_000_000 },
}

const CASES: readonly {
  readonly what: string
  readonly family: Fields
  readonly text: readonly string[]
  readonly openmetrics: readonly string[]
}[] = [
  {
    what: 'a counter',
    family: {
      name: 'c_total',
      help: 'A "c"\n\\.',
      type: 'COUNTER',
      unit: 'c',
      metric: [{ counter: { value: 1e6, exemplar: EXEMPLAR, created_timestamp: TIME }, timestamp_ms: 1_500 }],
    },
    text: [
      '# HELP c_total A "c"\\n\\\\.',
      '# TYPE c_total counter',
      'c_total 1e+06 1500',
      '# HELP c_created A "c"\\n\\\\.',
      '# TYPE c_created gauge',
      'c_created 1520430000.123 1500',
    ],
    openmetrics: [
      '# TYPE c counter',
      '# HELP c A \\"c\\"\\n\\\\.',
      'c_total 1e+06 1.500 # {trace_id="a\\"b"} 0.5 -1.75',
      'c_created 1520430000.123 1.500',
      '# EOF',
    ],
  },
  {
    what: 'a counter that is not called one',
    family: {
      name: 'c',
      type: 'COUNTER',
      metric: [{ counter: { value: 2, created_timestamp: { seconds: 7 } } }],
    },
    text: ['# TYPE c counter', 'c 2', '# TYPE c_created gauge', 'c_created 7'],
    openmetrics: ['# TYPE c unknown', 'c 2', '# TYPE c_created gauge', 'c_created 7', '# EOF'],
  },
  {
    what: 'a gauge and its label values',
    family: {
      name: 'g_seconds',
      type: 'GAUGE',
      unit: 'seconds',
      metric: [
        {
          label: [
            { name: 'l', value: 'a"b\\c\nd' },
            { name: 'e', value: '' },
          ],
          gauge: { value: -0 },
        },
        { label: [{ name: 'l', value: 'nan' }], gauge: { value: NaN } },
      ],
    },
    text: ['# TYPE g_seconds gauge', 'g_seconds{l="a\\"b\\\\c\\nd",e=""} -0', 'g_seconds{l="nan"} NaN'],
    openmetrics: [
      '# TYPE g_seconds gauge',
      '# UNIT g_seconds seconds',
      'g_seconds{l="a\\"b\\\\c\\nd",e=""} -0',
      'g_seconds{l="nan"} NaN',
      '# EOF',
    ],
  },
  {
    what: 'an untyped value',
    family: { name: 'u', type: 'UNTYPED', metric: [{ untyped: { value: 0.1 } }] },
    text: ['# TYPE u untyped', 'u 0.1'],
    openmetrics: ['# TYPE u unknown', 'u 0.1', '# EOF'],
  },
  {
    what: 'a summary',
    family: {
      name: 's',
      type: 'SUMMARY',
      metric: [
        {
          summary: {
            sample_count: '18446744073709551615',
            sample_sum: 1.5,
            quantile: [
              { quantile: 1, value: 3 },
              { quantile: 0.99, value: NaN },
            ],
          },
        },
      ],
    },
    text: [
      '# TYPE s summary',
      's{quantile="1"} 3',
      's{quantile="0.99"} NaN',
      's_sum 1.5',
      's_count 18446744073709551615',
    ],
    openmetrics: [
      '# TYPE s summary',
      's{quantile="1.0"} 3',
      's{quantile="0.99"} NaN',
      's_sum 1.5',
      's_count 18446744073709551615',
      '# EOF',
    ],
  },
  {
    what: 'a histogram without its last bucket',
    family: {
      name: 'h',
      type: 'HISTOGRAM',
      metric: [
        {
          label: [{ name: 'l', value: 'v' }],
          histogram: {
            sample_count: 3,
            sample_sum: 2,
            bucket: [
              { cumulative_count: 1, upper_bound: 1, exemplar: { value: 0.5 } },
              { cumulative_count: 2, upper_bound: 2.5 },
            ],
          },
        },
      ],
    },
    text: [
      '# TYPE h histogram',
      'h_bucket{l="v",le="1"} 1',
      'h_bucket{l="v",le="2.5"} 2',
      'h_bucket{l="v",le="+Inf"} 3',
      'h_sum{l="v"} 2',
      'h_count{l="v"} 3',
    ],
    openmetrics: [
      '# TYPE h histogram',
      'h_bucket{l="v",le="1.0"} 1 # {} 0.5',
      'h_bucket{l="v",le="2.5"} 2',
      'h_bucket{l="v",le="+Inf"} 3',
      'h_sum{l="v"} 2',
      'h_count{l="v"} 3',
      '# EOF',
    ],
  },
  {
    what: 'a gauge histogram',
    family: {
      name: 'q',
      type: 'GAUGE_HISTOGRAM',
      metric: [
        {
          histogram: {
            sample_count: 2,
            sample_sum: 5,
            bucket: [{ cumulative_count: 2, upper_bound: Infinity }],
          },
        },
      ],
    },
    text: [
      '# TYPE q histogram',
      'q_bucket{le="+Inf"} 2',
      '# TYPE q_gsum gauge',
      'q_gsum 5',
      '# TYPE q_gcount gauge',
      'q_gcount 2',
    ],
    openmetrics: ['# TYPE q gaugehistogram', 'q_bucket{le="+Inf"} 2', 'q_gsum 5', 'q_gcount 2', '# EOF'],
  },
  {
    what: 'a histogram of float counts',
    family: {
      name: 'f',
      type: 'HISTOGRAM',
      metric: [
        {
          histogram: {
            sample_count_float: 2.5,
            sample_sum: 1,
            bucket: [{ cumulative_count_float: 1.5, upper_bound: 1 }],
          },
        },
      ],
    },
    text: ['# TYPE f histogram', 'f_bucket{le="1"} 1.5', 'f_bucket{le="+Inf"} 2.5', 'f_sum 1', 'f_count 2.5'],
    openmetrics: [
      '# TYPE f_bucket unknown',
      'f_bucket{le="1.0"} 1.5',
      'f_bucket{le="+Inf"} 2.5',
      '# TYPE f_sum unknown',
      'f_sum 1',
      '# TYPE f_count unknown',
      'f_count 2.5',
      '# EOF',
    ],
  },
]

describe.each(CASES)('$what', ({ family, text, openmetrics }) => {
  test('as text', () => expect(pageOf([family], 'text')).toEqual(text))
  test('as OpenMetrics', () => expect(pageOf([family], 'openmetrics')).toEqual(openmetrics))
})

test('a native histogram loses its native buckets, which is counted and told', () => {
  const value = {
    sample_count: 1,
    sample_sum: 2,
    schema: 1,
    positive_span: [{ offset: 0, length: 1 }],
    positive_delta: [1],
    exemplars: [EXEMPLAR],
  }
  const metric = { histogram: value }
  const families = [
    { name: 'n', type: 'HISTOGRAM', metric: [metric, { ...metric, label: [{ name: 'l', value: 'v' }] }] },
  ]
  expect(pageOf(families, 'text').slice(0, 4)).toEqual([
    '# TYPE n histogram',
    'n_bucket{le="+Inf"} 1',
    'n_sum 2',
    'n_count 1',
  ])
  const { report } = merge('protobuf', encodeFamilies(families), { format: 'text' })
  expect(report.events).toEqual([{ kind: 'native_histograms_degraded', family: 'n', targets: ['x'] }])
  expect(report.targets[0]?.counters).toMatchObject({ nativeHistogramsDegraded: 2, exemplarsDropped: 2 })
  const kept = merge('protobuf', encodeFamilies(families), { format: 'protobuf' }).report
  expect(kept).toMatchObject({
    events: [],
    targets: [{ counters: { nativeHistogramsDegraded: 0, exemplarsDropped: 0 } }],
  })
})

test('text leaves out samples from before 1970 and counts what else it has no place for', () => {
  const metric = [{ counter: { value: 1, exemplar: EXEMPLAR }, timestamp_ms: -5 }]
  const families = [{ name: 'c_total', type: 'COUNTER', unit: 'c', metric }]
  const { body, report } = merge('protobuf', encodeFamilies(families), { format: 'text' })
  expect(Buffer.from(body).toString()).toBe('# TYPE c_total counter\n')
  expect(report.targets[0]?.counters).toMatchObject({
    samplesDropped: 1,
    unitsDropped: 1,
    exemplarsDropped: 1,
  })
})

test('OpenMetrics counts the units that end no name, of every target that had one', () => {
  const families = [
    { name: 'g', type: 'GAUGE', unit: 'seconds', metric: [{ gauge: { value: 1 } }] },
    { name: 'h_seconds', type: 'GAUGE', unit: 'seconds', metric: [{ gauge: { value: 1 } }] },
  ]
  const body = encodeFamilies(families)
  const contentType = CONTENT_TYPES.protobuf
  const targets = ['x', 'y'].map((name) => ({ name, contentType, body }))
  const { body: page, report } = mergeExpositions(targets, { format: 'openmetrics' })
  expect(
    Buffer.from(page)
      .toString()
      .match(/^# UNIT .*$/gm),
  ).toEqual(['# UNIT h_seconds seconds'])
  expect(report.targets.map(({ counters }) => counters.unitsDropped)).toEqual([1, 1])
})

test.each(['text', 'openmetrics'] as const)('%s cannot end help in carriage returns', (format) => {
  const metric = [{ gauge: { value: 1 } }]
  const families = ['a\r\nb\r\r', '\r'].map((help, index) => ({
    name: `g${index}`,
    help,
    type: 'GAUGE',
    metric,
  }))
  expect(pageOf(families, format).filter((line) => line.startsWith('# HELP'))).toEqual(['# HELP g0 a\r\\nb'])
})

test('created times are left out of text where that is asked for', () => {
  const metric = [{ counter: { value: 1, created_timestamp: TIME } }]
  expect(pageOf([{ name: 'c_total', type: 'COUNTER', metric }], 'text', { created: 'drop' })).toEqual([
    '# TYPE c_total counter',
    'c_total 1',
  ])
})

const LABEL = { name: 'origin_container', value: 'x' }

describe('lines become messages', () => {
  test('an OpenMetrics histogram with exemplar, creation time and unit', () => {
    const families = familiesOf(
      'openmetrics-1.0.0',
      '# TYPE h_seconds histogram',
      '# UNIT h_seconds seconds',
      '# HELP h_seconds A \\"h\\".',
      'h_seconds_bucket{le="0.1"} 1 1.5 # {id="7"} 0.05 1.25',
      'h_seconds_bucket{le="+Inf"} 2.0 1.5',
      'h_seconds_sum 0.3 1.5',
      'h_seconds_count 2 1.5',
      'h_seconds_created 1520430000.123456789 1.5',
      '# EOF',
    )
    expect(families).toEqual([
      {
        name: 'h_seconds',
        help: 'A "h".',
        type: 'HISTOGRAM',
        unit: 'seconds',
        metric: [
          {
            label: [LABEL],
            timestamp_ms: '1500',
            histogram: {
              sample_count: '2',
              sample_sum: 0.3,
              bucket: [
                {
                  cumulative_count: '1',
                  upper_bound: 0.1,
                  exemplar: {
                    label: [{ name: 'id', value: '7' }],
                    value: 0.05,
                    timestamp: { seconds: '1', nanos: 250_000_000 },
                  },
                },
                { cumulative_count: '2', upper_bound: Infinity },
              ],
              created_timestamp: { seconds: '1520430000', nanos: 123_456_789 },
            },
          },
        ],
      },
    ])
  })

  test('counts that are not whole make a float histogram', () => {
    const [family] = familiesOf(
      'text-0.0.4',
      '# TYPE f histogram',
      'f_bucket{le="1"} 0.5',
      'f_bucket{le="+Inf"} 2',
      'f_count 2',
    )
    expect(family?.['metric']).toEqual([
      {
        label: [LABEL],
        histogram: {
          bucket: [
            { upper_bound: 1, cumulative_count_float: 0.5 },
            { upper_bound: Infinity, cumulative_count_float: 2 },
          ],
          sample_count_float: 2,
        },
      },
    ])
  })

  test('lines of one metric that stand apart come together, repeated ones are counted', () => {
    const lines = [
      '# TYPE s summary',
      's_sum{l="a"} 1',
      's_sum{l="b"} 2',
      's_count{l="a"} 3',
      's{l="a",quantile="0.5"} 4',
      's_count{l="a"} 9',
    ]
    const { body, report } = merge('text-0.0.4', `${lines.join('\n')}\n`, { format: 'protobuf' })
    const [family] = decodeFamilies(body)
    expect(family?.['metric']).toEqual([
      {
        label: [LABEL, { name: 'l', value: 'a' }],
        summary: { sample_count: '3', sample_sum: 1, quantile: [{ quantile: 0.5, value: 4 }] },
      },
      { label: [LABEL, { name: 'l', value: 'b' }], summary: { sample_sum: 2 } },
    ])
    expect(report.targets[0]?.counters.duplicates).toBe(1)
  })

  test.each([
    {
      what: 'a bound that is no number',
      lines: ['# TYPE h histogram', 'h_bucket{le="x"} 1', 'h_sum 1'],
      detail: 'BUCKET_LE_INVALID',
      names: ['h_bucket', 'h_sum'],
    },
    {
      what: 'a bucket without bound',
      lines: ['# TYPE h histogram', 'h_bucket 1'],
      detail: 'BUCKET_LE_INVALID',
      names: ['h_bucket'],
    },
    {
      what: 'a quantile without quantile',
      lines: ['# TYPE s summary', 's 1', 's_count 1'],
      detail: 'QUANTILE_INVALID',
      names: ['s', 's_count'],
    },
    {
      what: 'a bare sample of a histogram',
      lines: ['# TYPE h histogram', 'h 1', 'h_count 1'],
      detail: 'SAMPLE_NAME_UNFIT',
      names: ['h', 'h_count'],
    },
    {
      what: 'half an observation of a summary',
      lines: ['# TYPE s summary', 's_count 0.5'],
      detail: 'VALUE_FRACTIONAL',
      names: ['s_count'],
    },
  ])('$what splits the family', ({ lines, detail, names }) => {
    const { body, report } = merge('text-0.0.4', `${lines.join('\n')}\n`, { format: 'protobuf' })
    expect(decodeFamilies(body).map(({ name, type }) => [name, type])).toEqual(
      names.map((name) => [name, 'UNTYPED']),
    )
    expect(report.events).toMatchObject([{ kind: 'degraded', detail }])
  })
})

describe('members of different formats', () => {
  const gauge = encodeFamilies([{ name: 'a', type: 'GAUGE', help: 'A.', metric: [{ gauge: { value: 1 } }] }])
  const histogram = encodeFamilies([
    {
      name: 'a',
      type: 'HISTOGRAM',
      metric: [{ histogram: { sample_count: 1, bucket: [{ cumulative_count: 1, upper_bound: 1 }] } }],
    },
  ])
  const targets = (other: Uint8Array): Parameters<typeof mergeExpositions>[0] => [
    { name: 'p', contentType: CONTENT_TYPES.protobuf, body: other },
    { name: 't', contentType: CONTENT_TYPES['text-0.0.4'], body: '# HELP a A.\n# TYPE a gauge\na 2\n' },
  ]

  test('stand in one message where their types agree', () => {
    const families = decodeFamilies(mergeExpositions(targets(gauge), { format: 'protobuf' }).body)
    expect(families).toMatchObject([
      { name: 'a', help: 'A.', type: 'GAUGE', metric: [{ gauge: { value: 1 } }, { gauge: { value: 2 } }] },
    ])
  })

  test('become untyped where their types differ, the protobuf one by way of lines', () => {
    const { body, report } = mergeExpositions(targets(histogram), { format: 'protobuf' })
    expect(
      decodeFamilies(body).map(({ name, type, metric }) => [name, type, (metric as unknown[]).length]),
    ).toEqual([
      ['a_bucket', 'UNTYPED', 2],
      ['a_sum', 'UNTYPED', 1],
      ['a_count', 'UNTYPED', 1],
      ['a', 'UNTYPED', 1],
    ])
    expect(report.events).toMatchObject([{ kind: 'type_conflict', targets: ['p', 't'] }])
  })

  test('lose what the other has already where repeated series are dropped', () => {
    const own = encodeFamilies([
      {
        name: 'a',
        type: 'GAUGE',
        metric: [
          {
            label: [
              { name: 'origin_container', value: 'z' },
              { name: 'l', value: 'v' },
            ],
            gauge: { value: 1 },
          },
        ],
      },
    ])
    const text = '# TYPE a gauge\na{l="v",empty="",origin_container="z"} 2\n'
    const { body, report } = mergeExpositions(
      [
        { name: 'p', contentType: CONTENT_TYPES.protobuf, body: own },
        { name: 't', contentType: CONTENT_TYPES['text-0.0.4'], body: text },
      ],
      { format: 'protobuf', onCollision: 'keep' },
    )
    expect(decodeFamilies(body)[0]?.['metric']).toHaveLength(1)
    expect(report.targets.map(({ counters }) => counters.duplicates)).toEqual([0, 1])
    expect(report.samples).toBe(1)
  })
})

describe('names beyond ASCII', () => {
  const family = {
    name: 'my.metric',
    type: 'COUNTER',
    metric: [{ label: [{ name: 'a.b', value: '1' }], counter: { value: 2 } }],
  }
  const body = encodeFamilies([family])

  test('stay as they are on a protobuf page that may have them, and stand between quotes in text', () => {
    const page = merge('protobuf', body, { format: 'protobuf', escaping: 'allow-utf-8' }).body
    expect(decodeFamilies(page)).toMatchObject([
      { name: 'my.metric', metric: [{ label: [LABEL, { name: 'a.b' }] }] },
    ])
    const text = merge('protobuf', body, { format: 'text', escaping: 'allow-utf-8' }).body
    expect(Buffer.from(text).toString()).toBe(
      '# TYPE "my.metric" counter\n{"my.metric",origin_container="x","a.b"="1"} 2\n',
    )
    const back = merge('text-1.0.0', text, {
      format: 'protobuf',
      escaping: 'allow-utf-8',
      onCollision: 'overwrite',
    }).body
    expect(back).toEqual(page)
  })

  test.each([
    { escaping: 'underscores', name: 'my_metric', label: 'a_b' },
    { escaping: 'dots', name: 'my_dot_metric', label: 'a_dot_b' },
    { escaping: 'values', name: 'U__my_2e_metric', label: 'U__a_2e_b' },
  ] as const)('$escaping makes $name and $label of them in both', ({ escaping, name, label }) => {
    const page = merge('protobuf', body, { format: 'protobuf', escaping }).body
    expect(decodeFamilies(page)).toMatchObject([{ name, metric: [{ label: [LABEL, { name: label }] }] }])
    const text = merge('protobuf', body, { format: 'text', escaping }).body
    expect(Buffer.from(text).toString()).toContain(`${name}{origin_container="x",${label}="1"} 2\n`)
  })
})

describe('the shared registry in both formats', () => {
  const read = (name: string): Uint8Array =>
    readFileSync(new URL(`../../fixtures/corpora/${name}`, import.meta.url))
  const protobuf = read('common-expfmt.delimited.pb')
  const text = read('common-expfmt.prom.txt')
  test.each(['text', 'openmetrics', 'protobuf'] as const)('gives the same families as %s', (format) => {
    const one = Buffer.from(merge('protobuf', protobuf, { format }).body)
    const other = Buffer.from(merge('text-0.0.4', text, { format }).body)
    const shown = (body: Buffer): unknown =>
      format === 'protobuf'
        ? decodeFamilies(body).toSorted((a, b) => String(a['name']).localeCompare(String(b['name'])))
        : body.toString().split('\n').toSorted()
    expect(shown(one)).toEqual(shown(other))
  })
})
