// LabelPair messages read: those of a metric when it is taken in, and again when it is written as lines.

import { field, readField, value, valueEnd } from './wire'

const NAME_TAG: u8 = 0x0a
const VALUE_TAG: u8 = 0x12

// The pair last read: its name and value, empty at the pair's beginning where they are not there, and their fields.
export let pairName: usize = 0
export let pairNameLength: usize = 0
export let pairText: usize = 0
export let pairTextLength: usize = 0
export let nameFieldAt: usize = 0
export let textFieldAt: usize = 0

/** Reads a pair of a short name and a short value and nothing else, as nearly all are; false when it is another one. */
// @ts-ignore: decorator
@inline
export function readPlainPair(at: usize, end: usize): bool {
  if (end - at < 4 || load<u8>(at) != NAME_TAG) return false
  const length = <usize>load<u8>(at + 1)
  const second = at + 2 + length
  if (length >= 0x80 || second + 2 > end || load<u8>(second) != VALUE_TAG) return false
  const rest = <usize>load<u8>(second + 1)
  if (rest >= 0x80 || second + 2 + rest != end) return false
  nameFieldAt = at
  pairName = at + 2
  pairNameLength = length
  textFieldAt = second
  pairText = second + 2
  pairTextLength = rest
  return true
}

/** Reads a pair that was walked before. */
export function readWalkedPair(at: usize, end: usize): void {
  pairName = at
  pairNameLength = 0
  pairText = at
  pairTextLength = 0
  nameFieldAt = at
  textFieldAt = at
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    if (field == 1) {
      nameFieldAt = fieldAt
      pairName = value
      pairNameLength = valueEnd - value
    } else if (field == 2) {
      textFieldAt = fieldAt
      pairText = value
      pairTextLength = valueEnd - value
    }
  }
}
