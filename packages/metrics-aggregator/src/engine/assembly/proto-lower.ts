// Metric messages as canonical lines: what a protobuf target looks like on a page of the other formats, and what a
// member looks like whose type a conflict takes away (merge-semantics §11, Lowering). The messages were proved.

import { alloc } from './arena'
import {
  BRACE_CLOSE, BRACE_OPEN, COMMA, DOT, EQUALS, HASH, isPlainLabel, LF, QUOTE, SPACE, ZERO,
} from './bytes'
import { writeDouble, writeInteger, writeSigned } from './double-to-decimal'
import {
  BARE, BUCKET, COUNT, COUNTER, CREATED, GAUGE, GAUGEHISTOGRAM, GCOUNT, GSUM, HISTOGRAM, OPENMETRICS, PROTOBUF, suffixBytes,
  suffixLength, SUM, SUMMARY, TEXT, TOTAL, trailingSuffix,
} from './family-type'
import { isReserved } from './labels'
import { isNative } from './proto-native'
import { noteDegraded } from './proto-notes'
import { fieldsSeen, hasInfinity, HISTOGRAM_VALUE, INFINITY_BITS, walk } from './proto-schema'
import { TIME_BYTES_MAX, writeMillisecondsAsSeconds, writeTimestamp } from './proto-time'
import { writeEscaped } from './proto-pairs'
import { valueFieldOf } from './proto-value'
import { appendLine, keepWritten, roomFor, write } from './ranges'
import { Family, likeFamily, renameFamily, Target } from './records'
import { dropsCreated } from './settings'
import { bits, field, readField, readVarint, value, valueEnd, varint } from './wire'

let format: i32 = TEXT
let source: Family = changetype<Family>(0)
let target: Target = changetype<Target>(0)
let main: Family = changetype<Family>(0)
/** The last of the families made: side families stand behind the main one in order of their first samples. */
let last: Family = changetype<Family>(0)
let keepsCounter: bool = false

/**
 * The family as lines for a page of that format, side families linked behind it. `isCounter`: on an OpenMetrics page a
 * counter stays one, so that its creation time has a place in it.
 */
export function lower(family: Family, pageFormat: i32, isCounter: bool): Family {
  format = pageFormat
  source = family
  target = family.target
  keepsCounter = isCounter
  main = linesLike(family)
  last = main
  if (format == TEXT && family.type == GAUGEHISTOGRAM) main.type = HISTOGRAM
  for (let segment = family.first; segment; segment = segment.next) {
    sequence = segment.sequence
    for (let p = segment.start; p < segment.end; ) {
      p = readVarint(p + 1, segment.end)
      const end = p + <usize>varint
      lowerMetric(p, end)
      p = end
    }
  }
  return main
}

function linesLike(family: Family): Family {
  const made = likeFamily(family)
  made.isBinary = false
  made.extrasLength = 0
  made.isSuspect = true
  return made
}

let sequence: u32 = 0

// What all lines of one metric have in common: the labels behind an opening brace, and the timestamp behind a space.
let block: usize = 0
let blockLength: usize = 0
let blockRoom: usize = 0
const stamp = memory.data(48, 16)
let stampLength: usize = 0
/** A text page cannot carry a time before 1970 to Prometheus. */
let isLeftOut: bool = false

export function forgetBlockRoom(): void {
  blockRoom = 0
}

function lowerMetric(at: usize, end: usize): void {
  const wanted = valueFieldOf(source.type)
  if ((end - at) * 2 + 64 > blockRoom) {
    // Escapes double a text, and a pair has as many bytes around its text as a label has.
    blockRoom = (end - at) * 4 + 64
    block = alloc(blockRoom)
  }
  blockLength = 0
  stampLength = 0
  isLeftOut = false
  let valueAt: usize = 0
  let valueStop: usize = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) addLabel(value, valueEnd)
    else if (field == 6) setStamp(<i64>bits)
    else if (field == wanted) {
      valueAt = value
      valueStop = valueEnd
    }
  }
  if (source.type == SUMMARY) lowerSummary(valueAt, valueStop)
  else if (source.type == HISTOGRAM || source.type == GAUGEHISTOGRAM) lowerHistogram(valueAt, valueStop)
  else lowerNumber(valueAt, valueStop)
}

function setStamp(time: i64): void {
  isLeftOut = format == TEXT && time < 0
  main.hasTimestamps = true
  if (time < 0) main.hasNegativeTime = true
  store<u8>(stamp, SPACE)
  stampLength = (format == OPENMETRICS ? writeMillisecondsAsSeconds(stamp + 1, time) : writeSigned(stamp + 1, time)) - stamp
}

