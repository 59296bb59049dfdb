// Floats as decimals and back, held against JavaScript's own conversions, which are exact: random bit patterns, the
// shapes that metrics have, and decimals that lie between two floats. Seeded, so that a failure can be repeated.
import { expect, test } from 'vitest'
import { takeEngine } from '../../../src/engine/engine.ts'

const engine = takeEngine()
engine.useFloats()
engine.configure(1, 65_536, 128, 0, 0, 0)
const at = engine.room(4_096)
const memory = engine.bytes()

const float = new Float64Array(1)
const bits = new BigUint64Array(float.buffer)

function fromBits(pattern: bigint): number {
  bits[0] = BigInt.asUintN(64, pattern)
  return float[0] ?? 0
}

/** A stream of 64-bit patterns. */
function* patterns(seed: bigint, count: number): Generator<bigint> {
  let state = seed
  for (let index = 0; index < count; index += 1) {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n)
    yield BigInt.asUintN(64, (state ^ (state >> 29n)) * 0x94d049bb133111ebn)
  }
}

function written(number: number): string {
  const length = engine.writeDoubleAt(at, number)
  return Buffer.from(memory.subarray(at, at + length)).toString('latin1')
}

function readBack(token: string): number {
  memory.set(Buffer.from(`${token}\n`, 'latin1'), at)
  return engine.doubleAt(at)
}

/** JavaScript's shortest digits in the form of Go's 'g'. */
function expectedText(number: number): string {
  if (Number.isNaN(number)) return 'NaN'
  if (!Number.isFinite(number)) return number > 0 ? '+Inf' : '-Inf'
  if (number === 0) return Object.is(number, -0) ? '-0' : '0'
  const [mantissa = '', power = ''] = number.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return String(number)
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

const SHAPES: readonly ((pattern: bigint) => number)[] = [
  fromBits,
  (pattern) => Number(pattern >> 11n),
  (pattern) => Number(pattern >> 44n) / 1_000,
  (pattern) => fromBits(pattern >> 13n),
  (pattern) => 2 ** (Number(pattern % 2_098n) - 1_074),
  (pattern) => Number(pattern % 1_000_000n) * 10 ** (Number(pattern >> 60n) - 8),
]

test('random floats are written in their shortest form, and read back the same', () => {
  const wrong: string[] = []
  for (const pattern of patterns(1n, 20_000)) {
    for (const shape of SHAPES) {
      const number = shape(pattern)
      const token = written(number)
      if (token !== expectedText(number)) wrong.push(`${number} is written ${token}`)
      if (!Object.is(readBack(token.replace('+Inf', 'Inf')), number))
        wrong.push(`${token} is not read as ${number}`)
    }
  }
  expect(wrong.slice(0, 10)).toEqual([])
})

test.each([
  { number: 0, text: '0' },
  { number: -0, text: '-0' },
  { number: 5e-324, text: '5e-324' },
  { number: 1.7976931348623157e308, text: '1.7976931348623157e+308' },
  { number: 2.2250738585072014e-308, text: '2.2250738585072014e-308' },
  { number: 999_999, text: '999999' },
  { number: 1_000_000, text: '1e+06' },
  { number: 123_456_789, text: '1.23456789e+08' },
  { number: 0.0001, text: '0.0001' },
  { number: 0.000_01, text: '1e-05' },
  { number: 2 ** 63, text: '9.223372036854776e+18' },
  { number: NaN, text: 'NaN' },
  { number: -Infinity, text: '-Inf' },
])('$number is written $text', ({ number, text }) => {
  expect(written(number)).toBe(text)
})

/** The decimal that lies exactly between a float and the next one. */
function middleAbove(number: number): { readonly digits: string; readonly exponent: number } {
  float[0] = number
  const pattern = bits[0] ?? 0n
  const power = Number((pattern >> 52n) & 2_047n)
  const fraction = pattern & 0xfffffffffffffn
  const mantissa = (power === 0 ? fraction : fraction | 0x10000000000000n) * 2n + 1n
  const binary = Math.max(power, 1) - 1_076
  if (binary >= 0) return { digits: String(mantissa << BigInt(binary)), exponent: 0 }
  return { digits: String(mantissa * 5n ** BigInt(-binary)), exponent: binary }
}

test('decimals between two floats, and just beside the middle, go to the nearest one', () => {
  const wrong: string[] = []
  for (const pattern of patterns(2n, 1_500)) {
    const number = Math.abs(fromBits(pattern))
    if (!Number.isFinite(number) || number === Number.MAX_VALUE) continue
    const { digits, exponent } = middleAbove(number)
    const below = String(BigInt(`${digits}0`) - 1n)
    for (const token of [`${digits}e${exponent}`, `${digits}1e${exponent - 1}`, `${below}e${exponent - 1}`]) {
      if (readBack(token) !== Number(token)) wrong.push(token)
    }
  }
  expect(wrong.slice(0, 3)).toEqual([])
})

test.each([
  '1e-400',
  '0.0000000000000000000000000000000000000000000000000000000000001',
  '2.4703282292062327e-324',
  '2.4703282292062328e-324',
  '9007199254740993',
  '9007199254740993.0000000000000000000000000001',
  '123456789012345678901234567890e-10',
  '1.e3',
  '.5E-2',
  '+7',
  '0042',
  `${'9'.repeat(900)}e-890`,
])('%s is read as JavaScript reads it', (token) => {
  expect(readBack(token)).toBe(Number(token))
})
