// The lines of one metric: its labels as a block that all of them share, its timestamp, and each line around its value.
// Room is made for a line when it is opened, so nothing in it has to be measured.

import { alloc, copy, hash } from './arena'
import {
  BRACE_CLOSE, BRACE_OPEN, COMMA, DOT, HASH, isPlainLabel, LF, QUOTE, SPACE, ZERO,
} from './bytes'
import { writeDouble, writeInteger, writeSigned } from './double-to-decimal'
import { BARE, BUCKET, CREATED, OPENMETRICS, suffixBytes, suffixLength, TEXT } from './family-type'
import { isReserved } from './labels'
import { endOf, fieldOf, innerFields, keepFields, Range, sizeOf, startOf } from './proto-fields'
import { pairName, pairNameLength, pairText, pairTextLength, readPlainPair, readWalkedPair } from './proto-label'
import { writeEscaped } from './proto-pairs'
import { doubt } from './proto-proof'
import { createdStem } from './proto-sides'
import { TIME_BYTES_MAX, writeMillisecondsAsSeconds, writeTimestamp } from './proto-time'
import { appendLine, keepWritten, roomFor, write } from './ranges'
import { Family, Target } from './records'
import { field, readField, value, valueEnd } from './wire'

let format: i32 = TEXT
let source: Family = changetype<Family>(0)
let target: Target = changetype<Target>(0)
let main: Family = changetype<Family>(0)
let sequence: u32 = 0

/** Lines of that family for a page of that format; what they have is noted in the main family of lines. */
export function startLines(family: Family, lines: Family, pageFormat: i32): void {
  if (format != pageFormat) forgetBounds()
  format = pageFormat
  source = family
  target = family.target
  main = lines
}

/** The lines to come stand there among the target's segments. */
export function placeLines(at: u32): void {
  sequence = at
}

// What all lines of one metric have in common: the labels behind an opening brace, and the timestamp behind a space.
let block: usize = 0
let blockLength: usize = 0
let blockRoom: usize = 0
const stamp = memory.data(48, 16)
let stampLength: usize = 0
/** A text page cannot carry a time before 1970 to Prometheus. */
let isLeftOut: bool = false
/** The last line with a bound, which begins like the next one up to that bound; 0 without one. */
let model: usize = 0
let modelLength: usize = 0

/** The key of the metric's labels, in any order. */
export let labelsA: u64 = 0
export let labelsB: u64 = 0

export function forgetBlockRoom(): void {
  blockRoom = 0
}

/** Begins a metric whose message has that many bytes. */
export function startMetric(size: usize): void {
  if (size * 2 + 64 > blockRoom) {
    // Escapes double a text, and a pair has as many bytes around its text as a label has.
    blockRoom = size * 4 + 64
    block = alloc(blockRoom)
  }
  blockLength = 0
  stampLength = 0
  isLeftOut = false
  model = 0
  labelsA = 1
  labelsB = 1
}

/** Adds a label to the block; `isKeyed` where the key of the labels is wanted. */
export function addLabel(at: usize, end: usize, isKeyed: bool): void {
  const start = block + blockLength
  store<u8>(start, blockLength == 0 ? BRACE_OPEN : COMMA)
  const stop = writeLabel(start + 1, at, end)
  blockLength = stop - block
  if (!isKeyed) return
  const h = hash(start + 1, stop - start - 1, 5)
  labelsA += h
  labelsB += (h ^ (h >> 31)) * 0x94d049bb133111eb
}

export function setTime(time: i64): void {
  isLeftOut = format == TEXT && time < 0
  main.hasTimestamps = true
  if (time < 0) main.hasNegativeTime = true
  store<u8>(stamp, SPACE)
  stampLength = (format == OPENMETRICS ? writeMillisecondsAsSeconds(stamp + 1, time) : writeSigned(stamp + 1, time)) - stamp
}

const EQUALS_QUOTE: u16 = 0x223d

/** Writes a LabelPair as `name="value"`. */
function writeLabel(to: usize, at: usize, end: usize): usize {
  if (!readPlainPair(at, end)) readWalkedPair(at, end)
  const out = writeLabelName(to)
  store<u16>(out, EQUALS_QUOTE)
  const stop = writeEscaped(out + 2, pairText, pairText + pairTextLength, true)
  store<u8>(stop, QUOTE)
  return stop + 1
}

/** A name that is not plain is still there only where the page may have such names, between quotes. */
// @ts-ignore: decorator
@inline
function writeLabelName(to: usize): usize {
  if (isPlainLabel(pairName, pairNameLength)) return write(to, pairName, pairNameLength)
  store<u8>(to, QUOTE)
  const out = writeEscaped(to + 1, pairName, pairName + pairNameLength, true)
  store<u8>(out, QUOTE)
  return out + 1
}

// The line being written.
let home: Family = changetype<Family>(0)
let lineStart: usize = 0
let out: usize = 0
let isBlockOpen: bool = false

