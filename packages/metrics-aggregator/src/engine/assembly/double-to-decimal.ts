// 64-bit floats as the shortest decimal that reads back to the same float, the closest one of those (the algorithm
// «Schubfach», R. Giulietti 2020), in the form of Go's strconv.FormatFloat(v, 'g', -1, 64), which is how the Go client
// writes expositions.

import { DOT, MINUS, PLUS, ZERO } from './bytes'
import { multiplyHigh, powerHigh, powerLow } from './powers-of-ten'

const SIGN: u64 = 0x8000000000000000
const HIDDEN: u64 = 0x0010000000000000
const FRACTION: u64 = 0x000fffffffffffff
const EXPONENT_MAX: i32 = 2047
/** 1023 and the 52 bits of the fraction. */
const BIAS: i32 = 1075

/** Enough for every float as text. */
export const NUMBER_BYTES_MAX: usize = 32

// The decimal last found: digits × 10^exponent.
let digits: u64 = 0
let exponent: i32 = 0

/** Whole numbers below this one are written without an exponent. */
const WHOLE_MAX: f64 = 1000000

/** Writes a float; returns the place behind it. */
export function writeDouble(to: usize, number: f64): usize {
  const bits = reinterpret<u64>(number)
  const binaryExponent = <i32>(bits >> 52) & EXPONENT_MAX
  const fraction = bits & FRACTION
  let out = to
  if (binaryExponent == EXPONENT_MAX && fraction != 0) return writeWord(out, 0x4e614e)
  if ((bits & SIGN) != 0) store<u8>(out++, MINUS)
  else if (binaryExponent == EXPONENT_MAX) store<u8>(out++, PLUS)
  if (binaryExponent == EXPONENT_MAX) return writeWord(out, 0x666e49)
  const size = reinterpret<f64>(bits & ~SIGN)
  if (size < WHOLE_MAX && <f64><u32>size == size) return writeSmall(out, <u32>size)
  findShortest(fraction, binaryExponent)
  return writeDecimal(out)
}

/** `NaN` or `Inf`: three letters, the first one lowest. */
function writeWord(at: usize, letters: u32): usize {
  store<u32>(at, letters)
  return at + 3
}

function findShortest(fraction: u64, binaryExponent: i32): void {
  let c = fraction
  let q = 1 - BIAS
  if (binaryExponent != 0) {
    c = fraction | HIDDEN
    q = binaryExponent - BIAS
    // Whole numbers below 2^53 are their own decimals.
    if (q <= 0 && q > -53 && (c & (((<u64>1) << -q) - 1)) == 0) {
      digits = c >> -q
      exponent = 0
      return
    }
  }
  const isLowerCloser = fraction == 0 && binaryExponent > 1
  const isOdd: u64 = c & 1
  const lowest = (c << 2) - 2 + (isLowerCloser ? 1 : 0)
  const middle = c << 2
  const highest = (c << 2) + 2
  // floor(log10(2^q)), or of three quarters of it, and floor(log2(10^-k)), by fixed-point products.
  const k = (q * 1262611 - (isLowerCloser ? 524031 : 0)) >> 22
  const h = <u64>(q + ((-k * 1741647) >> 19) + 1)
  const high = powerHigh(-k)
  let low = powerLow(-k)
  let top = high
  // The interval needs the power rounded up; between 10^0 and 10^55 the table is exact.
  if (-k < 0 || -k > 55) {
    low++
    if (low == 0) top++
  }
  const lower = roundToOdd(top, low, lowest << h) + isOdd
  const whole = roundToOdd(top, low, middle << h)
  const upper = roundToOdd(top, low, highest << h) - isOdd
  const s = whole >> 2
  if (s >= 10) {
    const tens = s / 10
    const isDownInside = lower <= 40 * tens
    const isUpInside = 40 * tens + 40 <= upper
    if (isDownInside != isUpInside) {
      digits = tens + (isUpInside ? 1 : 0)
      exponent = k + 1
      return
    }
  }
  const isDownInside = lower <= 4 * s
  const isUpInside = 4 * s + 4 <= upper
  exponent = k
  if (isDownInside != isUpInside) {
    digits = s + (isUpInside ? 1 : 0)
    return
  }
  const half = 4 * s + 2
  digits = s + (whole > half || (whole == half && (s & 1) != 0) ? 1 : 0)
}

