// The fields of a small proved message by their numbers, so that whoever writes it as text need not know in which order
// they came. Fields that repeat are not kept but handled where they stand.

import { bits, BYTES, field, readField, value, valueEnd, wireType } from './wire'

const LAST_FIELD: u32 = 16
const TABLE_BYTES: usize = 144

// Eight bytes for each field: a number's bits, or start and end of an inner message. Those of field 0, which no message
// has, tell which ones were seen.
export const outerFields = memory.data(144, 16)
export const innerFields = memory.data(144, 16)

/** Start and end of a message in one value; 0 is none. */
export type Range = u64

export function startOf(range: Range): usize {
  return <usize>range
}

export function endOf(range: Range): usize {
  return <usize>(range >> 32)
}

export function sizeOf(range: Range): usize {
  return endOf(range) - startOf(range)
}

export function forgetFields(table: usize): void {
  for (let i: usize = 0; i < TABLE_BYTES; i += 16) v128.store(table + i, i64x2.splat(0))
}

/** Keeps the field last read. */
export function keepField(table: usize): void {
  if (field > LAST_FIELD) return
  store<u32>(table, load<u32>(table) | ((<u32>1) << field))
  const kept: u64 = wireType == BYTES ? <u64>value | (<u64>valueEnd << 32) : bits
  store<u64>(table + (<usize>field << 3), kept)
}

export function keepFields(table: usize, at: usize, end: usize): void {
  forgetFields(table)
  for (let p = at; p < end; ) {
    p = readField(p, end)
    keepField(table)
  }
}

/** What the message has in that field; 0 without it. */
// @ts-ignore: decorator
@inline
export function fieldOf(table: usize, number: usize): u64 {
  return load<u64>(table + (number << 3))
}

/** The fields that the message has, bit by number. */
export function fieldsIn(table: usize): u32 {
  return load<u32>(table)
}
