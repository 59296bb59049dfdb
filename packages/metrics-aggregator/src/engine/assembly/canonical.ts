// Reading back the canonical lines that the engine wrote: the parts of one line, its labels, and the keys under which
// its group and its series are known. Nothing here can fail, since every line was proved when it was written.

import { hash } from './arena'
import { BRACE_CLOSE, BRACE_OPEN, COMMA, HASH, labelEnd, lineEnd, nameEnd, QUOTE, SPACE } from './bytes'
import { BUCKET, GAUGEHISTOGRAM, HISTOGRAM, INFO, STATESET, suffixOf, SUMMARY, UNKNOWN } from './family-type'
import { quotedEnd } from './labels'
import { hashNumber, numberEnd } from './number'
import { Family } from './records'

/** What stands between the quotes where the name is quoted. */
export let lineName: usize = 0
export let lineNameEnd: usize = 0
let isLineQuoted: bool = false
/** The first label, or the closing brace; 0 where the line has no block. */
export let lineLabels: usize = 0
export let lineValue: usize = 0
/** 0 without one. */
export let lineTimestamp: usize = 0
export let lineTimestampEnd: usize = 0
/** The `#` of the exemplar, or 0. */
export let lineExemplar: usize = 0
/** The line feed. */
export let lineStop: usize = 0

/** Reads the name of the line and no more; returns its end, its closing quote included. */
export function readName(at: usize): usize {
  isLineQuoted = load<u8>(at) == BRACE_OPEN
  if (!isLineQuoted) {
    lineName = at
    lineNameEnd = nameEnd(at)
    return lineNameEnd
  }
  const end = quotedEnd(at + 1)
  lineName = at + 2
  lineNameEnd = end - 1
  return end
}

export function readCanonical(at: usize): void {
  let p = readName(at)
  lineLabels = 0
  if (load<u8>(p) == BRACE_OPEN || isLineQuoted) {
    // Behind a quoted name stands what separates it from the labels, or the end of the block.
    if (load<u8>(p) != BRACE_CLOSE) p++
    lineLabels = p
    while (load<u8>(p) != BRACE_CLOSE) p = nextLabel(p)
    p++
  }
  lineValue = p + 1
  lineTimestamp = 0
  lineExemplar = 0
  p = numberEnd(lineValue)
  if (load<u8>(p) == SPACE && load<u8>(p + 1) != HASH) {
    lineTimestamp = p + 1
    p = numberEnd(lineTimestamp)
    lineTimestampEnd = p
  }
  if (load<u8>(p) == SPACE) {
    lineExemplar = p + 1
    p = lineEnd(p)
  }
  lineStop = p
}

export let labelName: usize = 0
export let labelNameEnd: usize = 0
export let labelValue: usize = 0
export let labelValueEnd: usize = 0

/** Reads the label at `at`, its name without quotes; returns where the next begins, or the closing brace. */
export function nextLabel(at: usize): usize {
  let p: usize
  if (load<u8>(at) == QUOTE) {
    p = quotedEnd(at)
    labelName = at + 1
    labelNameEnd = p - 1
  } else {
    p = labelEnd(at)
    labelName = at
    labelNameEnd = p
  }
  labelValue = p + 2
  const end = quotedEnd(p + 1)
  labelValueEnd = end - 1
  return load<u8>(end) == COMMA ? end + 1 : end
}

/** Finds a label by name in the line last read; its value stands in `labelValue`. */
export function seekLabel(name: usize, length: usize): bool {
  if (lineLabels == 0) return false
  for (let p = lineLabels; load<u8>(p) != BRACE_CLOSE; ) {
    p = nextLabel(p)
    if (labelNameEnd - labelName == length && memory.compare(labelName, name, length) == 0) return true
  }
  return false
}

const le = memory.data<u8>([0x6c, 0x65])
const quantile = memory.data<u8>([0x71, 0x75, 0x61, 0x6e, 0x74, 0x69, 0x6c, 0x65])

export function seekLe(): bool {
  return seekLabel(le, 2)
}

export function seekQuantile(): bool {
  return seekLabel(quantile, 8)
}

export let groupA: u64 = 0
export let groupB: u64 = 0
export let seriesA: u64 = 0
export let seriesB: u64 = 0

/** Keys of the group and of the series (with its timestamp as a number) of the line last read, for a family of that type. */
export function keyLine(family: Family, type: i32): void {
  keyLabels(family, type)
  addTime(lineTimestamp == 0 ? 0 : hashNumber(lineTimestamp) | 1)
}

/** The same with every label counted and the timestamp as its token. */
export function keySeries(family: Family): void {
  keyLabels(family, UNKNOWN)
  addTime(lineTimestamp == 0 ? 0 : hash(lineTimestamp, lineTimestampEnd - lineTimestamp, 7) | 1)
}

function addTime(time: u64): void {
  const name = hash(lineName, lineNameEnd - lineName, 9)
  seriesA = seriesA ^ mix(name) ^ time
  seriesB = mix(seriesB) + name + mix(time)
}

function keyLabels(family: Family, type: i32): void {
  let a: u64 = 1
  let b: u64 = 1
  let ownA: u64 = 0
  let ownB: u64 = 0
  if (lineLabels != 0) {
    for (let p = lineLabels; load<u8>(p) != BRACE_CLOSE; ) {
      p = nextLabel(p)
      const h = hash(labelValue, labelValueEnd - labelValue, hash(labelName, labelNameEnd - labelName, 5))
      const other = mix(h)
      if (!isOutsideGroup(family, type)) {
        a += h
        b += other
      }
      // For the identity of a series an empty value is the same as no label (OpenMetrics 1.0, Label).
      if (labelValue == labelValueEnd) continue
      ownA += h
      ownB += other
    }
  }
  groupA = a
  groupB = b
  seriesA = ownA
  seriesB = ownB
}

function mix(value: u64): u64 {
  const h = (value ^ (value >> 31)) * 0x94d049bb133111eb
  return h ^ (h >> 29)
}

/** Whether the label last read does not tell groups apart (merge-semantics §8). */
function isOutsideGroup(family: Family, type: i32): bool {
  const length = labelNameEnd - labelName
  const rest = lineNameEnd - lineName - family.nameLength
  if (type == HISTOGRAM || type == GAUGEHISTOGRAM) return length == 2 && suffixOf(lineNameEnd - rest, rest) == BUCKET && memory.compare(labelName, le, 2) == 0
  if (type == SUMMARY) return rest == 0 && length == 8 && memory.compare(labelName, quantile, 8) == 0
  if (type == STATESET) return length == family.nameLength && memory.compare(labelName, family.name, length) == 0
  return type == INFO
}