function addLabel(at: usize, end: usize): void {
  const start = block + blockLength
  store<u8>(start, blockLength == 0 ? BRACE_OPEN : COMMA)
  blockLength = writeLabel(start + 1, at, end) - block
}

/** Writes a LabelPair as `name="value"`. */
function writeLabel(to: usize, at: usize, end: usize): usize {
  let name = at
  let nameLength: usize = 0
  let text = at
  let textEnd = at
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) {
      name = value
      nameLength = valueEnd - value
    } else if (field == 2) {
      text = value
      textEnd = valueEnd
    }
  }
  let out = writeLabelName(to, name, nameLength)
  store<u8>(out++, EQUALS)
  store<u8>(out++, QUOTE)
  out = writeEscaped(out, text, textEnd, true)
  store<u8>(out++, QUOTE)
  return out
}

/** A name that is not plain is still there only where the page may have such names, between quotes. */
function writeLabelName(to: usize, name: usize, length: usize): usize {
  if (isPlainLabel(name, length)) return write(to, name, length)
  store<u8>(to, QUOTE)
  const out = writeEscaped(to + 1, name, name + length, true)
  store<u8>(out, QUOTE)
  return out + 1
}

// Label names as the numbers that their bytes are, the first one lowest.
const LE: u16 = 0x656c
const QUANTILE: u64 = 0x656c69746e617571
const EQUALS_QUOTE: u16 = 0x223d

// The line being written.
let home: Family = changetype<Family>(0)
let lineStart: usize = 0
let out: usize = 0

/** Begins a line of the family with that suffix: everything before its value, without the closing brace. */
function openLine(to: Family, suffix: i32, extra: usize): void {
  const stem = suffix == CREATED ? createdStem() : <usize>source.nameLength
  home = to
  lineStart = roomFor(stem + blockLength + extra + 160)
  out = lineStart
  isBlockOpen = blockLength != 0 || source.isQuoted
  if (source.isQuoted) {
    store<u8>(out++, BRACE_OPEN)
    store<u8>(out++, QUOTE)
  }
  out = write(out, source.name, stem)
  if (suffix != BARE) out = write(out, suffixBytes(suffix), suffixLength(suffix))
  if (source.isQuoted) store<u8>(out++, QUOTE)
  const labels = out
  out = write(out, block, blockLength)
  if (source.isQuoted && blockLength != 0) store<u8>(labels, COMMA)
}

let isBlockOpen: bool = false

/** Closes the labels and leaves the line at its value. */
function closeLabels(): void {
  if (isBlockOpen) store<u8>(out++, BRACE_CLOSE)
  store<u8>(out++, SPACE)
}

/** Begins a bucket or a quantile, with its bound as the last label, and leaves the line at its value. */
function openBound(to: Family, suffix: i32, bound: u64, extra: usize): void {
  openLine(to, suffix, extra)
  store<u8>(out++, isBlockOpen ? COMMA : BRACE_OPEN)
  if (suffix == BUCKET) {
    store<u16>(out, LE)
    out += 2
  } else {
    store<u64>(out, QUANTILE)
    out += 8
  }
  store<u16>(out, EQUALS_QUOTE)
  out += 2
  const number = out
  out = writeDouble(out, reinterpret<f64>(bound))
  if (format == OPENMETRICS && isWholeText(number, out)) {
    store<u8>(out++, DOT)
    store<u8>(out++, ZERO)
  }
  store<u8>(out++, QUOTE)
  store<u8>(out++, BRACE_CLOSE)
  store<u8>(out++, SPACE)
}

/** Whether the number was written without a point, an exponent or a word. */
function isWholeText(at: usize, end: usize): bool {
  for (let p = at; p < end; p++) if (load<u8>(p) > 0x39 || load<u8>(p) == DOT) return false
  return true
}

/** Ends a line behind its value and gives it to its family. */
function endLine(): void {
  out = write(out, stamp, stampLength)
  endMarkedLine()
}

function endMarkedLine(): void {
  if (isLeftOut) {
    target.samplesDropped++
    return
  }
  store<u8>(out++, LF)
  keepWritten(out)
  appendLine(home, lineStart, out, sequence, 0)
}

