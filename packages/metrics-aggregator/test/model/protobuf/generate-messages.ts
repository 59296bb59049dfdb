/**
 * Arbitrary protobuf expositions as byte text: families of every type, native histograms among them, from small pools so
 * that names, labels and timestamps meet often. With `some` oddness fields are missing, doubled, unknown, out of order
 * or not what they should be.
 */
import fc from 'fast-check'
import { utf8Text } from '../byte-text.ts'
import type { Oddness } from '../generate-exposition.ts'
import { bytesField, delimited, doubleBytes, doubleField, varint, varintField, zigzag } from './encode.ts'

interface Pool<Value> {
  readonly sound: readonly Value[]
  readonly odd: readonly Value[]
}

const NAMES: Pool<string> = {
  sound: [
    'a',
    'a_total',
    'a_count',
    'a_sum',
    'a_bucket',
    'a_created',
    'a_info',
    'a_gsum',
    'b',
    'b_total',
    'b_seconds',
    'b_seconds_total',
    'target',
    'target_info',
    'origin_container',
    '_x',
    'a_b',
    'a_b_total',
    'a.b',
    'a.b_total',
    'a.b_bucket',
    'a-b',
    utf8Text('a→😀_sum'),
    'a\\b"_\nc',
  ],
  odd: ['', 'a\0', 'a\xff', '9', '_total', 'U__a_2e_b'],
}
const HELPS: Pool<string> = { sound: ['Help.', 'Other help.', 'a \\ b\nc "d"'], odd: ['', '\xff', '\r'] }
const UNITS: Pool<string> = { sound: ['seconds', 'total', 'b'], odd: ['', 'a b', '\xff'] }
const LABEL_NAMES: Pool<string> = {
  sound: [
    'x',
    'y',
    'origin_container',
    'a',
    'exported_origin_container',
    'zone',
    '_z',
    'x.y',
    utf8Text('é:\\'),
  ],
  odd: ['', '__name__', 'le', 'quantile', 'x\0', '\xff', '_-name__', 'x_y'],
}
const LABEL_VALUES: Pool<string> = {
  sound: ['1', '0.5', '', 'on', 'a"b\\c\nd', utf8Text('ü€😀'), '\\n', '\0'],
  odd: ['\xff', '\xc0\x80', 'x'.repeat(70)],
}
const DOUBLES: Pool<number> = {
  sound: [0, 1, 2, 3, 1.5, -2, 1e3, 1e6, 123_456_789, 1.5e-5, 0.1, 5e-324, 1.797_693_134_862_315_7e308],
  odd: [Number.NaN, Infinity, -Infinity, -0],
}
const BOUNDS: Pool<readonly number[]> = {
  sound: [[1, 2.5], [1, 2.5, Infinity], [0.005, 1e6, Infinity], []],
  odd: [[2, 1], [Number.NaN], [1, 1, Infinity], [-Infinity, 0], [Infinity, Infinity]],
}
const COUNTS: Pool<bigint> = { sound: [0n, 1n, 2n, 3n, 10n], odd: [2n ** 64n - 1n, 2n ** 53n + 1n] }
const TIMES: Pool<bigint> = {
  sound: [0n, 1n, 2n, 1_500n, 1_700_000_000_000n],
  odd: [-5n, 2n ** 63n - 1n, -(2n ** 63n)],
}
const NANOS: Pool<bigint> = {
  sound: [0n, 5n, 500_000_000n, 999_999_999n],
  odd: [-1n, 1_000_000_000n, 2n ** 32n + 5n],
}
const SECONDS: Pool<bigint> = { sound: [0n, 1n, 1_700_000_000n], odd: [-2n, 2n ** 63n - 1n, -(2n ** 63n)] }
const TYPES: Pool<bigint> = { sound: [0n, 1n, 2n, 3n, 4n, 4n, 5n], odd: [6n, -1n, 2n ** 32n + 1n] }

const ODD_FIELDS: readonly string[] = [
  bytesField(900, 'unknown'),
  varintField(17, 300n),
  doubleField(900, 1.5),
  '\x85\x01abcd',
  varintField(1, 7n),
  bytesField(1, ''),
  bytesField(3, ''),
  bytesField(2, '\x08'),
  '\x03',
  '\x00',
  '\x0a\x7f',
  '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01',
]
const UNKNOWN_FIELDS: readonly string[] = [
  '',
  '',
  '',
  bytesField(900, 'u'),
  varintField(18, 3n),
  doubleField(99, 2),
]

type Fields = readonly string[]

class Generator {
  readonly #oddness: Oddness

  constructor(oddness: Oddness) {
    this.#oddness = oddness
  }

