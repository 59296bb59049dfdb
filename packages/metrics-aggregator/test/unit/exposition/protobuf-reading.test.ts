// Facts about reading protobuf (merge-semantics §11, Reading): what refuses a target, where, and what lenient reading
// leaves out. Bodies are made by hand where no encoder would write them.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MergeSession } from '../../../src/exposition/merge-session.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../../src/exposition/options.ts'
import type { MergeOptions, Validation } from '../../../src/exposition/options.ts'
import type { Refusal, TargetReport } from '../../../src/exposition/report.ts'
import { decodeFamilies, encodeFamilies } from '../../support/protobuf.ts'
import type { Fields } from '../../support/protobuf.ts'

interface Reading {
  readonly refusal: Refusal | undefined
  readonly report: TargetReport
  readonly page: Uint8Array
}

function read(
  body: Uint8Array,
  validation: Validation = 'strict',
  changes: Partial<MergeOptions> = {},
): Reading {
  const session = MergeSession.open([{ name: 'a', validation }], { ...DEFAULT_MERGE_OPTIONS, ...changes })
  try {
    session.begin(0, 'protobuf')
    const refusal = session.write(0, body) ?? session.end(0, 'complete')
    const { slices, report } = session.render('protobuf')
    return { refusal, report: report().targets[0]!, page: Buffer.concat(slices) }
  } finally {
    session.release()
  }
}

/** A field whose value is bytes. */
function bytes(number: number, ...content: readonly number[]): number[] {
  return [number * 8 + 2, content.length, ...content]
}

function text(number: number, value: string): number[] {
  return bytes(number, ...Buffer.from(value))
}

function message(...content: readonly number[]): Uint8Array {
  return Uint8Array.of(content.length, ...content)
}

const NAME = text(1, 'm')
const GAUGE_TYPE = [0x18, 1]
const VALUE = bytes(2, 0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f)

/** A gauge `m` whose one metric has these fields. */
function gauge(...metric: readonly number[]): Uint8Array {
  return message(...NAME, ...GAUGE_TYPE, ...bytes(4, ...metric))
}

function label(name: string, value: string): number[] {
  return bytes(1, ...text(1, name), ...text(2, value))
}

/** Where the metric of `gauge` begins: behind the length, the name and the type. */
const METRIC = 6

