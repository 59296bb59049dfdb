/**
 * Cases 62 to 76 where protobuf is one of the formats: what a target said in one of the three, and what stands on a page
 * of another (merge-semantics §7, §11).
 */
import { expect, test } from 'vitest'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'
import type { MergeExpositionsOptions } from '../../../src/exposition/merge-expositions.ts'
import type { MergeReport, TargetCounters } from '../../../src/exposition/report.ts'
import { clientWish } from '../../../src/negotiation/client-wish.ts'
import { decodeFamilies, encodeFamilies } from '../../support/protobuf.ts'
import type { Fields } from '../../support/protobuf.ts'

/** What a target says: lines of text, lines of OpenMetrics without their end, or protobuf families. */
type Said =
  | { readonly text: readonly string[] }
  | { readonly openMetrics: readonly string[] }
  | { readonly families: readonly Fields[] }

interface Direction {
  readonly case: number
  readonly title: string
  /** The targets x, y, z in their order. */
  readonly says: readonly Said[]
  readonly options?: MergeExpositionsOptions
  /** The page without the end of OpenMetrics, `@x` for the label of target x; or its families, in part. */
  readonly page: readonly string[] | { readonly families: readonly Fields[] }
  readonly in: 'text' | 'openmetrics' | 'protobuf'
  readonly counters?: Partial<TargetCounters>
  readonly events?: readonly Fields[]
}

const label = (value: string): Fields => ({ name: 'origin_container', value })
const plain = (name: string, type: string, value: Fields): Fields => ({ name, type, metric: [value] })

const THREE: readonly Said[] = [
  { openMetrics: ['# TYPE m counter', 'm_total 1 1.5'] },
  { text: ['# TYPE m_total counter', 'm_total 2 1500'] },
  { families: [plain('m_total', 'COUNTER', { counter: { value: 3 }, timestamp_ms: 1_500 })] },
]

const BUCKETS: readonly Fields[] = [
  { upper_bound: 1, cumulative_count: '1' },
  { upper_bound: Infinity, cumulative_count: '1' },
]
const HISTOGRAM = plain('m', 'HISTOGRAM', {
  histogram: { sample_count: '1', sample_sum: 1, bucket: BUCKETS },
})

const EXEMPLAR = { label: [{ name: 'id', value: '7' }], value: 1 }
const CREATED = plain('m_total', 'COUNTER', { counter: { value: 1, created_timestamp: { seconds: '5' } } })

