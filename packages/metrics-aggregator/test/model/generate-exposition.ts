/**
 * Arbitrary expositions as lines of byte text: families of every type with the shapes that real targets have, and
 * loose lines from small pools, so that names, suffixes, labels and timestamps meet often. Most are valid; a share
 * of odd tokens is sprinkled in.
 */
import fc from 'fast-check'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { utf8Text } from './byte-text.ts'

/** The formats whose bodies are lines. */
export type LineFormat = Exclude<ExpositionFormat, 'protobuf'>

/** How often a token is taken from the odd pool instead of the sound one. */
export type Oddness = 'none' | 'some'

interface Pool {
  readonly sound: readonly string[]
  readonly odd: readonly string[]
}

const NAMES: Pool = {
  sound: [
    'a',
    'a_total',
    'a_count',
    'a_sum',
    'a_bucket',
    'a_created',
    'a_info',
    'a_gsum',
    'a_gcount',
    'b',
    'b_total',
    'b_seconds',
    'b_seconds_total',
    'target',
    'target_info',
    'origin_container',
    'c:d_9',
    '_x',
    'a_b',
    'a_b_total',
    'a_b_count',
    '"a.b"',
    '"a.b_total"',
    '"a.b_bucket"',
    '"a.b_created"',
    '"a.b_info"',
    '"a.b_seconds"',
    '"a-b"',
    '"9"',
    '"9_total"',
    utf8Text('"a→😀_sum"'),
    '"a\\\\b\\"_\\nc"',
    '"a}{,=\\\\_count"',
  ],
  odd: [
    '"a\\x"',
    '"a\0"',
    '"a\xff"',
    '"U__a_2e_b"',
    '9a',
    'a-b',
    'a.b',
    '',
    'é',
    '"',
    '{',
    'a_total_total',
    'exported_a',
    '__name__',
  ],
}
const LABEL_NAMES: Pool = {
  sound: [
    'x',
    'y',
    'le',
    'quantile',
    'origin_container',
    'a',
    'exported_origin_container',
    'zone',
    '_z',
    '__z',
    'x_y',
    '"x.y"',
    '"a.b"',
    utf8Text('"é:\\\\"'),
  ],
  odd: [
    '__name__',
    'x:y',
    '9x',
    '"x"',
    '"x.y"',
    '"9x"',
    '"__name__"',
    '"_-name__"',
    '"a\\"b"',
    '"\\x"',
    '""',
    'x y',
    '',
  ],
}
const LABEL_VALUES: Pool = {
  sound: [
    '1',
    '0.5',
    '2.5',
    '1.0',
    '',
    '+Inf',
    'on',
    '/users/{id}',
    ', y="2"} 1',
    ' # {',
    '\\\\',
    '\\"',
    '\\n',
    'a\\\\',
    utf8Text('ü€😀'),
  ],
  odd: [
    '\\x',
    '-1',
    'NaN',
    'inf',
    'abc',
    '\0',
    '\r',
    '\x7f',
    '\xff',
    '\xc0\x80',
    '\xed\xa0\x80',
    '\xf4\x90\x80\x80',
    '\\',
    'x'.repeat(70),
  ],
}
const VALUES: Pool = {
  sound: [
    '0',
    '1',
    '2',
    '3',
    '10',
    '1.5',
    '-2',
    '1e3',
    'NaN',
    '+Inf',
    '-Inf',
    '1.0',
    '9007199254740993',
    '0.1e1',
  ],
  odd: [
    '.5',
    '5.',
    '0042',
    '+1',
    '-0',
    'nan',
    'inf',
    'INFINITY',
    '-nan',
    '1e400',
    '1_0',
    '0x1',
    'true',
    '',
    '1e',
    '.',
    '1e99999999999',
    '1.7976931348623159e308',
    '1\r',
    '1#',
  ],
}
const TIMESTAMPS: Readonly<Record<LineFormat, Pool>> = {
  text: {
    sound: ['1', '2', '1500', '1000', '1700000000000', '0'],
    odd: [
      '-5',
      '+7',
      '007',
      '-0',
      '9223372036854775807',
      '9223372036854775808',
      '-9223372036854775808',
      '-9223372036854775809',
      '1.5',
      '1e3',
      'x',
      '-',
    ],
  },
  openmetrics: {
    sound: ['1', '2', '1.5', '1.500', '1e3', '1000', '1700000000.123', '0'],
    odd: [
      '-0.0001',
      '-5',
      '+1.5',
      '1.0005',
      '1.00010',
      '.5',
      '5.',
      '1e-3',
      '1e400',
      'NaN',
      '+Inf',
      '9223372036854775.807',
      '9223372036854775.808',
      '-9223372036854775.808',
      '0e99999',
      '1e-99999',
      'x',
      '0001.5',
    ],
  },
}
const HELPS: Pool = {
  sound: ['Help.', 'Other help.', 'two  blanks ', utf8Text('größe'), 'a \\\\ b\\nc', 'say "hi"'],
  odd: ['', '\\x', '\\', 'say \\"hi\\"', '\xff', '\t', '\\\\n', '\r'],
}
const UNITS: Pool = { sound: ['seconds', 'total', 'd_9'], odd: ['', 'bytes', 'a b', '\xff', 'seconds '] }
const TYPES: Readonly<Record<LineFormat, Pool>> = {
  text: {
    sound: ['counter', 'gauge', 'histogram', 'summary', 'untyped'],
    odd: ['unknown', 'Counter', '', 'gauge x', 'gauge ', 'info'],
  },
  openmetrics: {
    sound: ['counter', 'gauge', 'histogram', 'summary', 'unknown', 'stateset', 'info', 'gaugehistogram'],
    odd: ['untyped', 'Gauge', '', 'gauge x', 'gauge '],
  },
}