describe('a body is refused', () => {
  test.each<{ why: string; body: Uint8Array; code: string; offset: number; path: string }>([
    {
      why: 'for a length behind its end',
      body: Uint8Array.of(5, 0x0a),
      code: 'BODY_TRUNCATED',
      offset: 0,
      path: '',
    },
    { why: 'for half a length', body: Uint8Array.of(0x80), code: 'BODY_TRUNCATED', offset: 0, path: '' },
    {
      why: 'for a length of eleven bytes',
      body: new Uint8Array(11).fill(0x80),
      code: 'WIRE_INVALID',
      offset: 0,
      path: '',
    },
    {
      why: 'for a number of more than 64 bits',
      body: message(...NAME, 0x18, ...Array<number>(9).fill(0xff), 2),
      code: 'WIRE_INVALID',
      offset: 4,
      path: 'type',
    },
    { why: 'for the field 0', body: message(...NAME, 0x02, 0), code: 'WIRE_INVALID', offset: 4, path: '' },
    { why: 'for a group', body: message(...NAME, 0x33, 0x34), code: 'WIRE_INVALID', offset: 4, path: '6' },
    {
      why: 'for a name that is a number',
      body: message(0x08, 1),
      code: 'WIRE_INVALID',
      offset: 1,
      path: 'name',
    },
    {
      why: 'for a field that runs past its message',
      body: message(...NAME, 0x22, 9, 1),
      code: 'WIRE_INVALID',
      offset: 4,
      path: 'metric[0]',
    },
    {
      why: 'for a label that runs past its metric',
      body: gauge(0x0a, 200),
      code: 'WIRE_INVALID',
      offset: METRIC + 2,
      path: 'metric[0].label[0]',
    },
    {
      why: 'for two names',
      body: message(...NAME, ...NAME),
      code: 'FIELD_REPEATED',
      offset: 4,
      path: 'name',
    },
    {
      why: 'for two values',
      body: gauge(...VALUE, ...VALUE),
      code: 'FIELD_REPEATED',
      offset: METRIC + 2 + VALUE.length,
      path: 'metric[0].gauge',
    },
    { why: 'without a name', body: message(...GAUGE_TYPE), code: 'NAME_INVALID', offset: 0, path: '' },
    {
      why: 'for an empty name',
      body: message(...text(1, '')),
      code: 'NAME_INVALID',
      offset: 1,
      path: 'name',
    },
    {
      why: 'for NUL in a name',
      body: message(...text(1, 'a\0')),
      code: 'NAME_INVALID',
      offset: 1,
      path: 'name',
    },
    {
      why: 'for a help that is no UTF-8',
      body: message(...NAME, ...bytes(2, 0xff)),
      code: 'UTF8_INVALID',
      offset: 4,
      path: 'help',
    },
    {
      why: 'for an unknown type',
      body: message(...NAME, 0x18, 6),
      code: 'TYPE_INVALID',
      offset: 4,
      path: 'type',
    },
    {
      why: 'for a second message with another type',
      body: Buffer.concat([gauge(...VALUE), message(...NAME, 0x18, 3)]),
      code: 'METADATA_REPEATED',
      offset: gauge(...VALUE).length + 4,
      path: 'type',
    },
    {
      why: 'for a label without a name',
      body: gauge(...label('', 'x'), ...VALUE),
      code: 'LABELS_INVALID',
      offset: METRIC + 2,
      path: 'metric[0].label[0]',
    },
    {
      why: 'for a label value that is no UTF-8',
      body: gauge(...bytes(1, ...text(1, 'l'), ...bytes(2, 0xc3)), ...VALUE),
      code: 'UTF8_INVALID',
      offset: METRIC + 7,
      path: 'metric[0].label[0].value',
    },
    {
      why: 'for the label __name__',
      body: gauge(...label('__name__', 'x'), ...VALUE),
      code: 'LABEL_RESERVED',
      offset: METRIC + 2,
      path: 'metric[0].label[0]',
    },
    {
      why: 'for two labels of a name',
      body: gauge(...label('l', 'x'), ...label('l', 'y'), ...VALUE),
      code: 'LABEL_REPEATED',
      offset: METRIC + 2 + label('l', 'x').length,
      path: 'metric[0].label[1]',
    },
    {
      why: 'for a value of another type alone',
      body: gauge(...bytes(5, ...VALUE.slice(2))),
      code: 'VALUE_MISSING',
      offset: METRIC,
      path: 'metric[0]',
    },
  ])('$why', ({ body, code, offset, path }) => {
    expect(read(body).refusal).toMatchObject({ code, line: 0, column: 0, offset, path })
  })

  test('for a message longer than the limit', () => {
    const limits = { ...DEFAULT_MERGE_OPTIONS.limits, familyBytesMax: 4 }
    expect(read(message(...NAME, 0x18, 1), 'strict', { limits }).refusal).toMatchObject({
      code: 'FAMILY_TOO_LONG',
      offset: 0,
    })
  })

  test('for more samples than the limit', () => {
    const limits = { ...DEFAULT_MERGE_OPTIONS.limits, samplesMax: 2 }
    const summary = {
      name: 's',
      type: 'SUMMARY',
      metric: [{ summary: { quantile: [{ quantile: 0.5, value: 1 }] } }],
    }
    expect(read(encodeFamilies([summary]), 'strict', { limits }).refusal).toMatchObject({
      code: 'SAMPLES_TOO_MANY',
      path: 'metric[0]',
    })
  })

  test('with the name of the family as the excerpt', () => {
    expect(read(gauge(...label('', 'x'), ...VALUE)).refusal?.excerpt).toBe('m')
  })
})

const NATIVE = {
  sample_count: 7,
  sample_sum: 3,
  schema: 0,
  zero_threshold: 0.001,
  zero_count: 1,
  negative_span: [{ offset: -2, length: 1 }],
  negative_delta: [1],
  positive_span: [
    { offset: 0, length: 2 },
    { offset: 1, length: 1 },
  ],
  positive_delta: [1, 1, 0],
}
const FLOAT = {
  sample_count_float: 2.5,
  sample_sum: 3,
  schema: 3,
  zero_threshold: 0.001,
  zero_count_float: 0.5,
  positive_span: [{ offset: 0, length: 2 }],
  positive_count: [1.5, 0.5],
}

function histogram(value: Fields, type = 'HISTOGRAM'): Uint8Array {
  return encodeFamilies([{ name: 'h', type, metric: [{ histogram: value }] }])
}

