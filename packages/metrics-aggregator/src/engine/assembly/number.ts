// Number tokens: their grammar (merge-semantics §4.4) and exact comparison as decimals. No token is ever turned into
// a binary float, so 64-bit counters and seventeen digits stay what they are.

import { DOT, isDigit, MINUS, PLUS, ZERO } from './bytes'

// @ts-ignore: decorator
@inline
function digitsEnd(at: usize): usize {
  while (isDigit(load<u8>(at))) at++
  return at
}

/** The end of the number at `at`, or 0. */
export function numberEnd(at: usize): usize {
  let p = at
  let c = load<u8>(p)
  const isSigned = c == MINUS || c == PLUS
  if (isSigned) c = load<u8>(++p)
  const whole = p
  p = digitsEnd(p)
  let digits = p - whole
  if (load<u8>(p) == DOT) {
    const fraction = ++p
    p = digitsEnd(p)
    digits += p - fraction
  }
  if (digits == 0) return p == whole ? wordEnd(whole, isSigned) : 0
  if ((load<u8>(p) | 0x20) != 0x65) return digits > SAFE_DIGITS && overflows(at) ? 0 : p
  p++
  c = load<u8>(p)
  if (c == MINUS || c == PLUS) p++
  const exponent = p
  p = digitsEnd(p)
  if (p == exponent) return 0
  return (p - exponent > SAFE_EXPONENT_DIGITS || digits > SAFE_DIGITS - 100) && overflows(at) ? 0 : p
}

// A token with fewer digits than these cannot reach 10^309.
const SAFE_DIGITS: usize = 300
const SAFE_EXPONENT_DIGITS: usize = 2

/** 2^1024 − 2^970: from here on a decimal rounds to infinity, which Go's ParseFloat calls out of range. */
const overflowAt = memory.data<u8>([
  1, 7, 9, 7, 6, 9, 3, 1, 3, 4, 8, 6, 2, 3, 1, 5, 8, 0, 7, 9, 3, 7, 2, 8, 9, 7, 1, 4, 0, 5, 3, 0, 3, 4, 1, 5, 0, 7, 9, 9, 3, 4,
  1, 3, 2, 7, 1, 0, 0, 3, 7, 8, 2, 6, 9, 3, 6, 1, 7, 3, 7, 7, 8, 9, 8, 0, 4, 4, 4, 9, 6, 8, 2, 9, 2, 7, 6, 4, 7, 5, 0, 9, 4, 6,
  6, 4, 9, 0, 1, 7, 9, 7, 7, 5, 8, 7, 2, 0, 7, 0, 9, 6, 3, 3, 0, 2, 8, 6, 4, 1, 6, 6, 9, 2, 8, 8, 7, 9, 1, 0, 9, 4, 6, 5, 5, 5,
  5, 4, 7, 8, 5, 1, 9, 4, 0, 4, 0, 2, 6, 3, 0, 6, 5, 7, 4, 8, 8, 6, 7, 1, 5, 0, 5, 8, 2, 0, 6, 8, 1, 9, 0, 8, 9, 0, 2, 0, 0, 0,
  7, 0, 8, 3, 8, 3, 6, 7, 6, 2, 7, 3, 8, 5, 4, 8, 4, 5, 8, 1, 7, 7, 1, 1, 5, 3, 1, 7, 6, 4, 4, 7, 5, 7, 3, 0, 2, 7, 0, 0, 6, 9,
  8, 5, 5, 5, 7, 1, 3, 6, 6, 9, 5, 9, 6, 2, 2, 8, 4, 2, 9, 1, 4, 8, 1, 9, 8, 6, 0, 8, 3, 4, 9, 3, 6, 4, 7, 5, 2, 9, 2, 7, 1, 9,
  0, 7, 4, 1, 6, 8, 4, 4, 4, 3, 6, 5, 5, 1, 0, 7, 0, 4, 3, 4, 2, 7, 1, 1, 5, 5, 9, 6, 9, 9, 5, 0, 8, 0, 9, 3, 0, 4, 2, 8, 8, 0,
  1, 7, 7, 9, 0, 4, 1, 7, 4, 4, 9, 7, 7, 9, 2,
])
const OVERFLOW_DIGITS: i64 = 309