function from(pool: Pool, oddness: Oddness): fc.Arbitrary<string> {
  const sound = fc.constantFrom(...pool.sound)
  if (oddness === 'none') return sound
  return fc.oneof({ arbitrary: sound, weight: 40 }, { arbitrary: fc.constantFrom(...pool.odd), weight: 1 })
}

/** Lines of a valid or nearly valid exposition, without the end mark. */
export function expositionLines(format: LineFormat, oddness: Oddness): fc.Arbitrary<readonly string[]> {
  const part = fc.oneof(
    { arbitrary: familyLines(format, oddness), weight: 3 },
    { arbitrary: looseLine(format, oddness).map((line) => [line]), weight: 1 },
  )
  return fc.array(part, { maxLength: 6 }).map((parts) => parts.flat())
}

function looseLine(format: LineFormat, oddness: Oddness): fc.Arbitrary<string> {
  const sample = from(NAMES, oddness).chain((name) => sampleLine(name, format, oddness))
  const metadata = fc
    .tuple(from(NAMES, oddness), from(TYPES[format], oddness))
    .map(([name, type]) => `# TYPE ${name} ${type}`)
  const nothing = fc.constantFrom(
    ...(format === 'text' || oddness === 'some'
      ? [
          '',
          ' \t',
          '# a comment',
          '# EOF',
          '#',
          '#TYPE a gauge',
          '# HELP',
          '# HELP ',
          '# UNIT a b',
          '#\tTYPE\ta\tgauge',
          '# TYPE  a  gauge',
          ' # HELP "a" h',
          '# HELP "x.y" h',
          'a',
          '{',
          '{}',
        ]
      : ['# HELP a Loose.']),
  )
  return fc.oneof({ arbitrary: sample, weight: 4 }, { arbitrary: metadata, weight: 2 }, nothing)
}

function sampleLine(name: string, format: LineFormat, oddness: Oddness): fc.Arbitrary<string> {
  return fc
    .record({
      labels: labelList(oddness),
      value: from(VALUES, oddness),
      timestamp: fc.option(from(TIMESTAMPS[format], oddness), { freq: 3 }),
      exemplar: fc.option(exemplarText(oddness), { freq: 6 }),
      style: style(format, oddness),
    })
    .map((sample) => renderSample({ name, ...sample }, format))
}

