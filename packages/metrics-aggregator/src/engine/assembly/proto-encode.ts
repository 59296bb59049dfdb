// One Metric message written from the lines that belong to it. The lines are collected first, since counts stand in
// front of buckets in a message and behind them in text, and one count that is not whole makes all of them floats.

import { alloc } from './arena'
import { BRACE_CLOSE, SPACE } from './bytes'
import {
  labelName, labelNameEnd, labelValue, labelValueEnd, lineExemplar, lineLabels, lineStop, lineTimestamp, lineValue, nextLabel, seekLe,
  seekQuantile,
} from './canonical'
import { readDouble } from './decimal-to-double'
import { BARE, BUCKET, COUNT, COUNTER, CREATED, GAUGE, GAUGEHISTOGRAM, GCOUNT, GSUM, HISTOGRAM, SUM, SUMMARY } from './family-type'
import { isInfiniteToken, isNaNToken, numberEnd } from './number'
import { writePair } from './proto-pairs'
import { readSeconds, writeTimeField } from './proto-time'
import { closeMessage, openMessage, writeDoubleField, writeNumberField } from './proto-write'
import { appendBytes, keepWritten, roomFor } from './ranges'
import { Family } from './records'
import { varintLength } from './wire'
import { readInteger, readWhole, whole } from './whole-number'

/** A line of the metric in hand. */
@unmanaged
class Part {
  suffix: i32
  value: usize
  /** The value of `le` or `quantile`. */
  bound: usize
  exemplar: usize
}

let parts: usize = 0
let partCapacity: u32 = 0
let partCount: u32 = 0
/** Bytes that the metric takes at most. */
let room: usize = 0
let labels: usize = 0
let labelSuffix: i32 = 0
let time: usize = 0
let hasSample: bool = false

/** Exemplars that found no place since the family was begun, and samples left out. */
export let lostExemplars: u32 = 0
export let lostSamples: u32 = 0
/** What the metrics written since are worth in samples, as those of protobuf targets are counted. */
export let writtenSamples: u32 = 0

export function startCounting(): void {
  writtenSamples = 0
  lostExemplars = 0
  lostSamples = 0
}

export function forgetParts(): void {
  partCapacity = 0
  partCount = 0
}

function partAt(i: u32): Part {
  return changetype<Part>(parts + <usize>i * offsetof<Part>())
}

/** Adds the line last read, which has that suffix, to the metric in hand. */
export function addPart(type: i32, suffix: i32, at: usize): void {
  if (partCount == partCapacity) growParts()
  if (partCount == 0) {
    room = 256
    labels = lineLabels
    labelSuffix = suffix
    time = lineTimestamp
    hasSample = false
  }
  const part = partAt(partCount++)
  part.suffix = suffix
  part.value = lineValue
  part.exemplar = lineExemplar
  part.bound = 0
  if (suffix != CREATED) hasSample = true
  room += (lineStop - at) * 2 + 96
  if (suffix == BUCKET) {
    if (seekLe()) part.bound = labelValue
  } else if (type == SUMMARY && suffix == BARE && seekQuantile()) part.bound = labelValue
}

function growParts(): void {
  const capacity: u32 = partCapacity == 0 ? 64 : partCapacity * 2
  const grown = alloc(<usize>capacity * offsetof<Part>())
  memory.copy(grown, parts, <usize>partCount * offsetof<Part>())
  parts = grown
  partCapacity = capacity
}

// Sizes of the lengths of the messages before, which are those of the next ones nearly always.
let metricGuess: usize = 1
let valueGuess: usize = 1

/** Writes the metric in hand into the family and forgets it. */
export function writeMetric(family: Family, type: i32): void {
  const count = partCount
  partCount = 0
  if (count == 0) return
  if (!hasSample) {
    // A time of creation without anything that was created.
    lostSamples += count
    return
  }
  const start = roomFor(room)
  let out = openMessage(start, 0x22, metricGuess)
  const body = out
  out = writeLabels(out, type)
  const isHistogram = type == HISTOGRAM || type == GAUGEHISTOGRAM
  if (isHistogram) {
    out = writeTime(out)
    out = writeHistogram(out, count)
  } else {
    out = type == SUMMARY ? writeSummary(out, count) : type == COUNTER ? writeCounter(out, count) : writePlain(out, type)
    out = writeTime(out)
  }
  const size = varintLength(out - body)
  out = closeMessage(start, metricGuess, out)
  metricGuess = size
  keepWritten(out)
  appendBytes(family, start, out)
}

function writeLabels(to: usize, type: i32): usize {
  if (labels == 0) return to
  let out = to
  for (let p = labels; load<u8>(p) != BRACE_CLOSE; ) {
    p = nextLabel(p)
    if (isBoundLabel(type)) continue
    out = writePair(out, labelName, labelNameEnd, labelValue, labelValueEnd)
  }
  return out
}

const LE: u16 = 0x656c
const QUANTILE: u64 = 0x656c69746e617571

/** Whether the label last read tells a bucket or a quantile rather than the metric. */
function isBoundLabel(type: i32): bool {
  const length = labelNameEnd - labelName
  if (labelSuffix == BUCKET) return length == 2 && load<u16>(labelName) == LE
  return type == SUMMARY && labelSuffix == BARE && length == 8 && load<u64>(labelName) == QUANTILE
}

function writeTime(to: usize): usize {
  return time == 0 ? to : writeNumberField(to, 0x30, <u64>readInteger(time))
}

