// Protobuf's wire format inside bounds: varints, tags and fields. Nothing here reads a byte that the message does not
// have (SIMD aside, whose overshoot is thrown away), whatever the lengths in it claim.

import { refuse, WIRE_INVALID } from './codes'
import { invalidAt } from './utf8'

export const VARINT: u32 = 0
export const FIXED64: u32 = 1
export const BYTES: u32 = 2
export const FIXED32: u32 = 5

const FIELD_MAX: u64 = 0x1fffffff

/** The number last read. */
export let varint: u64 = 0

/** Behind the varint at `at`, or 0: it runs past `end`, over ten bytes or over 64 bits. */
export function readVarint(at: usize, end: usize): usize {
  let value: u64 = 0
  let p = at
  for (let shift: u64 = 0; shift < 70 && p < end; shift += 7) {
    const byte = <u64>load<u8>(p++)
    if (shift == 63 && byte > 1) return 0
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) {
      varint = value
      return p
    }
  }
  return 0
}

// The field last read: its number and wire type, where its value stands, and the value of a varint or of eight bytes.
export let field: u32 = 0
export let wireType: u32 = 0
export let value: usize = 0
export let valueEnd: usize = 0
export let bits: u64 = 0

/** Reads the field at `at`; returns where the next one begins, or 0 with the fault noted at the tag. */
export function readField(at: usize, end: usize): usize {
  // Tags and lengths below 128 are what nearly every field has.
  let p = at + 1
  let tag = <u64>load<u8>(at)
  if (tag >= 0x80) {
    p = readVarint(at, end)
    if (p == 0) return refuse(WIRE_INVALID, at)
    tag = varint
  }
  if (tag < 8 || tag >> 3 > FIELD_MAX) return refuse(WIRE_INVALID, at)
  field = <u32>(tag >> 3)
  wireType = <u32>tag & 7
  value = p
  const next = readValue(p, end)
  return next == 0 ? refuse(WIRE_INVALID, at) : next
}

function readValue(at: usize, end: usize): usize {
  if (wireType == BYTES) {
    const length = at < end ? <u64>load<u8>(at) : 0x80
    let p = at + 1
    if (length >= 0x80) {
      p = readVarint(at, end)
      if (p == 0) return 0
    } else varint = length
    if (varint > <u64>(end - p)) return 0
    value = p
    valueEnd = p + <usize>varint
    return valueEnd
  }
  if (wireType == VARINT) {
    const p = readVarint(at, end)
    bits = varint
    valueEnd = p
    return p
  }
  if (wireType == FIXED64) {
    if (end - at < 8) return 0
    bits = load<u64>(at)
    valueEnd = at + 8
    return at + 8
  }
  if (wireType != FIXED32 || end - at < 4) return 0
  valueEnd = at + 4
  return at + 4
}

/** Whether the bytes are UTF-8. */
export function isUtf8(at: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += 16) {
    let high = i8x16.bitmask(v128.load(at + i))
    if (length - i < 16) high &= (1 << <i32>(length - i)) - 1
    if (high != 0) return invalidAt(at + i, at + length) == at + length
  }
  return true
}

/** How many bytes a number takes as a varint. */
export function varintLength(value: u64): usize {
  return <usize>((70 - clz(value | 1)) / 7)
}

/** Writes a varint; returns the place behind it. */
export function writeVarint(at: usize, number: u64): usize {
  let p = at
  let rest = number
  while (rest >= 0x80) {
    store<u8>(p++, <u8>rest | 0x80)
    rest >>= 7
  }
  store<u8>(p++, <u8>rest)
  return p
}

export function zigzag32(raw: u64): i32 {
  const n = <u32>raw
  return <i32>((n >> 1) ^ (0 - (n & 1)))
}

export function zigzag64(raw: u64): i64 {
  return <i64>((raw >> 1) ^ (0 - (raw & 1)))
}
