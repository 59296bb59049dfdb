// The slow, sure way from a decimal to a float: numerator and denominator as whole numbers of any length, divided bit by
// bit. Only tokens that lie very near the middle between two floats, very small ones and very long ones come here.

import { DOT, isDigit, ZERO } from './bytes'
import { smallExponentAt } from './number'

/** More digits than this cannot change the nearest float, but for telling a tie from what is just above it. */
const DIGITS_MAX: i32 = 800
const LIMBS: usize = 256
/** 10^-400 is nothing; what is beyond the largest float was refused by the grammar. */
const SMALLEST: i32 = -400

/** Limbs in use, of both numbers alike. */
let size: usize = 0

const numerator = memory.data(1024, 16)
const denominator = memory.data(1024, 16)

export function divideExactly(at: usize): f64 {
  size = 1
  setTo(numerator, 0)
  setTo(denominator, 1)
  const power = takeNumerator(at)
  if (power + DIGITS_MAX < SMALLEST) return 0
  raise(numerator, power)
  raise(denominator, -power)
  let shift = bitLength(numerator) - bitLength(denominator)
  if (shift > 0) shiftLeft(denominator, shift)
  else shiftLeft(numerator, -shift)
  if (compare() < 0) {
    shiftLeft(numerator, 1)
    shift--
  }
  return reinterpret<f64>(quotientBits(shift))
}

/** Multiplies by a power of ten, nine places at a time. */
function raise(number: usize, power: i32): void {
  let left = power
  for (; left >= 9; left -= 9) multiplyAdd(number, 1000000000, 0)
  for (; left > 0; left--) multiplyAdd(number, 10, 0)
}

/** Reads the digits; returns the power of ten that they are to be multiplied with. */
function takeNumerator(at: usize): i32 {
  let power = 0
  let count = 0
  let isFraction = false
  let isSticky = false
  let p = at
  for (; ; p++) {
    const c = load<u8>(p)
    if (c == DOT) {
      isFraction = true
      continue
    }
    if (!isDigit(c)) break
    if (count == 0 && c == ZERO) {
      if (isFraction) power--
      continue
    }
    if (count == DIGITS_MAX) {
      if (c != ZERO) isSticky = true
      if (!isFraction) power++
      continue
    }
    multiplyAdd(numerator, 10, c - ZERO)
    count++
    if (isFraction) power--
  }
  if (isSticky) {
    // Any digit but 0 behind the others has the same effect.
    multiplyAdd(numerator, 10, 1)
    power--
  }
  return (load<u8>(p) | 0x20) == 0x65 ? power + smallExponentAt(p + 1) : power
}

/** The bits of the float nearest to numerator ÷ denominator × 2^shift, a quotient from 1 to below 2. */
function quotientBits(shift: i32): u64 {
  const isNormal = shift >= -1022
  const precision = isNormal ? 53 : 53 - (-1022 - shift)
  if (precision < 0) return 0
  let quotient: u64 = 0
  for (let i = 0; i < precision; i++) {
    quotient <<= 1
    if (compare() >= 0) {
      subtract()
      quotient |= 1
    }
    shiftLeft(numerator, 1)
  }
  const order = compare()
  if (order > 0 || (order == 0 && (quotient & 1) != 0)) quotient++
  // The highest bit of a normal float is not written; a carry into it raises the exponent by itself.
  return isNormal ? (<u64>(shift + 1022) << 52) + quotient : quotient
}

function setTo(number: usize, value: u32): void {
  memory.fill(number, 0, 4 * LIMBS)
  store<u32>(number, value)
}

function limb(number: usize, i: usize): u64 {
  return <u64>load<u32>(number + (i << 2))
}

function multiplyAdd(number: usize, factor: u64, addend: u64): void {
  let carry = addend
  for (let i: usize = 0; i < size; i++) {
    carry += limb(number, i) * factor
    store<u32>(number + (i << 2), <u32>carry)
    carry >>= 32
  }
  if (carry != 0) store<u32>(number + (size++ << 2), <u32>carry)
}

function shiftLeft(number: usize, count: i32): void {
  const whole = <usize>(count >> 5)
  if (bitLength(number) + count > <i32>(size << 5)) size += whole + 1
  const part = <u64>(count & 31)
  for (let i = size; i-- > 0; ) {
    const high: u64 = i >= whole ? limb(number, i - whole) : 0
    const low: u64 = i > whole ? limb(number, i - whole - 1) : 0
    store<u32>(number + (i << 2), <u32>((high << part) | (low >> (32 - part))))
  }
}

function bitLength(number: usize): i32 {
  for (let i = size; i-- > 0; ) {
    const top = load<u32>(number + (i << 2))
    if (top != 0) return <i32>(i << 5) + 32 - <i32>clz(top)
  }
  return 0
}

function compare(): i32 {
  for (let i = size; i-- > 0; ) {
    const a = limb(numerator, i)
    const b = limb(denominator, i)
    if (a != b) return a < b ? -1 : 1
  }
  return 0
}

function subtract(): void {
  let borrow: u64 = 0
  for (let i: usize = 0; i < size; i++) {
    const difference = limb(numerator, i) - limb(denominator, i) - borrow
    store<u32>(numerator + (i << 2), <u32>difference)
    borrow = difference >> 63
  }
}
