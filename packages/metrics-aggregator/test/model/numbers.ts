/**
 * Number tokens as exact decimals: the grammar of values and timestamps (merge-semantics §4.4, §4.5), comparison
 * (§8) and the moving of the point between seconds and milliseconds (§7). Never goes through a JavaScript number.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'

const FINITE = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/
const INFINITE = /^([+-]?)inf(?:inity)?$/i
const NOT_A_NUMBER = /^nan$/i
const INTEGER = /^[+-]?\d+$/
const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n
const INT64_DIGITS_MAX = 19n

/** From here on a reader that keeps float64 rounds to infinity, and Prometheus refuses the whole scrape. */
const OVERFLOW = finiteDecimal(false, (2n ** 1024n - 2n ** 970n).toString(), 309n)

/** A finite value is 0.digits times ten to the power; its digits neither start nor end with a zero. */
export type Decimal =
  | { readonly kind: 'nan' }
  | { readonly kind: 'infinite'; readonly isNegative: boolean }
  | { readonly kind: 'finite'; readonly isNegative: boolean; readonly digits: string; readonly power: bigint }

/** Undefined if the token is no value. */
export function readDecimal(token: string): Decimal | undefined {
  if (NOT_A_NUMBER.test(token)) return { kind: 'nan' }
  const infinite = INFINITE.exec(token)
  if (infinite) return { kind: 'infinite', isNegative: infinite[1] === '-' }
  const finite = FINITE.exec(token)
  if (!finite) return undefined
  const whole = finite[2] ?? ''
  const decimal = finiteDecimal(
    finite[1] === '-',
    whole + (finite[3] ?? finite[4] ?? ''),
    BigInt(whole.length) + BigInt(finite[5] ?? '0'),
  )
  return compareMagnitudes(decimal, OVERFLOW) < 0 ? decimal : undefined
}

function finiteDecimal(isNegative: boolean, allDigits: string, powerOfAll: bigint): Decimal {
  const fromFirst = allDigits.replace(/^0+/, '')
  const digits = fromFirst.replace(/0+$/, '')
  // Zero has one form, so that -0, 0.0 and 0e5 compare equal.
  if (digits === '') return { kind: 'finite', isNegative: false, digits: '', power: 0n }
  return {
    kind: 'finite',
    isNegative,
    digits,
    power: powerOfAll - BigInt(allDigits.length - fromFirst.length),
  }
}

/** Below, at or above zero as -1, 0 or 1; NaN counts as 0. */
export function signOf(decimal: Decimal): number {
  if (decimal.kind === 'nan') return 0
  if (decimal.kind === 'finite' && decimal.digits === '') return 0
  return decimal.isNegative ? -1 : 1
}

/** Negative, zero or positive as a is below, at or above b. Neither may be NaN. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const sign = signOf(a)
  if (sign !== signOf(b)) return sign - signOf(b)
  return sign * compareMagnitudes(a, b)
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  if (a.kind !== 'finite' || b.kind !== 'finite') return rankOf(a) - rankOf(b)
  if (a.digits === '' || b.digits === '') return a.digits.length - b.digits.length
  if (a.power !== b.power) return a.power < b.power ? -1 : 1
  if (a.digits === b.digits) return 0
  return a.digits < b.digits ? -1 : 1
}

function rankOf(decimal: Decimal): number {
  return decimal.kind === 'infinite' ? 1 : 0
}

export function isWhole(decimal: Decimal): boolean {
  return (
    decimal.kind === 'finite' && (decimal.digits === '' || decimal.power >= BigInt(decimal.digits.length))
  )
}

export function isTimestamp(token: string, format: ExpositionFormat): boolean {
  if (format === 'openmetrics') return readDecimal(token)?.kind === 'finite'
  return INTEGER.test(token) && isInt64(BigInt(token))
}

function isInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX
}

/** Text milliseconds as OpenMetrics seconds with three decimals. */
export function secondsOfMilliseconds(token: string): string {
  const sign = token.startsWith('-') ? '-' : ''
  const digits = token.replace('-', '').padStart(4, '0')
  return `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`
}

/** OpenMetrics seconds as text milliseconds; undefined beyond int64. */
export function millisecondsOfSeconds(token: string): { token: string; isTruncated: boolean } | undefined {
  const seconds = readDecimal(token)
  if (seconds?.kind !== 'finite') return undefined
  const places = seconds.power + 3n
  if (places > INT64_DIGITS_MAX) return undefined
  const wholePlaces = places < 0n ? 0 : Number(places)
  const whole = BigInt(seconds.digits.slice(0, wholePlaces).padEnd(wholePlaces, '0') || '0')
  const milliseconds = seconds.isNegative ? -whole : whole
  if (!isInt64(milliseconds)) return undefined
  return { token: milliseconds.toString(), isTruncated: seconds.digits.length > wholePlaces }
}