function endLineWith(exemplar: usize, exemplarEnd: usize): void {
  if (exemplar == 0) return endLine()
  if (format == TEXT || !isPlainExemplar(exemplar, exemplarEnd)) {
    target.exemplarsDropped++
    return endLine()
  }
  out = write(out, stamp, stampLength)
  main.hasExemplars = true
  writeExemplar(exemplar, exemplarEnd)
  endMarkedLine()
}

/** An exemplar of OpenMetrics has plain label names, not that of the metric's name, and no NUL. */
function isPlainExemplar(at: usize, end: usize): bool {
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field != 1) continue
    const pair = value
    const pairEnd = valueEnd
    for (let q = pair; q < pairEnd; ) {
      q = readField(q, pairEnd)
      if (field > 2) continue
      const length = valueEnd - value
      if (field == 1 && (!isPlainLabel(value, length) || isReserved(value, <u32>length))) return false
      for (let r = value; r < valueEnd; r++) if (load<u8>(r) == 0) return false
    }
  }
  return true
}

function writeExemplar(at: usize, end: usize): void {
  let number: u64 = 0
  let time: usize = 0
  let timeEnd: usize = 0
  let isFirst = true
  store<u32>(out, <u32>SPACE | (<u32>HASH << 8) | (<u32>SPACE << 16) | (<u32>BRACE_OPEN << 24))
  out += 4
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) {
      if (!isFirst) store<u8>(out++, COMMA)
      isFirst = false
      out = writeLabel(out, value, valueEnd)
    } else if (field == 2) number = bits
    else if (field == 3) {
      time = value
      timeEnd = valueEnd
    }
  }
  store<u8>(out++, BRACE_CLOSE)
  store<u8>(out++, SPACE)
  out = writeDouble(out, reinterpret<f64>(number))
  if (time == 0) return
  store<u8>(out++, SPACE)
  out = writeTimestamp(out, time, timeEnd)
}

// Families behind the main one

/** The gauge of that suffix behind the main family, made with its first sample. */
function sideFamily(suffix: i32): Family {
  const stem = suffix == CREATED ? <u32>createdStem() : source.nameLength
  const length = stem + <u32>suffixLength(suffix)
  for (let side = main.next; side; side = side.next) if (side.nameLength == length) return side
  const made = linesLike(source)
  const name = alloc(length + 16)
  memory.copy(name, source.name, stem)
  memory.copy(name + stem, suffixBytes(suffix), suffixLength(suffix))
  renameFamily(made, name, length)
  made.type = GAUGE
  made.hasUnit = false
  if (source.original != 0) nameOriginal(made, suffix)
  last.next = made
  last = made
  return made
}

/** What the gauge was called before the page's scheme changed its name. */
function nameOriginal(made: Family, suffix: i32): void {
  const isTotal = suffix == CREATED && source.type == COUNTER && trailingSuffix(source.original, source.originalLength) == TOTAL
  const stem = source.originalLength - (isTotal ? <u32>suffixLength(TOTAL) : 0)
  const name = alloc(<usize>stem + 32)
  memory.copy(name, source.original, stem)
  memory.copy(name + stem, suffixBytes(suffix), suffixLength(suffix))
  made.original = name
  made.originalLength = stem + <u32>suffixLength(suffix)
}

/** A counter `x_total` was created at `x_created`. */
function createdStem(): usize {
  const isTotal = source.type == COUNTER && trailingSuffix(source.name, source.nameLength) == TOTAL
  return <usize>source.nameLength - (isTotal ? suffixLength(TOTAL) : 0)
}

function writeCreated(at: usize, end: usize): void {
  if (at == 0) return
  const isInside = format == PROTOBUF || (format == OPENMETRICS && (source.type != COUNTER || keepsCounter))
  if (format == TEXT && dropsCreated) return
  if (isInside) main.hasCreated = true
  openLine(isInside ? main : sideFamily(CREATED), CREATED, TIME_BYTES_MAX)
  closeLabels()
  out = writeTimestamp(out, at, end)
  endLine()
}

// The values

function lowerNumber(at: usize, end: usize): void {
  let number: u64 = 0
  let exemplar: usize = 0
  let exemplarEnd: usize = 0
  let created: usize = 0
  let createdEnd: usize = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) number = bits
    else if (source.type != COUNTER) continue
    else if (field == 2) {
      exemplar = value
      exemplarEnd = valueEnd
    } else if (field == 3) {
      created = value
      createdEnd = valueEnd
    }
  }
  openLine(main, BARE, (exemplarEnd - exemplar) * 2 + 64)
  closeLabels()
  out = writeDouble(out, reinterpret<f64>(number))
  endLineWith(exemplar, exemplarEnd)
  writeCreated(created, createdEnd)
}