/** Begins a line of the family with that suffix: everything before its value, without the closing brace. */
function openBlock(to: Family, suffix: i32, extra: usize): void {
  const stem = suffix == CREATED ? createdStem(source) : <usize>source.nameLength
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

/** Begins a line and leaves it at its value. */
export function openLine(to: Family, suffix: i32, extra: usize): void {
  openBlock(to, suffix, extra)
  if (isBlockOpen) store<u8>(out++, BRACE_CLOSE)
  store<u8>(out++, SPACE)
}

// Label names as the numbers that their bytes are, the first one lowest.
const LE: u16 = 0x656c
const QUANTILE: u64 = 0x656c69746e617571

/** Begins a bucket or a quantile, with its bound as the last label, and leaves the line at its value. */
export function openBound(to: Family, suffix: i32, bound: u64, extra: usize): void {
  if (model == 0) openFirstBound(to, suffix, extra)
  else {
    lineStart = roomFor(modelLength + extra + 160)
    copy(lineStart, model, modelLength)
    out = lineStart + modelLength
    home = to
  }
  model = lineStart
  writeBound(bound)
}

/** Up to the bound. */
function openFirstBound(to: Family, suffix: i32, extra: usize): void {
  openBlock(to, suffix, extra)
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
  modelLength = out - lineStart
}

// Bounds come again in every metric of a family, so their text is kept: the bits, the length, and up to 32 bytes.
const BOUNDS: usize = 64
const BOUND_BYTES: usize = 48
const bounds = memory.data(3072, 16)

function forgetBounds(): void {
  memory.fill(bounds, 0, BOUNDS * BOUND_BYTES)
}

/** Writes the bound, the end of the block and a space. */
function writeBound(bound: u64): void {
  const entry = bounds + <usize>((bound * 0x9e3779b97f4a7c15) >> 58) * BOUND_BYTES
  if (load<u32>(entry, 8) == 0 || load<u64>(entry) != bound) keepBound(entry, bound)
  v128.store(out, v128.load(entry, 16))
  v128.store(out, v128.load(entry, 32), 16)
  out += load<u32>(entry, 8)
}

function keepBound(entry: usize, bound: u64): void {
  const text = entry + 16
  let end = writeDouble(text, reinterpret<f64>(bound))
  if (format == OPENMETRICS && isWholeText(text, end)) {
    store<u8>(end++, DOT)
    store<u8>(end++, ZERO)
  }
  store<u8>(end++, QUOTE)
  store<u8>(end++, BRACE_CLOSE)
  store<u8>(end++, SPACE)
  store<u64>(entry, bound)
  store<u32>(entry, <u32>(end - text), 8)
}

/** Whether the number was written without a point, an exponent or a word. */
function isWholeText(at: usize, end: usize): bool {
  for (let p = at; p < end; p++) if (load<u8>(p) > 0x39 || load<u8>(p) == DOT) return false
  return true
}

// Values

export function writeFloat(number: u64): void {
  out = writeDouble(out, reinterpret<f64>(number))
}

/** Float histograms tell their counts apart from the whole ones. */
export function writeCount(count: u64, floatCount: f64): void {
  out = floatCount != 0 ? writeDouble(out, floatCount) : writeInteger(out, count)
}

export function writeTime(time: Range): void {
  out = writeTimestamp(out, startOf(time), endOf(time))
}

/** Room that a line needs for a value that is a time. */
export const TIME_ROOM: usize = TIME_BYTES_MAX

/** Room that a line needs for that exemplar: escapes double its text. */
export function exemplarRoom(exemplar: Range): usize {
  return sizeOf(exemplar) * 2 + 64
}

/** Ends a line behind its value and gives it to its family. */
export function endLine(): void {
  if (stampLength != 0) out = write(out, stamp, stampLength)
  endStampedLine()
}

function endStampedLine(): void {
  if (isLeftOut) {
    target.samplesDropped++
    return
  }
  store<u8>(out++, LF)
  keepWritten(out)
  appendLine(home, lineStart, out, sequence, 0)
}

/** Ends a line that has an exemplar, if that is not 0 and the page can have it. */
export function endLineWith(exemplar: Range): void {
  if (exemplar == 0) return endLine()
  if (format == TEXT || !isPlainExemplar(startOf(exemplar), endOf(exemplar))) {
    target.exemplarsDropped++
    return endLine()
  }
  if (exemplarCodePoints > CODE_POINTS_MAX) doubt()
  out = write(out, stamp, stampLength)
  main.hasExemplars = true
  writeExemplar(exemplar)
  endStampedLine()
}

const CODE_POINTS_MAX: u32 = 128
let exemplarCodePoints: u32 = 0

/**
 * An exemplar of OpenMetrics has plain label names, not that of the metric's name, and no NUL. Counts the characters of
 * its labels.
 */
function isPlainExemplar(at: usize, end: usize): bool {
  exemplarCodePoints = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field != 1) continue
    readWalkedPair(value, valueEnd)
    if (!isPlainLabel(pairName, pairNameLength) || isReserved(pairName, <u32>pairNameLength)) return false
    exemplarCodePoints += <u32>pairNameLength
    for (let i: usize = 0; i < pairTextLength; i++) {
      const c = load<u8>(pairText + i)
      if (c == 0) return false
      if ((c & 0xc0) != 0x80) exemplarCodePoints++
    }
  }
  return true
}

function writeExemplar(exemplar: Range): void {
  const end = endOf(exemplar)
  let isFirst = true
  store<u32>(out, <u32>SPACE | (<u32>HASH << 8) | (<u32>SPACE << 16) | (<u32>BRACE_OPEN << 24))
  out += 4
  for (let p = startOf(exemplar); p < end; ) {
    p = readField(p, end)
    if (field != 1) continue
    if (!isFirst) store<u8>(out++, COMMA)
    isFirst = false
    out = writeLabel(out, value, valueEnd)
  }
  keepFields(innerFields, startOf(exemplar), end)
  store<u8>(out++, BRACE_CLOSE)
  store<u8>(out++, SPACE)
  writeFloat(fieldOf(innerFields, 2))
  const time = fieldOf(innerFields, 3)
  if (time == 0) return
  store<u8>(out++, SPACE)
  writeTime(time)
}
