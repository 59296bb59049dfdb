// Families made from lines that exist already: ranges of finished bytes are shared, rewritten lines go into blocks of
// the page. Used by conversion, repair, split and the dropping of duplicates.

import { alloc, copy } from './arena'
import { addSegment, Family } from './records'

const BLOCK_BYTES: usize = 65536

let cursor: usize = 0
let limit: usize = 0

export function forgetBlocks(): void {
  cursor = 0
  limit = 0
}

/** Room for one rewritten line; `keepWritten` closes it. */
export function roomFor(size: usize): usize {
  if (cursor + size + 16 > limit) {
    const block = size + 16 < BLOCK_BYTES ? BLOCK_BYTES : size + 16
    cursor = alloc(block)
    limit = cursor + block
  }
  return cursor
}

export function keepWritten(end: usize): void {
  cursor = end
}

/** Writes bytes and returns the place behind them; the block has room for the overshoot of the copy. */
export function write(to: usize, from: usize, length: usize): usize {
  copy(to, from, length)
  return to + length
}

/** Adds finished bytes that are no lines. */
export function appendBytes(family: Family, start: usize, end: usize): void {
  const last = family.last
  if (changetype<usize>(last) != 0 && last.end == start) last.end = end
  else addSegment(family, start, end, 0, 0)
}

/** Adds one finished line to a family, lengthening its last segment where the line stands right behind it. */
export function appendLine(family: Family, start: usize, end: usize, sequence: u32, sample: u32): void {
  const last = family.last
  family.samples++
  const continues = changetype<usize>(last) != 0 && last.end == start && last.sequence == sequence
  if (continues && !family.target.isChecking) last.end = end
  else addSegment(family, start, end, sequence, sample)
}