interface SampleTokens {
  readonly name: string
  readonly labels: readonly (readonly [string, string])[]
  readonly value: string
  readonly timestamp: string | null
  readonly exemplar: string | null
  readonly style: Style
}

type Style = 'plain' | 'empty-block' | 'quoted' | 'loose'

function style(format: LineFormat, oddness: Oddness): fc.Arbitrary<Style> {
  const anywhere: readonly Style[] = ['plain', 'plain', 'plain', 'empty-block', 'quoted']
  return fc.constantFrom(
    ...anywhere,
    ...(format === 'text' || oddness === 'some' ? (['loose'] as const) : []),
  )
}

function renderSample(sample: SampleTokens, format: LineFormat): string {
  const isExemplified =
    sample.exemplar !== null && format === 'openmetrics' && /_(total|bucket)"?$/.test(sample.name)
  const tail = [sample.value, ...(sample.timestamp === null ? [] : [sample.timestamp])]
  if (sample.style === 'loose') return `${renderLoose(sample)}\t${tail.join('  ')} `
  return `${renderSeries(sample)} ${tail.join(' ')}${isExemplified ? ` # ${sample.exemplar}` : ''}`
}

/** A name of the pools that holds its quotes. */
function isQuoted(name: string): boolean {
  return name.length > 2 && name.startsWith('"') && name.endsWith('"')
}

function suffixed(name: string, suffix: string): string {
  return `${name.slice(0, -1)}${suffix}"`
}

function renderSeries({ name, labels, style: shape }: SampleTokens): string {
  const list = labels.map(([label, value]) => `${label}="${value}"`)
  if (isQuoted(name)) return `{${[name, ...list].join(',')}}`
  if (shape === 'quoted') return `{${[`"${name}"`, ...list].join(',')}}`
  return list.length === 0 && shape === 'plain' ? name : `${name}{${list.join(',')}}`
}

function renderLoose({ name, labels }: SampleTokens): string {
  const list = labels.map(([label, value]) => `${label}\t= "${value}"`)
  if (isQuoted(name)) return ` { ${[name, ...list].join(' , ')}\t}`
  return list.length === 0 ? ` ${name}` : `${name} { ${list.join(' , ')},\t}`
}

function labelList(oddness: Oddness): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const label = fc.tuple(from(LABEL_NAMES, oddness), from(LABEL_VALUES, oddness))
  // Repeated names are faults; let odd documents have a few.
  const distinct = fc.uniqueArray(label, { maxLength: 3, selector: ([name]) => name })
  return oddness === 'none'
    ? distinct
    : fc.oneof({ arbitrary: distinct, weight: 20 }, fc.array(label, { maxLength: 4 }))
}

function exemplarText(oddness: Oddness): fc.Arbitrary<string> {
  return fc
    .tuple(labelList(oddness), from(VALUES, oddness), fc.option(from(TIMESTAMPS.openmetrics, oddness)))
    .map(([labels, value, timestamp]) => {
      // A quoted label name in an exemplar is a fault.
      const own = oddness === 'none' ? labels.filter(([name]) => !isQuoted(name)) : labels
      const block = own.map(([name, text]) => `${name}="${text}"`).join(',')
      return `{${block}} ${value}${timestamp === null ? '' : ` ${timestamp}`}`
    })
}

/** A family as a real target writes it, sometimes with one line too few, too many or out of place. */
function familyLines(format: LineFormat, oddness: Oddness): fc.Arbitrary<readonly string[]> {
  return fc
    .record({
      name: from(NAMES, oddness),
      type: from(TYPES[format], oddness),
      help: fc.option(from(HELPS, oddness)),
      unit: fc.option(from(UNITS, oddness), { freq: 3 }),
      isTyped: fc.nat(9).map((dice) => dice > 1),
      series: fc.array(seriesShape(format, oddness), { maxLength: 3 }),
    })
    .chain(({ name, type, help, unit, isTyped, series }) => {
      const metadata = [
        ...(help === null ? [] : [`# HELP ${name} ${help}`]),
        ...(isTyped ? [`# TYPE ${name} ${type}`] : []),
        ...(unit === null || format === 'text' ? [] : [`# UNIT ${name} ${unit}`]),
      ]
      const samples = series.flatMap((shape) => seriesLines(name, type, shape, format))
      return fc
        .tuple(fc.constant([...metadata, ...samples]), oneSlip(oddness))
        .map(([lines, slip]) => slip(lines))
    })
}

