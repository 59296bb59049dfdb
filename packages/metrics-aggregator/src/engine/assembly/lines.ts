// The hot loop: complete lines of one chunk, validated and rewritten in one pass. Canonical sample lines are handled
// here; a line with anything unusual in it is handed to `sample.ts` or `metadata.ts`, which also decide what is wrong.
// The loop is kept whole, with its state in locals, because that is what makes it fast.

import { alloc, copy, equal } from './arena'
import {
  BACKSLASH, BRACE_CLOSE, BRACE_OPEN, COMMA, CR, HASH, isBlank, isDigit, labelEnd, LF, lineEnd, MINUS, nameEnd, plainEnd, QUOTE,
  skipBlanks, SPACE,
} from './bytes'
import {
  BODY_TRUNCATED, EOF_MISSING, EOF_NOT_LAST, EXPOSITION_TOO_LARGE, fault, faultAt, LABEL_COLLISION, LINE_INVALID, LINE_TOO_LONG, refuse,
  SAMPLES_TOO_MANY,
} from './codes'
import { TEXT } from './family-type'
import { find } from './findings'
import { isReserved } from './labels'
import { readDescriptor, readTextComment } from './metadata'
import { numberEnd } from './number'
import { enterFamily, familyOfSample, isTooLarge, reserveOutput } from './output'
import { NO_FAMILY, Target } from './records'
import { isDropped, readSample } from './sample'
import { lineBytesMax, samplesMax } from './settings'
import { sequenceEnd } from './utf8'

// Start and length of the label names of the line in hand; more labels than this go the slow way.
const FAST_LABELS_MAX: u32 = 64
let fastLabelsMax: u32 = FAST_LABELS_MAX

/** The fast path must not take more labels than the limit allows. */
export function setFastLabels(labelsMax: u32): void {
  fastLabelsMax = labelsMax < FAST_LABELS_MAX ? labelsMax : FAST_LABELS_MAX
}

// The two bytes `="`.
const EQUALS_QUOTE: u16 = 0x223d
const fastNames = memory.data(512, 16)

/** One of 64 bits for a label name; equal names share it, so a free bit proves a new name. */
// @ts-ignore: decorator
@inline
export function nameBit(at: usize, length: usize): u64 {
  const key = <u32>load<u8>(at) * 7 + <u32>load<u8>(at + length - 1) * 13 + <u32>load<u8>(at + (length >> 1)) * 3 + <u32>length
  return (<u64>1) << (key & 63)
}

/** Whether a label name that shares a bit is really known: injected, reserved, or on this line before. */
function needsCare(target: Target, at: usize, length: u32, count: u32): bool {
  if (isReserved(at, length) || isDropped(target, at, length)) return true
  for (let i: u32 = 0; i < target.injectedCount; i++) {
    const entry = target.injectedLabels + ((<usize>i) << 4)
    if (load<u32>(entry, 4) == length && equal(load<u32>(entry), at, length)) return true
  }
  for (let i: u32 = 0; i < count; i++) {
    const entry = fastNames + ((<usize>i) << 3)
    if (load<u32>(entry, 4) == length && equal(load<u32>(entry), at, length)) return true
  }
  return false
}

/** Behind the closing quote of a label value without surprises, or 0. `at` is behind the opening quote. */
// @ts-ignore: decorator
@inline
function plainValueEnd(at: usize): usize {
  let p = at
  while (true) {
    p = plainEnd(p)
    const c = load<u8>(p)
    if (c == QUOTE) return p + 1
    if (c == LF) return 0
    if (c == BACKSLASH) {
      const next = load<u8>(p + 1)
      p += next == QUOTE || next == BACKSLASH ? 2 : 1
      continue
    }
    p = sequenceEnd(p)
    if (p == 0) return 0
  }
}

/** The closing brace of a plain label block that begins with a label, or 0. `at` is behind the opening brace. */
// @ts-ignore: decorator
@inline
function plainLabelsEnd(target: Target, at: usize): usize {
  let p = at
  let seen = target.watchedNames
  for (let count: u32 = 0; count < fastLabelsMax; count++) {
    const label = p
    p = labelEnd(p)
    const length = p - label
    if (length == 0 || isDigit(load<u8>(label)) || load<u16>(p) != EQUALS_QUOTE) return 0
    const bit = nameBit(label, length)
    if ((seen & bit) != 0 && needsCare(target, label, <u32>length, count)) return 0
    seen |= bit
    const entry = fastNames + ((<usize>count) << 3)
    store<u32>(entry, <u32>label)
    store<u32>(entry, <u32>length, 4)
    const value = p + 2
    p = plainValueEnd(value)
    if (p == 0) return 0
    if (isBound(label, length) && numberEnd(value) != p - 1) isSuspect = true
    const separator = load<u8>(p)
    if (separator == BRACE_CLOSE) return p
    if (separator != COMMA) return 0
    p++
  }
  return 0
}