function writeDoubleLine(to: Family, suffix: i32, number: u64): void {
  openLine(to, suffix, 0)
  closeLabels()
  out = writeDouble(out, reinterpret<f64>(number))
  endLine()
}

function writeIntegerLine(to: Family, suffix: i32, number: u64): void {
  openLine(to, suffix, 0)
  closeLabels()
  out = writeInteger(out, number)
  endLine()
}

function lowerSummary(at: usize, end: usize): void {
  let count: u64 = 0
  let sum: u64 = 0
  let created: usize = 0
  let createdEnd: usize = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) count = bits
    else if (field == 2) sum = bits
    else if (field == 3) lowerQuantile(value, valueEnd)
    else if (field == 4) {
      created = value
      createdEnd = valueEnd
    }
  }
  writeDoubleLine(main, SUM, sum)
  writeIntegerLine(main, COUNT, count)
  writeCreated(created, createdEnd)
}

function lowerQuantile(at: usize, end: usize): void {
  let quantile: u64 = 0
  let number: u64 = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) quantile = bits
    else if (field == 2) number = bits
  }
  openBound(main, BARE, quantile, 0)
  out = writeDouble(out, reinterpret<f64>(number))
  endLine()
}

function lowerHistogram(at: usize, end: usize): void {
  walk(HISTOGRAM_VALUE, at, end)
  const isInfinite = hasInfinity
  if (isNative(fieldsSeen, at, end)) {
    target.nativeHistogramsDegraded++
    noteDegraded(source)
  }
  let count: u64 = 0
  let floatCount: f64 = 0
  let sum: u64 = 0
  let created: usize = 0
  let createdEnd: usize = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) count = bits
    else if (field == 2) sum = bits
    else if (field == 3) lowerBucket(value, valueEnd)
    else if (field == 4) floatCount = reinterpret<f64>(bits)
    else if (field == 15) {
      created = value
      createdEnd = valueEnd
    } else if (field == 16) target.exemplarsDropped++
  }
  if (!isInfinite) {
    openBound(main, BUCKET, INFINITY_BITS, 0)
    out = writeCount(out, count, floatCount)
    endLine()
  }
  const isGauge = source.type == GAUGEHISTOGRAM
  const isAside = isGauge && format == TEXT
  const sumSuffix = isGauge ? GSUM : SUM
  const countSuffix = isGauge ? GCOUNT : COUNT
  writeDoubleLine(isAside ? sideFamily(sumSuffix) : main, sumSuffix, sum)
  openLine(isAside ? sideFamily(countSuffix) : main, countSuffix, 0)
  closeLabels()
  out = writeCount(out, count, floatCount)
  endLine()
  if (isGauge && format == OPENMETRICS && created != 0) {
    // OpenMetrics gives gauge histograms no time of creation.
    target.samplesDropped++
    return
  }
  writeCreated(created, createdEnd)
}

/** Float histograms tell their counts apart from the whole ones. */
function writeCount(to: usize, count: u64, floatCount: f64): usize {
  return floatCount != 0 ? writeDouble(to, floatCount) : writeInteger(to, count)
}

function lowerBucket(at: usize, end: usize): void {
  let bound: u64 = 0
  let count: u64 = 0
  let floatCount: f64 = 0
  let exemplar: usize = 0
  let exemplarEnd: usize = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) count = bits
    else if (field == 2) bound = bits
    else if (field == 4) floatCount = reinterpret<f64>(bits)
    else if (field == 3) {
      exemplar = value
      exemplarEnd = valueEnd
    }
  }
  openBound(main, BUCKET, bound, (exemplarEnd - exemplar) * 2 + 64)
  out = writeCount(out, count, floatCount)
  endLineWith(exemplar, exemplarEnd)
}

/** Turns a member of a protobuf page back into lines, so that a conflict can be decided on them. */
export function useLines(member: Family): void {
  if (!member.isBinary) return
  const lines = lower(member, PROTOBUF, true)
  member.isBinary = false
  member.extrasLength = 0
  member.isSuspect = true
  member.first = lines.first
  member.last = lines.last
  member.samples = lines.samples
  member.hasExemplars = lines.hasExemplars
  member.hasCreated = lines.hasCreated
  member.hasTimestamps = lines.hasTimestamps
}