  from<Value>({ sound, odd }: Pool<Value>): fc.Arbitrary<Value> {
    const usual = fc.constantFrom(...sound)
    if (this.#oddness === 'none') return usual
    return fc.oneof({ arbitrary: usual, weight: 40 }, { arbitrary: fc.constantFrom(...odd), weight: 1 })
  }

  /** The content of a message: its fields, rarely with one too few, too many or out of place. */
  message(...parts: readonly fc.Arbitrary<string | Fields>[]): fc.Arbitrary<string> {
    const fields = fc.tuple(...parts).map((all) => all.flat().filter((field) => field !== ''))
    const unknown = fc.constantFrom(...UNKNOWN_FIELDS)
    const usual = fc.tuple(fields, fc.option(unknown, { freq: 8 })).map(([own, more]) => [...own, more ?? ''])
    if (this.#oddness === 'none') return usual.map((all) => all.join(''))
    const slip = fc.tuple(
      usual,
      fc.nat(9),
      fc.constantFrom('drop', 'double', 'turn', 'odd'),
      fc.constantFrom(...ODD_FIELDS),
    )
    const slipped = slip.map(([own, at, kind, odd]): Fields => {
      if (kind === 'drop') return own.filter((_, place) => place !== at)
      if (kind === 'double') return [...own, ...own.slice(at, at + 1)]
      if (kind === 'turn') return [...own.slice(at), ...own.slice(0, at)]
      return [...own.slice(0, at), odd, ...own.slice(at)]
    })
    const all = fc.oneof({ arbitrary: usual, weight: 50 }, { arbitrary: slipped, weight: 1 })
    return all.map((own) => own.join(''))
  }

  maybe(field: fc.Arbitrary<string>, freq = 3): fc.Arbitrary<string> {
    return fc.option(field, { freq }).map((one) => one ?? '')
  }

  time(number: number): fc.Arbitrary<string> {
    const seconds = this.from(SECONDS).map((value) => varintField(1, value))
    const nanos = this.from(NANOS).map((value) => (value === 0n ? '' : varintField(2, value)))
    return this.message(seconds, nanos).map((content) => bytesField(number, content))
  }

  pairs(): fc.Arbitrary<Fields> {
    const names = fc.uniqueArray(this.from(LABEL_NAMES), { maxLength: 3 })
    const any = fc.array(this.from(LABEL_NAMES), { maxLength: 4 })
    const chosen = this.#oddness === 'none' ? names : fc.oneof({ arbitrary: names, weight: 20 }, any)
    return chosen.chain((all) => fc.tuple(...all.map((name) => this.pair(name))))
  }

  pair(name: string): fc.Arbitrary<string> {
    const value = this.from(LABEL_VALUES).map((text) => bytesField(2, text))
    return this.message(fc.constant(bytesField(1, name)), value).map((content) => bytesField(1, content))
  }

  exemplar(number: number): fc.Arbitrary<string> {
    const value = this.double(2)
    return this.message(this.pairs(), value, this.maybe(this.time(3), 2)).map((content) =>
      bytesField(number, content),
    )
  }

  double(number: number): fc.Arbitrary<string> {
    return this.from(DOUBLES).map((value) => doubleField(number, value))
  }

  count(number: number): fc.Arbitrary<string> {
    return this.from(COUNTS).map((value) => varintField(number, value))
  }

  /** Cumulative counts that rise to the count, unless they are odd. */
  histogram(): fc.Arbitrary<string> {
    const classic = this.from(BOUNDS).chain((bounds) =>
      fc.tuple(...bounds.map((bound, place) => this.bucket(bound, BigInt(place)))),
    )
    const own = fc.tuple(this.count(1), this.double(2), classic).map((all) => all.flat())
    const floats = fc.tuple(this.double(4), this.double(2), classic).map((all) => all.flat())
    const value = fc.oneof(
      { arbitrary: own, weight: 4 },
      { arbitrary: floats, weight: 1 },
      this.native(false),
      this.native(true),
    )
    return this.message(value, this.maybe(this.time(15), 4))
  }

  bucket(bound: number, count: bigint): fc.Arbitrary<string> {
    const counted = fc.oneof(
      { arbitrary: fc.constant(varintField(1, count)), weight: 6 },
      this.double(4),
      this.count(1),
    )
    const limit = fc.constant(doubleField(2, bound))
    return this.message(counted, limit, this.maybe(this.exemplar(3), 5)).map((content) =>
      bytesField(3, content),
    )
  }

  /** Adds up, unless odd. */
  native(hasFloats: boolean): fc.Arbitrary<Fields> {
    const counts = fc.array(fc.nat(3), { maxLength: 4 })
    return fc
      .record({
        positive: counts,
        negative: counts,
        zero: fc.nat(2),
        schema: fc.constantFrom(0, 3, -4, 8, ...(this.#oddness === 'none' ? [] : [9, -5, -53])),
        isPacked: fc.boolean(),
        gap: fc.constantFrom(0, 2, ...(this.#oddness === 'none' ? [] : [-3])),
        off: fc.constantFrom(0, 0, 0, 0, 0, 0, ...(this.#oddness === 'none' ? [] : [1])),
        classic: fc.constantFrom([], [], [1]),
        exemplars: fc.constantFrom<Fields>([]),
        threshold: fc.constantFrom(0, 1e-128),
      })
      .chain((shape) =>
        this.maybe(this.exemplar(16), 4).map((exemplar) => [
          ...nativeFields({ ...shape, hasFloats }),
          exemplar,
        ]),
      )
  }

  metric(type: bigint): fc.Arbitrary<string> {
    const [number, content] = this.value(type)
    const value = content.map((text) => bytesField(number, text))
    const timestamp = this.from(TIMES).map((time) => varintField(6, time))
    return this.message(this.pairs(), value, this.maybe(timestamp, 4)).map((all) => bytesField(4, all))
  }

  value(type: bigint): readonly [number: number, content: fc.Arbitrary<string>] {
    if (type === 0n)
      return [3, this.message(this.double(1), this.maybe(this.exemplar(2), 4), this.maybe(this.time(3), 4))]
    if (type === 1n) return [2, this.message(this.double(1))]
    if (type === 3n) return [5, this.message(this.double(1))]
    if (type !== 2n) return [7, this.histogram()]
    const quantile = fc.tuple(
      fc.constantFrom(0, 0.5, 0.99, 1, ...(this.#oddness === 'none' ? [] : [2, Number.NaN])),
      this.double(2),
    )
    const quantiles = fc.array(
      quantile.map(([rank, value]) => bytesField(3, doubleField(1, rank) + value)),
      { maxLength: 2 },
    )
    return [4, this.message(this.count(1), this.double(2), quantiles, this.maybe(this.time(4), 4))]
  }

  family(): fc.Arbitrary<string> {
    return this.from(TYPES).chain((type) =>
      this.message(
        this.from(NAMES).map((name) => bytesField(1, name)),
        this.maybe(
          this.from(HELPS).map((help) => bytesField(2, help)),
          2,
        ),
        fc.constant(type === 0n ? '' : varintField(3, type)),
        this.maybe(this.from(UNITS).map((unit) => bytesField(5, unit))),
        fc.array(this.metric(type), { maxLength: 3 }),
      ).map(delimited),
    )
  }
}

interface NativeShape {
  readonly positive: readonly number[]
  readonly negative: readonly number[]
  readonly zero: number
  readonly schema: number
  readonly isPacked: boolean
  readonly gap: number
  /** What the count is too high. */
  readonly off: number
  readonly classic: readonly number[]
  readonly threshold: number
  readonly hasFloats: boolean
}

function nativeFields({ hasFloats, isPacked, schema, threshold, ...shape }: NativeShape): Fields {
  const { positive, negative, zero, gap, off, classic } = shape
  const total = [...positive, ...negative, zero].reduce((sum, count) => sum + count, 0) + off
  return [
    hasFloats ? doubleField(4, total) : varintField(1, BigInt(total)),
    doubleField(2, 2.5),
    ...classic.map((bound) => bytesField(3, varintField(1, 1n) + doubleField(2, bound))),
    varintField(5, zigzag(BigInt(schema))),
    doubleField(6, threshold),
    hasFloats ? doubleField(8, zero) : varintField(7, BigInt(zero)),
    ...side(negative, { spans: 9, deltas: 10, counts: 11 }, { hasFloats, isPacked, gap }),
    ...side(positive, { spans: 12, deltas: 13, counts: 14 }, { hasFloats, isPacked, gap }),
  ]
}

interface SideNumbers {
  readonly spans: number
  readonly deltas: number
  readonly counts: number
}

type SideShape = Pick<NativeShape, 'hasFloats' | 'isPacked' | 'gap'>

/** Two spans, or the span of an empty histogram. */
function side(
  counts: readonly number[],
  numbers: SideNumbers,
  { hasFloats, isPacked, gap }: SideShape,
): Fields {
  const span = (offset: number, length: number): string =>
    bytesField(numbers.spans, varintField(1, zigzag(BigInt(offset))) + varintField(2, BigInt(length)))
  const spans = counts.length < 2 ? [span(0, counts.length)] : [span(-1, 1), span(gap, counts.length - 1)]
  const number = hasFloats ? numbers.counts : numbers.deltas
  const contents = hasFloats
    ? counts.map(doubleBytes)
    : counts.map((count, place) => varint(zigzag(BigInt(count - (counts[place - 1] ?? 0)))))
  const tag = varint(BigInt(number * 8 + (hasFloats ? 1 : 0)))
  const values = isPacked ? [bytesField(number, contents.join(''))] : contents.map((content) => tag + content)
  return counts.length === 0 ? spans : [...spans, ...values]
}

export function messageBodies(oddness: Oddness): fc.Arbitrary<string> {
  const generator = new Generator(oddness)
  return fc.array(generator.family(), { maxLength: 4 }).map((messages) => messages.join(''))
}