/** Whether a finite token is beyond what a float64 can round to a finite value. */
function overflows(at: usize): bool {
  takeApart(left, at)
  if (left.isZero || left.point != OVERFLOW_DIGITS) return !left.isZero && left.point > OVERFLOW_DIGITS
  let p = left.first
  for (let i: usize = 0; i < <usize>OVERFLOW_DIGITS; p++) {
    const c: u8 = p < left.end ? load<u8>(p) : ZERO
    if (c == DOT) continue
    const limit = load<u8>(overflowAt + i++)
    if (c - ZERO != limit) return c - ZERO > limit
  }
  return true
}

/** `nan` (never signed, as Go's ParseFloat), `inf`, `infinity`, in any case. */
function wordEnd(at: usize, isSigned: bool): usize {
  const three = load<u32>(at) & 0x00ffffff | 0x00202020
  if (three == 0x006e616e && !isSigned) return at + 3
  if (three != 0x00666e69) return 0
  // «inity»
  if ((load<u32>(at + 3) | 0x20202020) == 0x74696e69 && (load<u8>(at + 7) | 0x20) == 0x79) return at + 8
  return at + 3
}

const FINITE: i32 = 0
const INFINITE: i32 = 1
const NOT_A_NUMBER: i32 = 2

/** A valid token taken apart: value = ±0.d₁d₂d₃… × 10^point, d₁ ≠ 0 (or zero when there is no such digit). */
@unmanaged
export class Decimal {
  kind: i32
  isNegative: bool
  isZero: bool
  /** First significant digit and the end of the mantissa; a point may stand between. */
  first: usize
  end: usize
  point: i64
}

const EXPONENT_MAX: i64 = 1 << 40

export function takeApart(out: Decimal, at: usize): void {
  let c = load<u8>(at)
  out.isNegative = c == MINUS
  if (c == MINUS || c == PLUS) c = load<u8>(++at)
  out.isZero = false
  const lower = c | 0x20
  out.kind = lower == 0x6e ? NOT_A_NUMBER : lower == 0x69 ? INFINITE : FINITE
  if (out.kind != FINITE) return
  let first: usize = 0
  let point: i64 = 0
  let isFraction = false
  let p = at
  for (; ; p++) {
    c = load<u8>(p)
    if (c == DOT) {
      isFraction = true
      continue
    }
    if (!isDigit(c)) break
    if (first == 0 && c != ZERO) first = p
    if (first != 0 && !isFraction) point++
    if (first == 0 && isFraction) point--
  }
  out.first = first
  out.end = p
  out.isZero = first == 0
  out.point = point + ((c | 0x20) == 0x65 ? exponentAt(p + 1) : 0)
}

const SMALL_EXPONENT_MAX: i64 = 100000

/** The exponent at `at`, behind its letter; beyond any float's where it is large. */
export function smallExponentAt(at: usize): i32 {
  const power = exponentAt(at)
  if (power > SMALL_EXPONENT_MAX) return <i32>SMALL_EXPONENT_MAX
  return power < -SMALL_EXPONENT_MAX ? -<i32>SMALL_EXPONENT_MAX : <i32>power
}

function exponentAt(at: usize): i64 {
  const sign = load<u8>(at)
  if (sign == MINUS || sign == PLUS) at++
  let exponent: i64 = 0
  for (; isDigit(load<u8>(at)); at++) {
    if (exponent < EXPONENT_MAX) exponent = exponent * 10 + (load<u8>(at) - ZERO)
  }
  return sign == MINUS ? -exponent : exponent
}

const left = changetype<Decimal>(memory.data(64, 16))
const right = changetype<Decimal>(memory.data(64, 16))

