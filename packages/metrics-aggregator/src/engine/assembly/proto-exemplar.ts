// What an exemplar and a timestamp must be beyond their wire types (merge-semantics §11, Reading 7).

import { equal } from './arena'
import { EXEMPLAR_INVALID, noteSoftFault, TIMESTAMP_INVALID } from './codes'
import { labelsMax } from './settings'
import { bits, field, isUtf8, readField, value, valueEnd } from './wire'

const NANOS_MAX: i32 = 999999999

/** The nanoseconds of a walked Timestamp lie inside one second. */
export function judgeTime(tagAt: usize, at: usize, end: usize): void {
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field != 2) continue
    const nanos = <i64>bits
    if (nanos < 0 || nanos > NANOS_MAX) noteSoftFault(TIMESTAMP_INVALID, tagAt)
  }
}

/** The label names of a walked Exemplar are there and differ, names and values are UTF-8. */
export function judgeExemplar(tagAt: usize, at: usize, end: usize): void {
  let count: u32 = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field != 1) continue
    const pair = value
    const pairEnd = valueEnd
    if (count++ == labelsMax || !isPairValid(pair, pairEnd) || hasNameBefore(at, end, pair)) {
      noteSoftFault(EXEMPLAR_INVALID, tagAt)
      return
    }
  }
}

let name: usize = 0
let nameLength: usize = 0

/** Reads a walked LabelPair; its name is left in `name`. */
function isPairValid(at: usize, end: usize): bool {
  nameLength = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field > 2) continue
    if (!isUtf8(value, valueEnd - value)) return false
    if (field != 1) continue
    name = value
    nameLength = valueEnd - value
  }
  return nameLength != 0
}

/** Whether a label in front of the pair whose bytes begin at `pair` has the name last read. */
function hasNameBefore(at: usize, end: usize, pair: usize): bool {
  const wanted = name
  const length = nameLength
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field != 1) continue
    if (value == pair) return false
    isPairValid(value, valueEnd)
    if (nameLength == length && equal(name, wanted, length)) return true
  }
  return false
}