describe('a native histogram', () => {
  test.each<{ what: string; value: Fields }>([
    { what: 'of whole counts', value: NATIVE },
    { what: 'of float counts', value: FLOAT },
    {
      what: 'that is empty, marked by an empty span',
      value: { sample_count: 0, positive_span: [{ offset: 0, length: 0 }] },
    },
    {
      what: 'with a sum that is no number and more observations than buckets hold',
      value: { ...NATIVE, sample_count: 9, sample_sum: NaN },
    },
    { what: 'with float counts that do not add up', value: { ...FLOAT, sample_count_float: 9 } },
    {
      what: 'beside classic buckets',
      value: { ...NATIVE, bucket: [{ cumulative_count: 7, upper_bound: 1 }] },
    },
  ])('$what is taken as it is', ({ value }) => {
    const { refusal, page } = read(histogram(value))
    expect(refusal).toBeUndefined()
    const [family] = decodeFamilies(page)
    const [original] = decodeFamilies(histogram(value))
    expect((family!['metric'] as Fields[])[0]!['histogram']).toEqual(
      (original!['metric'] as Fields[])[0]!['histogram'],
    )
  })

  test.each<{ what: string; value: Fields }>([
    { what: 'a schema above 8', value: { ...NATIVE, schema: 9 } },
    { what: 'a schema of custom bounds', value: { ...NATIVE, schema: -53 } },
    { what: 'more buckets than the spans cover', value: { ...NATIVE, positive_delta: [1, 1, 0, 0] } },
    { what: 'fewer buckets than the spans cover', value: { ...NATIVE, positive_delta: [1, 1] } },
    {
      what: 'a span that goes back',
      value: {
        ...NATIVE,
        positive_span: [
          { offset: 0, length: 2 },
          { offset: -1, length: 1 },
        ],
      },
    },
    { what: 'a bucket below zero', value: { ...NATIVE, positive_delta: [1, -2, 1] } },
    { what: 'a count that is not the sum', value: { ...NATIVE, sample_count: 8 } },
    {
      what: 'less than the buckets hold where the sum is no number',
      value: { ...NATIVE, sample_count: 6, sample_sum: NaN },
    },
    { what: 'a float bucket below zero', value: { ...FLOAT, positive_count: [-1, 1] } },
  ])('with $what is refused', ({ value }) => {
    expect(read(histogram(value)).refusal).toMatchObject({
      code: 'HISTOGRAM_INVALID',
      path: 'metric[0].histogram',
    })
  })

  test.each<{ what: string; value: Fields; type?: string; samples: number }>([
    { what: 'native alone', value: NATIVE, samples: 1 },
    {
      what: 'native and classic',
      value: { ...NATIVE, bucket: [{ cumulative_count: 7, upper_bound: 1 }] },
      samples: 4,
    },
    { what: 'without any bucket', value: { sample_count: 1 }, samples: 3 },
    {
      what: 'with +Inf written',
      value: { sample_count: 1, bucket: [{ cumulative_count: 1, upper_bound: Infinity }] },
      samples: 3,
    },
  ])('$what counts $samples samples', ({ value, samples }) => {
    expect(read(histogram(value)).report.counters.samples).toBe(samples)
  })
})

describe('exemplars and times', () => {
  const counter = (value: Fields): Uint8Array =>
    encodeFamilies([{ name: 'c_total', type: 'COUNTER', metric: [{ counter: value }] }])
  test.each<{ what: string; value: Fields; code: string; path: string }>([
    {
      what: 'a label without a name',
      value: { exemplar: { label: [{ value: 'x' }] } },
      code: 'EXEMPLAR_INVALID',
      path: 'metric[0].counter.exemplar',
    },
    {
      what: 'two labels of a name',
      value: { exemplar: { label: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] } },
      code: 'EXEMPLAR_INVALID',
      path: 'metric[0].counter.exemplar',
    },
    {
      what: 'a second of nanoseconds',
      value: { created_timestamp: { seconds: 1, nanos: 1_000_000_000 } },
      code: 'TIMESTAMP_INVALID',
      path: 'metric[0].counter.created_timestamp',
    },
    {
      what: 'negative nanoseconds',
      value: { exemplar: { timestamp: { nanos: -1 } } },
      code: 'TIMESTAMP_INVALID',
      path: 'metric[0].counter.exemplar.timestamp',
    },
  ])('$what is refused', ({ value, code, path }) => {
    expect(read(counter(value)).refusal).toMatchObject({ code, path })
  })
})

describe('lenient reading', () => {
  test('leaves out a metric with a fault and keeps the others', () => {
    const body = encodeFamilies([
      {
        name: 'g',
        type: 'GAUGE',
        metric: [
          { label: [{ name: 'l', value: 'a' }], gauge: { value: 1 } },
          { counter: { value: 2 } },
          { gauge: { value: 3 } },
        ],
      },
    ])
    const { refusal, report, page } = read(body, 'lenient')
    expect(refusal).toBeUndefined()
    expect(report.counters).toMatchObject({ samples: 2, skippedMetrics: 1 })
    expect(decodeFamilies(page)[0]!['metric']).toHaveLength(2)
  })

  test('refuses what is no protobuf', () => {
    expect(read(gauge(0x0a, 200), 'lenient').refusal?.code).toBe('WIRE_INVALID')
  })
})