const DIRECTIONS: readonly Direction[] = [
  {
    case: 62,
    title: 'a counter of all three formats on a page of text',
    says: THREE,
    in: 'text',
    page: ['# TYPE m_total counter', 'm_total{@x} 1 1500', 'm_total{@y} 2 1500', 'm_total{@z} 3 1500'],
    events: [],
  },
  {
    case: 62,
    title: 'the same in OpenMetrics',
    says: THREE,
    in: 'openmetrics',
    page: ['# TYPE m counter', 'm_total{@x} 1 1.5', 'm_total{@y} 2 1.500', 'm_total{@z} 3 1.500'],
    events: [],
  },
  {
    case: 62,
    title: 'the same in protobuf, as one message',
    says: THREE,
    in: 'protobuf',
    page: {
      families: [
        {
          name: 'm_total',
          type: 'COUNTER',
          metric: ['x', 'y', 'z'].map((name, index) => ({
            label: [label(name)],
            counter: { value: index + 1 },
            timestamp_ms: '1500',
          })),
        },
      ],
    },
    events: [],
  },
  {
    case: 63,
    title: 'milliseconds of protobuf are seconds with three decimals in OpenMetrics',
    says: [
      {
        families: [
          plain('m', 'GAUGE', { gauge: { value: 1 }, timestamp_ms: '1395066363123' }),
          plain('n', 'GAUGE', { gauge: { value: 1 }, timestamp_ms: 0 }),
          plain('o', 'GAUGE', { gauge: { value: 1 }, timestamp_ms: -5 }),
        ],
      },
    ],
    in: 'openmetrics',
    page: [
      '# TYPE m gauge',
      'm{@x} 1 1395066363.123',
      '# TYPE n gauge',
      'n{@x} 1 0.000',
      '# TYPE o gauge',
      'o{@x} 1 -0.005',
    ],
  },
  {
    case: 63,
    title: 'seconds of OpenMetrics are whole milliseconds in protobuf, what is finer is cut and counted',
    says: [{ openMetrics: ['m 1 1.2345', 'n 1 5'] }],
    in: 'protobuf',
    page: {
      families: [
        { name: 'm', metric: [{ timestamp_ms: '1234' }] },
        { name: 'n', metric: [{ timestamp_ms: '5000' }] },
      ],
    },
    counters: { timestampsTruncated: 1 },
  },
  {
    case: 64,
    title: 'a counter of protobuf with _total is the counter without it in OpenMetrics',
    says: [{ families: [{ help: 'words', ...plain('m_total', 'COUNTER', { counter: { value: 1 } }) }] }],
    in: 'openmetrics',
    page: ['# TYPE m counter', '# HELP m words', 'm_total{@x} 1'],
  },
  {
    case: 65,
    title: 'a counter of protobuf without _total is unknown in OpenMetrics',
    says: [{ families: [plain('hits', 'COUNTER', { counter: { value: 1 } })] }],
    in: 'openmetrics',
    page: ['# TYPE hits unknown', 'hits{@x} 1'],
  },
  {
    case: 65,
    title: 'one of text stays a counter in protobuf',
    says: [{ text: ['# TYPE hits counter', 'hits 1'] }],
    in: 'protobuf',
    page: { families: [{ name: 'hits', type: 'COUNTER', metric: [{ counter: { value: 1 } }] }] },
  },
  ...(['text', 'openMetrics'] as const).map((from): Direction => ({
    case: 66,
    title: `what ${from} does not know the type of is untyped in protobuf`,
    says: [
      from === 'text'
        ? { text: ['# TYPE m untyped', 'm 1', 'n 2'] }
        : { openMetrics: ['# TYPE m unknown', 'm 1', 'n 2'] },
    ],
    in: 'protobuf',
    page: {
      families: [
        { name: 'm', type: 'UNTYPED', metric: [{ untyped: { value: 1 } }] },
        { name: 'n', type: 'UNTYPED', metric: [{ untyped: { value: 2 } }] },
      ],
    },
  })),
  {
    case: 67,
    title: 'a counter of OpenMetrics has its _total in protobuf',
    says: [{ openMetrics: ['# TYPE m counter', '# HELP m words', 'm_total 1'] }],
    in: 'protobuf',
    page: { families: [{ name: 'm_total', help: 'words', type: 'COUNTER' }] },
  },
  {
    case: 68,
    title: 'info and state sets are gauges in protobuf, gauge histograms stay',
    says: [
      {
        openMetrics: [
          '# TYPE build info',
          'build_info{version="1"} 1',
          '# TYPE mode stateset',
          'mode{mode="on"} 1',
          '# TYPE m gaugehistogram',
          'm_bucket{le="+Inf"} 2',
          'm_gcount 2',
          'm_gsum 3',
        ],
      },
    ],
    in: 'protobuf',
    page: {
      families: [
        { name: 'build_info', type: 'GAUGE', metric: [{ gauge: { value: 1 } }] },
        { name: 'mode', type: 'GAUGE', metric: [{ label: [label('x'), { name: 'mode', value: 'on' }] }] },
        { name: 'm', type: 'GAUGE_HISTOGRAM', metric: [{ histogram: { sample_count: '2', sample_sum: 3 } }] },
      ],
    },
  },
  {
    case: 69,
    title: 'a creation time of OpenMetrics is one in protobuf',
    says: [{ openMetrics: ['# TYPE m counter', 'm_total 1', 'm_created 5'] }],
    in: 'protobuf',
    page: { families: [CREATED] },
  },
  {
    case: 69,
    title: 'one of protobuf is one in OpenMetrics',
    says: [{ families: [CREATED] }],
    in: 'openmetrics',
    page: ['# TYPE m counter', 'm_total{@x} 1', 'm_created{@x} 5'],
  },
  {
    case: 69,
    title: 'and a gauge in text',
    says: [{ families: [CREATED] }],
    in: 'text',
    page: ['# TYPE m_total counter', 'm_total{@x} 1', '# TYPE m_created gauge', 'm_created{@x} 5'],
  },
  {
    case: 69,
    title: 'unless they are to be left out, which is about text alone',
    says: [{ families: [CREATED] }],
    options: { created: 'drop' },
    in: 'text',
    page: ['# TYPE m_total counter', 'm_total{@x} 1'],
  },
  {
    case: 70,
    title: 'exemplars and units of OpenMetrics reach a protobuf page',
    says: [{ openMetrics: ['# TYPE m_s counter', '# UNIT m_s s', 'm_s_total 1 # {id="7"} 1'] }],
    in: 'protobuf',
    page: {
      families: [{ name: 'm_s_total', unit: 's', metric: [{ counter: { value: 1, exemplar: EXEMPLAR } }] }],
    },
    counters: { exemplarsDropped: 0, unitsDropped: 0 },
  },
  {
    case: 70,
    title: 'those of protobuf do not reach a text page',
    says: [
      {
        families: [
          { unit: 's', ...plain('m_s_total', 'COUNTER', { counter: { value: 1, exemplar: EXEMPLAR } }) },
        ],
      },
    ],
    in: 'text',
    page: ['# TYPE m_s_total counter', 'm_s_total{@x} 1'],
    counters: { exemplarsDropped: 1, unitsDropped: 1 },
  },
  {
    case: 71,
    title: 'a bound of text is a number in protobuf, however it was spelled',
    says: [
      {
        text: [
          '# TYPE m histogram',
          'm_bucket{le="1.00"} 1',
          'm_bucket{le="+Inf"} 1',
          'm_sum 1',
          'm_count 1',
        ],
      },
    ],
    in: 'protobuf',
    page: { families: [HISTOGRAM] },
  },
  {
    case: 71,
    title: 'a bound of protobuf is canonical in OpenMetrics',
    says: [{ families: [HISTOGRAM] }],
    in: 'openmetrics',
    page: [
      '# TYPE m histogram',
      'm_bucket{@x,le="1.0"} 1',
      'm_bucket{@x,le="+Inf"} 1',
      'm_sum{@x} 1',
      'm_count{@x} 1',
    ],
  },
  {
    case: 71,
    title: 'and in text as Go programs write it',
    says: [{ families: [HISTOGRAM] }],
    in: 'text',
    page: [
      '# TYPE m histogram',
      'm_bucket{@x,le="1"} 1',
      'm_bucket{@x,le="+Inf"} 1',
      'm_sum{@x} 1',
      'm_count{@x} 1',
    ],
  },
  {
    case: 72,
    title: 'what OpenMetrics forbids has a place in protobuf',
    says: [{ text: ['# TYPE c_total counter', 'c_total NaN', '# TYPE m histogram', 'm_bucket{le="1"} 1'] }],
    in: 'protobuf',
    page: {
      families: [
        { name: 'c_total', type: 'COUNTER', metric: [{ counter: { value: NaN } }] },
        { name: 'm', type: 'HISTOGRAM', metric: [{ histogram: { bucket: [BUCKETS[0]] } }] },
      ],
    },
    events: [],
  },
  {
    case: 72,
    title: 'a protobuf counter that is no number is unknown in OpenMetrics',
    says: [{ families: [plain('m_total', 'COUNTER', { counter: { value: NaN } })] }],
    in: 'openmetrics',
    page: ['# TYPE m_total unknown', 'm_total{@x} NaN'],
    events: [{ kind: 'degraded', family: 'm', detail: 'VALUE_NAN' }],
  },
  {
    case: 75,
    title: 'a name of protobuf and one of text that become one are told',
    says: [
      { families: [plain('a.b', 'GAUGE', { gauge: { value: 1 } })] },
      { text: ['# TYPE a_b gauge', 'a_b 2'] },
    ],
    in: 'text',
    page: ['# TYPE a_b gauge', 'a_b{@x} 1', 'a_b{@y} 2'],
    events: [{ kind: 'name_collision', family: 'a_b', targets: ['x', 'y'] }],
  },
]