/** -1, 0 or 1; NaN is not to be compared. Both tokens are valid numbers. */
export function compareNumbers(a: usize, b: usize): i32 {
  takeApart(left, a)
  takeApart(right, b)
  const signA = signOf(left)
  const signB = signOf(right)
  if (signA != signB) return signA < signB ? -1 : 1
  if (signA == 0) return 0
  return signA * compareMagnitudes(left, right)
}

function signOf(number: Decimal): i32 {
  if (number.kind == FINITE && number.isZero) return 0
  return number.isNegative ? -1 : 1
}

function compareMagnitudes(a: Decimal, b: Decimal): i32 {
  if (a.kind != b.kind) return a.kind == INFINITE ? 1 : -1
  if (a.kind == INFINITE) return 0
  if (a.point != b.point) return a.point < b.point ? -1 : 1
  let p = a.first
  let q = b.first
  while (p < a.end || q < b.end) {
    if (p < a.end && load<u8>(p) == DOT) {
      p++
      continue
    }
    if (q < b.end && load<u8>(q) == DOT) {
      q++
      continue
    }
    const x = p < a.end ? load<u8>(p++) : ZERO
    const y = q < b.end ? load<u8>(q++) : ZERO
    if (x != y) return x < y ? -1 : 1
  }
  return 0
}

export function isNaNToken(at: usize): bool {
  return (load<u8>(at) | 0x20) == 0x6e
}

export function isNegativeToken(at: usize): bool {
  takeApart(left, at)
  return left.kind != NOT_A_NUMBER && signOf(left) < 0
}

export function isInfiniteToken(at: usize): bool {
  takeApart(left, at)
  return left.kind == INFINITE
}

export function isZeroToken(at: usize): bool {
  takeApart(left, at)
  return left.kind == FINITE && left.isZero
}

/** Whether a finite number has no digit other than 0 behind its point; infinities are not whole. */
export function isWholeToken(at: usize): bool {
  takeApart(left, at)
  if (left.kind != FINITE) return false
  if (left.isZero) return true
  let position: i64 = 0
  for (let p = left.first; p < left.end; p++) {
    const c = load<u8>(p)
    if (c == DOT) continue
    position++
    if (c != ZERO && position > left.point) return false
  }
  return true
}

/** A hash under which equal decimals are equal (`1`, `1.0`, `10e-1`). */
export function hashNumber(at: usize): u64 {
  takeApart(left, at)
  let h: u64 = <u64>left.kind * 31 + (left.isNegative && !left.isZero ? 7 : 3)
  if (left.kind != FINITE || left.isZero) return h * 0x9e3779b97f4a7c15
  // Each part is mixed before the next one comes in, or small differences of two parts could cancel out.
  h = (h * 0x9e3779b97f4a7c15 + <u64>left.point) * 0xbf58476d1ce4e5b9
  h ^= h >> 31
  let zeros: u64 = 0
  for (let p = left.first; p < left.end; p++) {
    const c = load<u8>(p)
    if (c == DOT) continue
    if (c == ZERO) {
      zeros++
      continue
    }
    h = (h ^ (zeros << 8) ^ c) * 0xbf58476d1ce4e5b9
    h ^= h >> 31
    zeros = 0
  }
  return h * 0x94d049bb133111eb
}

const int64Max = memory.data<u8>([
  0x39, 0x32, 0x32, 0x33, 0x33, 0x37, 0x32, 0x30, 0x33, 0x36, 0x38, 0x35, 0x34, 0x37, 0x37, 0x35, 0x38, 0x30,
])

/** Whether nineteen digits are more than int64 holds. */
export function isBeyondInt64(digits: usize, isNegative: bool): bool {
  const order = memory.compare(digits, int64Max, 18)
  return order > 0 || (order == 0 && load<u8>(digits + 18) > (isNegative ? 0x38 : 0x37))
}