// Whether the line in hand has a bound that is no number.
let isSuspect: bool = false

const LE: u16 = 0x656c
const QUANTILE: u64 = 0x656c69746e617571

// @ts-ignore: decorator
@inline
function isBound(name: usize, length: usize): bool {
  return length == 2 ? load<u16>(name) == LE : length == 8 && load<u64>(name) == QUANTILE
}

// The name of the line before as it stands in the output, and its family's being current. Cleared by any other line.
let lastName: usize = 0
let lastNameLength: usize = 0

/** A canonical sample line without surprises: validated, labelled, written. Returns its LF, or 0 having done nothing. */
// @ts-ignore: decorator
@inline
function readPlainSample(target: Target, at: usize, isText: bool): usize {
  let nameStop = at + lastNameLength
  let c = load<u8>(nameStop)
  const isSame = lastNameLength != 0 && (c == BRACE_OPEN || c == SPACE) && equal(at, lastName, lastNameLength)
  if (!isSame) {
    nameStop = nameEnd(at)
    c = load<u8>(nameStop)
    if (nameStop == at || isDigit(load<u8>(at)) || (c != BRACE_OPEN && c != SPACE)) return 0
  }
  let p = nameStop + 1
  const hasLabels = c == BRACE_OPEN && load<u8>(p) != BRACE_CLOSE
  isSuspect = false
  if (c == BRACE_OPEN) {
    if (hasLabels) p = plainLabelsEnd(target, p)
    if (p == 0 || load<u8>(p + 1) != SPACE) return 0
    p += 2
  }
  let end = numberEnd(p)
  if (end == 0) return 0
  if (load<u8>(p) == MINUS) isSuspect = true
  const hasTimestamp = load<u8>(end) == SPACE
  if (hasTimestamp) {
    if (target.ignoresTimestamps) return 0
    end = isText ? plainMilliseconds(end + 1) : numberEnd(end + 1)
    // A word (inf, nan) ends in a letter and is left to the slow path to refuse.
    if (end == 0 || load<u8>(end - 1) > 0x39) return 0
  }
  if (load<u8>(end) != LF) return 0
  const lineLength = end - at
  if (lineLength > lineBytesMax || (samplesMax != 0 && target.samples + target.droppedByCollision == samplesMax)) return 0
  // The line is proved; from here on it is written.
  const nameLength = nameStop - at
  if (!isSame) target.current = familyOfSample(target, at, <u32>nameLength)
  reserveOutput(target, lineLength + target.injectedLength + 4)
  const family = target.current
  if (!target.segment || target.sampled != family) enterFamily(target, family)
  if (hasTimestamp) family.hasTimestamps = true
  if (isSuspect) family.isSuspect = true
  let out = target.cursor
  lastName = out
  lastNameLength = nameLength
  copy(out, at, nameLength)
  out += nameLength
  store<u8>(out++, BRACE_OPEN)
  copy(out, target.injected, target.injectedLength)
  out += target.injectedLength
  let rest = nameStop
  if (c != BRACE_OPEN) store<u8>(out++, BRACE_CLOSE)
  else {
    rest++
    if (hasLabels) store<u8>(out++, COMMA)
  }
  const length = end + 1 - rest
  copy(out, rest, length)
  target.canonicalBytes += <u32>(out + length - target.cursor)
  target.cursor = out + length
  target.samples++
  return end
}

/** Reads the lines from `at` to the LF at `last`. Returns false when the target is refused. */
export function readLines(target: Target, at: usize, last: usize): bool {
  const isText = target.format == TEXT
  const isPlain = !target.isChecking
  lastNameLength = 0
  while (at <= last) {
    target.line++
    if (isPlain && !target.sawEof) {
      const end = readPlainSample(target, at, isText)
      if (end != 0) {
        if (isTooLarge(target)) return refuseSize(target, at, end)
        at = end + 1
        continue
      }
    }
    const eol = lineEnd(at)
    if (!readLine(target, at, eol)) return false
    lastNameLength = 0
    at = eol + 1
  }
  return true
}