interface SeriesShape {
  readonly labels: string
  readonly timestamp: string
  readonly exemplar: string
  readonly values: readonly string[]
  readonly isCreated: boolean
}

function seriesShape(format: LineFormat, oddness: Oddness): fc.Arbitrary<SeriesShape> {
  const timestamp = fc.option(from(TIMESTAMPS[format], 'none'), { freq: 4 })
  return fc.record({
    labels: fc.constantFrom(
      '',
      'x="1"',
      'x="2"',
      'y="2",x="1"',
      'x="1",y=""',
      'origin_container="z"',
      'a="on"',
      'x="2",y="2"',
    ),
    timestamp: timestamp.map((token) => (token === null ? '' : ` ${token}`)),
    exemplar: fc
      .option(exemplarText(oddness), { freq: 6 })
      .map((text) => (text === null ? '' : ` # ${text}`)),
    values: fc.oneof(
      { arbitrary: fc.constantFrom(['0', '1', '2', '2'], ['1', '1.0', '1e0', '1.0']), weight: 3 },
      fc.array(from(VALUES, 'none'), { minLength: 4, maxLength: 4 }),
    ),
    isCreated: fc.boolean(),
  })
}

function seriesLines(name: string, type: string, shape: SeriesShape, format: LineFormat): readonly string[] {
  const at = (suffix: string, own: string, value: string | undefined): string => {
    const labels = [own, shape.labels].filter((part) => part !== '').join(',')
    const exemplar = format === 'openmetrics' && /_(total|bucket)$/.test(suffix) ? shape.exemplar : ''
    const series = isQuoted(name)
      ? `{${[suffixed(name, suffix), ...(labels === '' ? [] : [labels])].join(',')}}`
      : `${name}${suffix}${labels === '' ? '' : `{${labels}}`}`
    return `${series} ${value}${shape.timestamp}${exemplar}`
  }
  const [low, middle, top, count] = shape.values
  const created = format === 'openmetrics' && shape.isCreated ? [at('_created', '', '1700000000.5')] : []
  const buckets = [
    at('_bucket', 'le="1"', low),
    at('_bucket', 'le="2.5"', middle),
    at('_bucket', 'le="+Inf"', top),
  ]
  switch (type) {
    case 'histogram':
      return [...buckets, at('_sum', '', '3'), at('_count', '', count), ...created]
    case 'gaugehistogram':
      return [...buckets, at('_gsum', '', '3'), at('_gcount', '', count)]
    case 'summary':
      return [
        at('', 'quantile="0.5"', low),
        at('', 'quantile="0.9"', top),
        at('_sum', '', '3'),
        at('_count', '', count),
        ...created,
      ]
    case 'counter':
      return format === 'text' ? [at('', '', count)] : [at('_total', '', count), ...created]
    case 'info':
      return [at('_info', 'version="3"', '1')]
    case 'stateset':
      return [at('', `${name}="on"`, '1'), at('', `${name}="off"`, '0')]
    default:
      return [at('', '', count)]
  }
}

type Slip = (lines: readonly string[]) => readonly string[]

function oneSlip(oddness: Oddness): fc.Arbitrary<Slip> {
  const none: Slip = (lines) => lines
  if (oddness === 'none') return fc.constant(none)
  const place = fc.nat(20)
  const slips = fc.oneof(
    place.map(
      (at): Slip =>
        (lines) =>
          lines.filter((_, index) => index !== at),
    ),
    place.map((at): Slip => (lines) => [...lines, ...lines.slice(at, at + 1)]),
    place.map((at): Slip => (lines) => [...lines.slice(at), ...lines.slice(0, at)]),
  )
  return fc.oneof({ arbitrary: fc.constant(none), weight: 4 }, slips)
}