const NAMES = ['x', 'y', 'z']

function bodyOf(said: Said): { contentType: string; body: string | Uint8Array } {
  if ('families' in said) return { contentType: CONTENT_TYPES.protobuf, body: encodeFamilies(said.families) }
  if ('text' in said) return { contentType: CONTENT_TYPES['text-0.0.4'], body: `${said.text.join('\n')}\n` }
  return {
    contentType: CONTENT_TYPES['openmetrics-1.0.0'],
    body: `${[...said.openMetrics, '# EOF'].join('\n')}\n`,
  }
}

function merged({ says, options, in: format }: Direction): { body: Uint8Array; report: MergeReport } {
  const targets = says.map((said, index) => ({ name: NAMES[index] ?? '', ...bodyOf(said) }))
  return mergeExpositions(targets, { ...options, format })
}

/** The page as its case writes it: lines, to the last line feed, or families. */
function shown({ in: format }: Direction, body: Uint8Array): readonly unknown[] {
  return format === 'protobuf' ? decodeFamilies(body) : Buffer.from(body).toString().split('\n')
}

function wanted({ page, in: format }: Direction): readonly unknown[] {
  if ('families' in page) return page.families
  const end = format === 'openmetrics' ? ['# EOF', ''] : ['']
  return [...page, ...end].map((line) => line.replace(/@([xyz])/, 'origin_container="$1"'))
}

test.each(DIRECTIONS)('case $case: $title', (direction) => {
  const { body, report } = merged(direction)
  const { counters = {}, events = report.events } = direction
  expect(shown(direction, body)).toMatchObject(wanted(direction))
  expect(report.targets[0]?.counters).toMatchObject(counters)
  expect(report.events).toMatchObject(events)
})

test('case 76: a client of protobuf that says nothing of names gets underscores', () => {
  const wish = clientWish(CONTENT_TYPES.protobuf, ['text', 'protobuf'])
  expect(wish.escaping).toBeUndefined()
  const { body } = mergeExpositions(
    [{ name: 'x', ...bodyOf({ families: [plain('a.b', 'GAUGE', { gauge: { value: 1 } })] }) }],
    { format: 'protobuf' },
  )
  expect(decodeFamilies(body)).toMatchObject([{ name: 'a_b' }])
})