function writePlain(to: usize, type: i32): usize {
  writtenSamples++
  store<u8>(to, type == GAUGE ? 0x12 : 0x2a)
  store<u8>(to + 1, 9)
  if (partAt(0).exemplar != 0) lostExemplars++
  return writeDoubleField(to + 2, 0x09, readDouble(partAt(0).value))
}

/** The part with that suffix, or none. */
function partOf(suffix: i32, count: u32): Part {
  for (let i: u32 = 0; i < count; i++) if (partAt(i).suffix == suffix) return partAt(i)
  return changetype<Part>(0)
}

function writeCounter(to: usize, count: u32): usize {
  const part = partOf(BARE, count)
  writtenSamples++
  let out = openMessage(to, 0x1a, valueGuess)
  const body = out
  out = writeDoubleField(out, 0x09, readDouble(part.value))
  if (part.exemplar != 0) out = writeExemplar(out, 0x12, part.exemplar)
  out = writeCreated(out, 0x1a, count)
  return closeValue(to, body, out)
}

function closeValue(at: usize, body: usize, end: usize): usize {
  const size = varintLength(end - body)
  const out = closeMessage(at, valueGuess, end)
  valueGuess = size
  return out
}

function writeCreated(to: usize, tag: u8, count: u32): usize {
  const part = partOf(CREATED, count)
  if (!part) return to
  if (!isNaNToken(part.value) && !isInfiniteToken(part.value) && readSeconds(part.value)) return writeTimeField(to, tag)
  lostSamples++
  return to
}

function writeSummary(to: usize, count: u32): usize {
  const total = partOf(COUNT, count)
  const sum = partOf(SUM, count)
  writtenSamples += 2
  let out = openMessage(to, 0x22, valueGuess)
  const body = out
  if (total && readWhole(total.value)) out = writeNumberField(out, 0x08, whole)
  if (sum) out = writeDoubleField(out, 0x11, readDouble(sum.value))
  for (let i: u32 = 0; i < count; i++) {
    const part = partAt(i)
    if (part.exemplar != 0) lostExemplars++
    if (part.suffix != BARE) continue
    writtenSamples++
    store<u8>(out, 0x1a)
    store<u8>(out + 1, 18)
    out = writeDoubleField(out + 2, 0x09, readDouble(part.bound))
    out = writeDoubleField(out, 0x11, readDouble(part.value))
  }
  out = writeCreated(out, 0x22, count)
  return closeValue(to, body, out)
}

function writeHistogram(to: usize, count: u32): usize {
  const isWhole = hasWholeCounts(count)
  // The last bucket counts, whether it is written or not, and so do count and sum.
  writtenSamples += 3
  hasInfinity = false
  let total = partOf(COUNT, count)
  if (!total) total = partOf(GCOUNT, count)
  let sum = partOf(SUM, count)
  if (!sum) sum = partOf(GSUM, count)
  let out = openMessage(to, 0x3a, valueGuess)
  const body = out
  if (total && isWhole && readWhole(total.value)) out = writeNumberField(out, 0x08, whole)
  if (sum) out = writeDoubleField(out, 0x11, readDouble(sum.value))
  for (let i: u32 = 0; i < count; i++) {
    const part = partAt(i)
    if (part.suffix == BUCKET) out = writeBucket(out, part, isWhole)
    else if (part.exemplar != 0) lostExemplars++
  }
  if (hasInfinity) writtenSamples--
  if (total && !isWhole) out = writeDoubleField(out, 0x21, readDouble(total.value))
  out = writeCreated(out, 0x7a, count)
  return closeValue(to, body, out)
}

/** Whether the histogram in hand has a bucket up to +Inf. */
let hasInfinity: bool = false

/** Whether every count is a whole number of 64 bits. */
function hasWholeCounts(count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const part = partAt(i)
    const isCount = part.suffix == BUCKET || part.suffix == COUNT || part.suffix == GCOUNT
    if (isCount && !readWhole(part.value)) return false
  }
  return true
}

function writeBucket(to: usize, part: Part, isWhole: bool): usize {
  let out = openMessage(to, 0x1a, 1)
  if (isWhole && readWhole(part.value)) out = writeNumberField(out, 0x08, whole)
  const bound = readDouble(part.bound)
  writtenSamples++
  if (bound == Infinity) hasInfinity = true
  out = writeDoubleField(out, 0x11, bound)
  if (part.exemplar != 0) out = writeExemplar(out, 0x1a, part.exemplar)
  if (!isWhole) out = writeDoubleField(out, 0x21, readDouble(part.value))
  return closeMessage(to, 1, out)
}

/** Writes `# {labels} value [time]` as an Exemplar; one whose time has no Timestamp is lost. */
function writeExemplar(to: usize, tag: u8, at: usize): usize {
  let out = openMessage(to, tag, 1)
  let p = at + 3
  while (load<u8>(p) != BRACE_CLOSE) {
    p = nextLabel(p)
    out = writePair(out, labelName, labelNameEnd, labelValue, labelValueEnd)
  }
  out = writeDoubleField(out, 0x11, readDouble(p + 2))
  p = numberEnd(p + 2)
  if (load<u8>(p) == SPACE) {
    if (!readSeconds(p + 1)) {
      lostExemplars++
      return to
    }
    out = writeTimeField(out, 0x1a)
  }
  return closeMessage(to, 1, out)
}
