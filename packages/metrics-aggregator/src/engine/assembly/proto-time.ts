// Points in time between the formats: Timestamp messages as decimal seconds and back, milliseconds as seconds. The
// point moves; no arithmetic on floats.

import { DOT, MINUS, ZERO } from './bytes'
import { writeInteger, writeSigned } from './double-to-decimal'
import { Decimal, takeApart } from './number'
import { bits, field, readField, varintLength, writeVarint } from './wire'

const NANOS: i32 = 1000000000
const NANO_PLACES: i64 = 9

/** Enough for any time as text or as a message with its tag and length. */
export const TIME_BYTES_MAX: usize = 32

/** Writes a walked Timestamp as seconds with as many decimals as it has. */
export function writeTimestamp(to: usize, at: usize, end: usize): usize {
  let seconds: i64 = 0
  let nanos: i32 = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) seconds = <i64>bits
    else if (field == 2) nanos = <i32>bits
  }
  let out = to
  if (seconds < 0 && nanos > 0) {
    // −2 seconds and 0.25 are −1.75.
    store<u8>(out++, MINUS)
    out = writeInteger(out, 0 - <u64>(seconds + 1))
    nanos = NANOS - nanos
  } else out = writeSigned(out, seconds)
  return nanos == 0 ? out : writeFraction(out, nanos, <i32>NANO_PLACES, true)
}

/** Writes milliseconds as seconds with three decimals. */
export function writeMillisecondsAsSeconds(to: usize, time: i64): usize {
  let out = to
  if (time < 0) store<u8>(out++, MINUS)
  const size = time < 0 ? 0 - <u64>time : <u64>time
  out = writeInteger(out, size / 1000)
  return writeFraction(out, <i32>(size % 1000), 3, false)
}

function writeFraction(to: usize, fraction: i32, places: i32, isTrimmed: bool): usize {
  store<u8>(to, DOT)
  let rest = fraction
  for (let i = places; i > 0; i--) {
    store<u8>(to + i, ZERO + <u8>(rest % 10))
    rest /= 10
  }
  let end = to + places + 1
  if (isTrimmed) while (load<u8>(end - 1) == ZERO) end--
  return end
}

const decimal = changetype<Decimal>(memory.data(64, 16))

/** More digits before the point than this have no Timestamp. */
const SECONDS_PLACES_MAX: i64 = 18

// The time last read.
let seconds: i64 = 0
let nanos: i32 = 0

/** Reads a token of seconds that is neither infinite nor NaN; digits behind the nanosecond are cut. False: too large. */
export function readSeconds(at: usize): bool {
  takeApart(decimal, at)
  seconds = 0
  nanos = 0
  if (decimal.isZero) return true
  if (decimal.point > SECONDS_PLACES_MAX) return false
  // The place of a digit: 0 is the first one behind the point, −1 the one before it.
  let place = -decimal.point
  for (let p = decimal.first; p < decimal.end; p++) {
    if (load<u8>(p) == DOT) continue
    addDigit(place++, <i32>(load<u8>(p) - ZERO))
  }
  // A mantissa that ends before the point has zeros up to it.
  for (; place < 0; place++) seconds *= 10
  if (!decimal.isNegative) return true
  seconds = -seconds
  if (nanos == 0) return true
  seconds--
  nanos = NANOS - nanos
  return true
}

function addDigit(place: i64, digit: i32): void {
  if (place < 0) seconds = seconds * 10 + digit
  else if (place < NANO_PLACES) {
    let weight = NANOS / 10
    for (let i: i64 = 0; i < place; i++) weight /= 10
    nanos += digit * weight
  }
}

/** Writes the time last read as a field of that tag. */
export function writeTimeField(to: usize, tag: u8): usize {
  const secondsSize: usize = seconds == 0 ? 0 : 1 + varintLength(<u64>seconds)
  const nanosSize: usize = nanos == 0 ? 0 : 1 + varintLength(<u64>nanos)
  store<u8>(to, tag)
  store<u8>(to + 1, <u8>(secondsSize + nanosSize))
  let out = to + 2
  if (seconds != 0) {
    store<u8>(out, 0x08)
    out = writeVarint(out + 1, <u64>seconds)
  }
  if (nanos == 0) return out
  store<u8>(out, 0x10)
  return writeVarint(out + 1, <u64>nanos)
}
