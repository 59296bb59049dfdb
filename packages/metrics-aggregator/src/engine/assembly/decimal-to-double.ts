// Decimal tokens to the nearest 64-bit float, ties to even: exact products where they are exact, the algorithm of
// Eisel and Lemire where it is sure of itself, and long division of whole numbers for the rest.

import { DOT, isDigit, MINUS, PLUS, ZERO } from './bytes'
import { divideExactly } from './exact-division'
import { smallExponentAt } from './number'
import { isPowerKnown, multiplyHigh, powerHigh, powerLow } from './powers-of-ten'

const DIGITS_MAX: i32 = 19
const EXACT_MAX: u64 = 1 << 53
const EXACT_POWERS: StaticArray<f64> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
  1e22,
]

// The token last read: digits × 10^exponent, the digits cut behind the nineteenth.
let digits: u64 = 0
let exponent: i32 = 0
let isCut: bool = false

/** The float nearest to a valid number token (merge-semantics §4.4). */
export function readDouble(at: usize): f64 {
  let p = at
  const isNegative = load<u8>(p) == MINUS
  if (isNegative || load<u8>(p) == PLUS) p++
  const lower = load<u8>(p) | 0x20
  if (lower == 0x6e) return NaN
  const size = lower == 0x69 ? Infinity : readFinite(p)
  return isNegative ? -size : size
}

/** Nineteen digits times a smaller power of ten are less than half of the smallest float. */
const SMALLEST: i32 = -343

function readFinite(at: usize): f64 {
  takeDigits(at)
  if (digits == 0 || exponent < SMALLEST) return 0
  if (!isCut && digits <= EXACT_MAX) {
    if (exponent == 0) return <f64>digits
    if (exponent > 0 && exponent <= 22) return <f64>digits * unchecked(EXACT_POWERS[exponent])
    if (exponent < 0 && exponent >= -22) return <f64>digits / unchecked(EXACT_POWERS[-exponent])
  }
  if (approximate(digits, exponent)) {
    const below = approximation
    // Digits that were cut lie between this decimal and the next one.
    if (!isCut || (approximate(digits + 1, exponent) && approximation == below)) return reinterpret<f64>(below)
  }
  return divideExactly(at)
}

function takeDigits(at: usize): void {
  digits = 0
  exponent = 0
  isCut = false
  let count = 0
  let isFraction = false
  let p = at
  for (; ; p++) {
    const c = load<u8>(p)
    if (c == DOT) {
      isFraction = true
      continue
    }
    if (!isDigit(c)) break
    if (count == DIGITS_MAX) {
      if (c != ZERO) isCut = true
      if (!isFraction) exponent++
      continue
    }
    if (isFraction) exponent--
    if (digits == 0 && c == ZERO) continue
    digits = digits * 10 + (c - ZERO)
    count++
  }
  if ((load<u8>(p) | 0x20) == 0x65) exponent += smallExponentAt(p + 1)
}

let approximation: u64 = 0

/** Leaves the bits of the float nearest to `mantissa` × 10^`power` in `approximation`; false when not sure. */
function approximate(mantissa: u64, power: i32): bool {
  if (!isPowerKnown(power)) return false
  const zeros = clz(mantissa)
  const normal = mantissa << zeros
  let binary = <u64>(((217706 * power) >> 16) + 64 + 1023) - <u64>zeros
  const factor = powerHigh(power)
  let high = multiplyHigh(normal, factor)
  let low = normal * factor
  if ((high & 0x1ff) == 0x1ff && low + normal < normal) {
    // The bits below might carry into the ones that count: take the other half of the power too.
    const other = powerLow(power)
    const addend = multiplyHigh(normal, other)
    const rest = normal * other
    let wideHigh = high
    const wideLow = low + addend
    if (wideLow < low) wideHigh++
    if ((wideHigh & 0x1ff) == 0x1ff && wideLow + 1 == 0 && rest + normal < normal) return false
    high = wideHigh
    low = wideLow
  }
  const top = high >> 63
  // A number far below 1 is exactly between two floats only with more digits than these.
  const below = 1 - (<i64>binary - (1 ^ <i64>top))
  if (below > 0) return approximateSubnormal(high >> (top + 9), below)
  let rounded = high >> (top + 9)
  binary -= 1 ^ top
  // Exactly between two floats, as far as these bits tell.
  if (low == 0 && (high & 0x1ff) == 0 && (rounded & 3) == 1) return false
  rounded += rounded & 1
  rounded >>= 1
  if (rounded >> 53 != 0) {
    rounded >>= 1
    binary++
  }
  if (binary >= 0x7ff) return false
  approximation = (binary << 52) | (rounded & 0x000fffffffffffff)
  return true
}

/** `rounded` has 54 bits; `places` more than for a normal float are cut. */
function approximateSubnormal(rounded: u64, places: i64): bool {
  const kept = places > 62 ? 0 : rounded >> places
  approximation = (kept + (kept & 1)) >> 1
  return true
}