const corpus = new Uint8Array(
  readFileSync(new URL('../../fixtures/corpora/common-expfmt.delimited.pb', import.meta.url)),
)

test('every truncation of a real body is refused, unless it ends between two families', () => {
  const ends = new Set<number>()
  for (let at = 0; at < corpus.length;) {
    ends.add(at)
    const [low = 0, high = 0] = [corpus[at], corpus[at + 1]]
    at += low < 0x80 ? 1 + low : 2 + (low & 0x7f) + high * 128
  }
  const readings = Array.from(corpus, (_, length) => ({ length, ...read(corpus.subarray(0, length)) }))
  const refused = readings.filter(({ refusal }) => refusal !== undefined)
  expect(readings.filter((reading) => !refused.includes(reading)).map(({ length }) => length)).toEqual([
    ...ends,
  ])
  expect(new Set(refused.map(({ refusal, page }) => `${refusal?.code}, ${page.length} bytes`))).toEqual(
    new Set(['BODY_TRUNCATED, 0 bytes']),
  )
})

test.each([1, 2, 3, 7, 64, 1000])('chunks of %i bytes give the same page', (step) => {
  const session = MergeSession.open([{ name: 'a' }])
  session.begin(0, 'protobuf')
  for (let at = 0; at < corpus.length; at += step) session.write(0, corpus.subarray(at, at + step))
  session.end(0, 'complete')
  expect(Buffer.concat(session.render('protobuf').slices)).toEqual(read(corpus).page)
  session.release()
})

describe('labels that collide with injected ones', () => {
  const body = encodeFamilies([
    {
      name: 'g',
      type: 'GAUGE',
      metric: [
        {
          label: [
            { name: 'origin_container', value: 'old' },
            { name: 'z', value: '1' },
          ],
          gauge: { value: 1 },
        },
      ],
    },
  ])
  test.each([
    { onCollision: 'rename', labels: { origin_container: 'a', exported_origin_container: 'old', z: '1' } },
    { onCollision: 'keep', labels: { origin_container: 'old', z: '1' } },
    { onCollision: 'overwrite', labels: { origin_container: 'a', z: '1' } },
  ] as const)('$onCollision gives $labels', ({ onCollision, labels }) => {
    const { page, report } = read(body, 'strict', { onCollision })
    const [metric] = decodeFamilies(page)[0]!['metric'] as { label: { name: string; value: string }[] }[]
    expect(Object.fromEntries(metric!.label.map(({ name, value }) => [name, value]))).toEqual(labels)
    expect(report.counters.collisions).toBe(1)
  })

  test('drop_series leaves the metric out', () => {
    const { page, report } = read(body, 'strict', { onCollision: 'drop_series' })
    expect(decodeFamilies(page)).toEqual([{ name: 'g', type: 'GAUGE' }])
    expect(report.counters).toMatchObject({ droppedByCollision: 1, samples: 1 })
  })

  test('fail_target refuses', () => {
    expect(read(body, 'strict', { onCollision: 'fail_target' }).refusal?.code).toBe('LABEL_COLLISION')
  })
})

test('unknown fields stay, of the family, the metric and below', () => {
  const unknown = [0xca, 0x3e, 2, 0xab, 0xcd]
  const odd = gauge(...bytes(1, ...text(1, 'l'), ...text(2, 'v'), ...unknown), ...VALUE, ...unknown)
  const body = Uint8Array.of(odd[0]! + unknown.length, ...odd.subarray(1), ...unknown)
  const { page, refusal } = read(body)
  expect(refusal).toBeUndefined()
  expect(Buffer.from(page).toString('hex').split('ca3e02abcd')).toHaveLength(4)
})

test('a target can lose labels and timestamps', () => {
  const body = encodeFamilies([
    {
      name: 'g',
      type: 'GAUGE',
      metric: [
        {
          label: [
            { name: 'pod', value: 'x' },
            { name: 'z', value: '1' },
          ],
          gauge: { value: 1 },
          timestamp_ms: 5,
        },
        { label: [{ name: 'z', value: '1' }], gauge: { value: 2 } },
      ],
    },
  ])
  const session = MergeSession.open([{ name: 'a', dropLabels: ['pod'], honorTimestamps: false }])
  session.begin(0, 'protobuf')
  session.write(0, body)
  session.end(0, 'complete')
  const { slices, report } = session.render('protobuf')
  // The second series is the first one now, and repeated.
  expect(decodeFamilies(Buffer.concat(slices))[0]!['metric']).toEqual([
    {
      label: [
        { name: 'origin_container', value: 'a' },
        { name: 'z', value: '1' },
      ],
      gauge: { value: 1 },
    },
  ])
  expect(report().targets[0]?.counters.duplicates).toBe(1)
  session.release()
})