/** The end of a timestamp that is surely an int64, or 0. */
// @ts-ignore: decorator
@inline
function plainMilliseconds(at: usize): usize {
  let p = at
  while (isDigit(load<u8>(p))) p++
  const length = p - at
  return length == 0 || length > 18 ? 0 : p
}

/** One line, any line. False when it refuses the target. */
export function readLine(target: Target, at: usize, eol: usize): bool {
  const samplesBefore = target.samples
  if (target.sawEof) refuse(EOF_NOT_LAST, at)
  else if (eol - at > lineBytesMax) refuse(LINE_TOO_LONG, at)
  else if (target.format == TEXT ? readTextLine(target, at, eol) : readOpenMetricsLine(target, at, eol)) {
    if (target.isChecking && target.samples != samplesBefore) noteSampleLine(target)
    return !isTooLarge(target) || refuseSize(target, at, eol)
  }
  const column = <u32>(faultAt - at) + 1
  if (target.isChecking) {
    find(target, fault, target.line, column, NO_FAMILY)
    if (isSkippable(fault)) return true
  }
  if (target.isLenient && isSkippable(fault)) {
    target.skippedLines++
    return true
  }
  noteRefusal(target, fault, target.line, column, at, eol)
  return false
}

function refuseSize(target: Target, at: usize, eol: usize): bool {
  noteRefusal(target, EXPOSITION_TOO_LARGE, target.line, 1, at, eol)
  return false
}

function isSkippable(code: i32): bool {
  return code != LINE_TOO_LONG && code != EOF_MISSING && code != EOF_NOT_LAST && code != BODY_TRUNCATED && code != SAMPLES_TOO_MANY && code != LABEL_COLLISION
}

const BOM: u32 = 0x00bfbbef

function readTextLine(target: Target, at: usize, eol: usize): usize {
  let start = at
  let end = eol
  if (target.line == 1 && eol - at >= 3 && (load<u32>(at) & 0x00ffffff) == BOM) {
    start += 3
    target.normalizedLines++
  }
  if (end > start && load<u8>(end - 1) == CR) {
    end--
    store<u8>(end, LF)
    target.normalizedLines++
  }
  const first = skipBlanks(start)
  if (first == end) return eol
  return load<u8>(first) == HASH ? readTextComment(target, first, end) : readSample(target, start)
}

function readOpenMetricsLine(target: Target, at: usize, eol: usize): usize {
  if (at == eol || load<u8>(eol - 1) == CR) return refuse(LINE_INVALID, eol)
  const first = load<u8>(at)
  if (first == HASH) return readDescriptor(target, at, eol)
  if (isBlank(first) || (target.line == 1 && eol - at >= 3 && (load<u32>(at) & 0x00ffffff) == BOM)) return refuse(LINE_INVALID, at)
  return readSample(target, at)
}

/** Keeps the first refusal with the start of its line. */
export function noteRefusal(target: Target, code: i32, line: u32, column: u32, at: usize, eol: usize): void {
  if (target.refusal != 0) return
  target.refusal = code
  target.refusalLine = line
  target.refusalColumn = column
  const length = eol - at
  target.excerptLength = <u32>(length < EXCERPT_BYTES_MAX ? length : EXCERPT_BYTES_MAX)
  target.excerpt = alloc(target.excerptLength)
  memory.copy(target.excerpt, at, target.excerptLength)
}

const EXCERPT_BYTES_MAX: usize = 120

/** Check mode: remembers the source line of the sample just written. */
function noteSampleLine(target: Target): void {
  if (target.samples > target.sampleLinesCapacity) growSampleLines(target)
  store<u32>(target.sampleLines + ((<usize>target.samples - 1) << 2), target.line)
}

function growSampleLines(target: Target): void {
  const capacity = target.sampleLinesCapacity == 0 ? 1024 : target.sampleLinesCapacity * 2
  const lines = alloc(<usize>capacity << 2)
  memory.copy(lines, target.sampleLines, <usize>target.sampleLinesCapacity << 2)
  target.sampleLines = lines
  target.sampleLinesCapacity = capacity
}