/** The product's high part, its lowest bit telling whether anything was cut. */
function roundToOdd(high: u64, low: u64, factor: u64): u64 {
  const cut = multiplyHigh(low, factor)
  const middle = high * factor + cut
  const carry: u64 = middle < cut ? 1 : 0
  const top = multiplyHigh(high, factor) + carry
  return top | (middle > 1 ? 1 : 0)
}

/** First digits from 10^-4 to 10^5 are written without an exponent, as Go's shortest form has it. */
const PLAIN_MIN: i32 = -4
const PLAIN_MAX: i32 = 5

const scratch = memory.data(32, 16)

/** Writes `digits` × 10^`exponent`. */
function writeDecimal(to: usize): usize {
  const first = writeBackwards(scratch + 32, digits)
  let last = scratch + 31
  let power = exponent
  for (; load<u8>(last) == ZERO; last--) power++
  const count = <i32>(last + 1 - first)
  // The exponent of the first digit.
  const leading = count - 1 + power
  const isPlain = leading >= PLAIN_MIN && leading <= PLAIN_MAX
  return isPlain ? writePlain(to, first, count, leading) : writeScientific(to, first, count, leading)
}

function writeScientific(to: usize, first: usize, count: i32, leading: i32): usize {
  let out = to
  store<u8>(out++, load<u8>(first))
  if (count > 1) {
    store<u8>(out++, DOT)
    for (let i = 1; i < count; i++) store<u8>(out++, load<u8>(first + i))
  }
  store<u8>(out++, 0x65)
  store<u8>(out++, leading < 0 ? MINUS : PLUS)
  const size = leading < 0 ? -leading : leading
  if (size >= 100) store<u8>(out++, ZERO + <u8>(size / 100))
  store<u8>(out++, ZERO + <u8>((size / 10) % 10))
  store<u8>(out++, ZERO + <u8>(size % 10))
  return out
}

function writePlain(to: usize, first: usize, count: i32, leading: i32): usize {
  let out = to
  if (leading < 0) {
    store<u8>(out++, ZERO)
    store<u8>(out++, DOT)
    for (let i = leading + 1; i < 0; i++) store<u8>(out++, ZERO)
  }
  for (let i = 0; i < count; i++) {
    if (i == leading + 1 && leading >= 0) store<u8>(out++, DOT)
    store<u8>(out++, load<u8>(first + i))
  }
  for (let i = count; i <= leading; i++) store<u8>(out++, ZERO)
  return out
}

/** Writes a whole number in full. */
export function writeInteger(to: usize, number: u64): usize {
  if (number <= <u64>u32.MAX_VALUE) return writeSmall(to, <u32>number)
  const first = writeBackwards(scratch + 32, number)
  const count = scratch + 32 - first
  memory.copy(to, first, count)
  return to + count
}

function writeSmall(to: usize, number: u32): usize {
  const end = to + digitsOf(number)
  writeSmallBackwards(end, number)
  return end
}

function digitsOf(number: u32): usize {
  if (number < 10) return 1
  if (number < 100) return 2
  if (number < 1000) return 3
  if (number < 10000) return 4
  if (number < 100000) return 5
  if (number < 1000000) return 6
  if (number < 10000000) return 7
  if (number < 100000000) return 8
  return number < 1000000000 ? 9 : 10
}

/** Writes the digits in front of `end`; returns where they begin. */
function writeSmallBackwards(end: usize, number: u32): usize {
  let first = end
  let rest = number
  do {
    // Division by a constant is dear only for 64 bits.
    const tenth = rest / 10
    store<u8>(--first, ZERO + <u8>(rest - tenth * 10))
    rest = tenth
  } while (rest != 0)
  return first
}

const PIECE: u64 = 100000000
const PIECE_DIGITS: usize = 8

/** The same for more digits, by pieces of eight. */
function writeBackwards(end: usize, number: u64): usize {
  if (number <= <u64>u32.MAX_VALUE) return writeSmallBackwards(end, <u32>number)
  const top = number / PIECE
  const start = end - PIECE_DIGITS
  let first = writeSmallBackwards(end, <u32>(number - top * PIECE))
  while (first > start) store<u8>(--first, ZERO)
  return writeBackwards(start, top)
}

export function writeSigned(to: usize, number: i64): usize {
  if (number >= 0) return writeInteger(to, <u64>number)
  store<u8>(to, MINUS)
  return writeInteger(to + 1, 0 - <u64>number)
}
