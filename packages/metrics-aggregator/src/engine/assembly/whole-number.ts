// Number tokens that are whole and fit 64 bits without a sign, as protobuf counts its observations.

import { DOT, isDigit, ZERO } from './bytes'
import { Decimal, isNaNToken, isNegativeToken, isWholeToken, takeApart } from './number'

/** The number last read. */
export let whole: u64 = 0

const SURE_DIGITS: usize = 19
const DIGITS_MAX: i64 = 20
const decimal = changetype<Decimal>(memory.data(64, 16))

/** Whether the valid token at `at` is such a number; it is left in `whole`. */
export function readWhole(at: usize): bool {
  let p = at
  let number: u64 = 0
  for (; isDigit(load<u8>(p)); p++) number = number * 10 + (load<u8>(p) - ZERO)
  const next = load<u8>(p)
  whole = number
  if (p != at && p - at <= SURE_DIGITS && next != DOT && (next | 0x20) != 0x65) return true
  return readSpelled(at)
}

/** The same for points, exponents and signs. */
function readSpelled(at: usize): bool {
  whole = 0
  if (isNaNToken(at) || isNegativeToken(at) || !isWholeToken(at)) return false
  takeApart(decimal, at)
  if (decimal.isZero) return true
  if (decimal.point > DIGITS_MAX) return false
  let left = decimal.point
  for (let p = decimal.first; left > 0; p++) {
    if (p < decimal.end && load<u8>(p) == DOT) continue
    const digit: u64 = p < decimal.end ? <u64>(load<u8>(p) - ZERO) : 0
    if (whole > (u64.MAX_VALUE - digit) / 10) return false
    whole = whole * 10 + digit
    left--
  }
  return true
}

/** A valid int64 token. */
export function readInteger(at: usize): i64 {
  const isNegative = load<u8>(at) == 0x2d
  let number: i64 = 0
  for (let p = isNegative ? at + 1 : at; isDigit(load<u8>(p)); p++) number = number * 10 - <i64>(load<u8>(p) - ZERO)
  return isNegative ? number : -number
}
