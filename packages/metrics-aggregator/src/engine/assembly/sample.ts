// One sample line with all its rules (merge-semantics §4): blanks, quoted names, exemplars, collisions. Slow by
// comparison; `lines.ts` comes here for what its fast path does not understand.

import { copy, equal } from './arena'
import {
  BRACE_CLOSE, BRACE_OPEN, COMMA, EQUALS, HASH, isBlank, isDigit, LF, MINUS, metricNameEnd, PLUS, QUOTE, skipBlanks,
  SPACE, ZERO,
} from './bytes'
import {
  EXEMPLAR_INVALID, EXEMPLAR_UNEXPECTED, LABEL_COLLISION, NAME_INVALID, refuse, SAMPLE_TRAILING, SAMPLES_TOO_MANY,
  TIMESTAMP_INVALID, VALUE_INVALID,
} from './codes'
import { TEXT } from './family-type'
import {
  insideName, insideNameLength, isInsideNameQuoted, Label, labelAt, labelCount, labels, readLabels, scratchBytes, setLabelCount, startLine,
  takeScratch, useLabelTable,
} from './labels'
import { isBeyondInt64, numberEnd } from './number'
import { enterFamily, familyOfSample, reserveOutput } from './output'
import { Target } from './records'
import { DROP_SERIES, FAIL_TARGET, KEEP, onCollision, OVERWRITE, RENAME, samplesMax } from './settings'

let name: usize = 0
let nameLength: u32 = 0
let isNameQuoted: bool = false
let value: usize = 0
let valueStop: usize = 0
let timestamp: usize = 0
let timestampStop: usize = 0
let exemplar: usize = 0
let exemplarStop: usize = 0
let strippedExemplar: bool = false
let exemplarLabels: usize = 0

export function useExemplarTable(table: usize): void {
  exemplarLabels = table
}

/** Reads the line from `at` to its LF and writes it canonically. Returns 0 when refused, else not 0. */
export function readSample(target: Target, at: usize): usize {
  startLine()
  const isText = target.format == TEXT
  const afterSeries = readSeries(isText ? skipBlanks(at) : at, isText)
  if (afterSeries == 0) return 0
  timestamp = 0
  exemplar = 0
  strippedExemplar = false
  const end = isText ? readTextValues(afterSeries, target.isLenient && !target.isChecking) : readOpenMetricsValues(afterSeries)
  if (end == 0) return 0
  if (samplesMax != 0 && target.samples + target.droppedByCollision == samplesMax) return refuse(SAMPLES_TOO_MANY, at)
  if (target.ignoresTimestamps) timestamp = 0
  if (target.droppedLabelCount != 0) dropLabels(target)
  const collided = countCollisions(target)
  if (collided != 0) {
    if (onCollision == FAIL_TARGET) return refuse(LABEL_COLLISION, collisionAt)
    target.collisions++
    if (onCollision == DROP_SERIES) {
      target.droppedByCollision++
      return end
    }
  }
  if (strippedExemplar) target.exemplarsDropped++
  writeSample(target, collided != 0, end - at)
  return end
}

/** Name and labels; returns where the value has to begin. */
function readSeries(at: usize, isText: bool): usize {
  if (load<u8>(at) == BRACE_OPEN) {
    const end = readLabels(at + 1, isText, true)
    if (end == 0) return 0
    name = insideName
    nameLength = insideNameLength
    isNameQuoted = isInsideNameQuoted
    return afterLabels(end, isText)
  }
  const end = metricNameEnd(at)
  if (end == 0) return refuse(NAME_INVALID, at)
  name = at
  nameLength = <u32>(end - at)
  isNameQuoted = false
  const brace = isText ? skipBlanks(end) : end
  if (load<u8>(brace) == BRACE_OPEN) {
    const p = readLabels(brace + 1, isText, false)
    return p == 0 ? 0 : afterLabels(p, isText)
  }
  const next = load<u8>(end)
  if (next == LF) return refuse(VALUE_INVALID, end)
  if (isText) return isBlank(next) ? brace : refuse(NAME_INVALID, end)
  return next == SPACE ? end + 1 : refuse(NAME_INVALID, end)
}

function afterLabels(end: usize, isText: bool): usize {
  if (isText) return skipBlanks(end)
  return load<u8>(end) == SPACE ? end + 1 : refuse(VALUE_INVALID, end)
}

function readTextValues(at: usize, isLenient: bool): usize {
  value = at
  valueStop = numberEnd(at)
  if (valueStop == 0 || !isTokenEnd(valueStop)) return refuse(VALUE_INVALID, at)
  let p = skipBlanks(valueStop)
  let c = load<u8>(p)
  if (c != LF && c != HASH) {
    timestamp = p
    timestampStop = millisecondsEnd(p)
    if (timestampStop == 0 || !isTokenEnd(timestampStop)) return refuse(TIMESTAMP_INVALID, p)
    p = skipBlanks(timestampStop)
    c = load<u8>(p)
  }
  if (c == LF) return p
  if (c != HASH) return refuse(SAMPLE_TRAILING, p)
  if (!isLenient) return refuse(EXEMPLAR_UNEXPECTED, p)
  strippedExemplar = true
  return p
}

function isTokenEnd(at: usize): bool {
  const c = load<u8>(at)
  return c == LF || isBlank(c)
}

/** The end of an int64 token, or 0. */
function millisecondsEnd(at: usize): usize {
  const sign = load<u8>(at)
  let p = sign == MINUS || sign == PLUS ? at + 1 : at
  const digits = p
  while (isDigit(load<u8>(p))) p++
  if (p == digits) return 0
  let first = digits
  while (load<u8>(first) == ZERO && first < p) first++
  const length = p - first
  if (length > 19) return 0
  return length == 19 && isBeyondInt64(first, sign == MINUS) ? 0 : p
}

function readOpenMetricsValues(at: usize): usize {
  value = at
  valueStop = numberEnd(at)
  if (valueStop == 0 || !isSpaceOrEnd(valueStop)) return refuse(VALUE_INVALID, at)
  if (load<u8>(valueStop) == LF) return valueStop
  let p = valueStop + 1
  if (!isExemplarMark(p)) {
    timestamp = p
    timestampStop = secondsEnd(p)
    if (timestampStop == 0 || !isSpaceOrEnd(timestampStop)) return refuse(TIMESTAMP_INVALID, p)
    if (load<u8>(timestampStop) == LF) return timestampStop
    p = timestampStop + 1
    if (!isExemplarMark(p)) return refuse(SAMPLE_TRAILING, p)
  }
  exemplar = p
  exemplarStop = exemplarEnd(p)
  return exemplarStop == 0 ? refuse(EXEMPLAR_INVALID, p) : exemplarStop
}

function isExemplarMark(at: usize): bool {
  return load<u8>(at) == HASH && load<u8>(at + 1) == SPACE
}

function isSpaceOrEnd(at: usize): bool {
  const c = load<u8>(at)
  return c == LF || c == SPACE
}

/** A number that is neither infinite nor NaN, or 0. */
function secondsEnd(at: usize): usize {
  const end = numberEnd(at)
  if (end == 0) return 0
  const last = load<u8>(end - 1)
  // Words end in a letter; decimals in a digit or a point.
  return last > 0x39 ? 0 : end
}

function exemplarEnd(at: usize): usize {
  if (load<u8>(at + 2) != BRACE_OPEN) return 0
  const table = labels
  const count = labelCount
  useLabelTable(exemplarLabels)
  let p = readLabels(at + 3, false, false)
  // OpenMetrics 1.0 knows no quoted names, and the exemplar's bytes are forwarded as they are.
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    // Behind a bare name stands `="`, behind a quoted one `"="`.
    if (load<u8>(label.value - 3) == QUOTE || hasNul(label)) p = 0
  }
  useLabelTable(table)
  setLabelCount(count)
  if (p == 0 || load<u8>(p) != SPACE) return 0
  p = numberEnd(p + 1)
  if (p == 0) return 0
  if (load<u8>(p) == SPACE) {
    p = secondsEnd(p + 1)
    if (p == 0) return 0
  }
  return load<u8>(p) == LF ? p : 0
}

/** Prometheus takes a NUL in a sample's label, but not in an exemplar's. */
function hasNul(label: Label): bool {
  for (let i: u32 = 0; i < label.valueLength; i++) if (load<u8>(label.value + i) == 0) return true
  return false
}

let collisionAt: usize = 0

// Quadruples of u32: name, its length, `name="value"`, its length.
const INJECTED_SIZE: usize = 16

function injectedName(target: Target, i: u32): usize {
  return load<u32>(target.injectedLabels + <usize>i * INJECTED_SIZE)
}

function injectedNameLength(target: Target, i: u32): u32 {
  return load<u32>(target.injectedLabels + <usize>i * INJECTED_SIZE, 4)
}

function isInjected(target: Target, at: usize, length: u32): bool {
  for (let i: u32 = 0; i < target.injectedCount; i++) {
    if (injectedNameLength(target, i) == length && equal(injectedName(target, i), at, length)) return true
  }
  return false
}

function dropLabels(target: Target): void {
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    if (isDropped(target, label.name, label.nameLength)) label.isGone = true
  }
}

/** Whether the target's samples lose a label of that name. */
export function isDropped(target: Target, at: usize, length: u32): bool {
  for (let i: u32 = 0; i < target.droppedLabelCount; i++) {
    const entry = target.droppedLabels + ((<usize>i) << 3)
    if (load<u32>(entry, 4) == length && equal(load<u32>(entry), at, length)) return true
  }
  return false
}

/** How many labels of the line are injected ones; marks them gone where they are overwritten. */
export function countCollisions(target: Target): u32 {
  let count: u32 = 0
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    if (label.isGone || !isInjected(target, label.name, label.nameLength)) continue
    if (count++ == 0) collisionAt = label.name
    if (onCollision == OVERWRITE) label.isGone = true
  }
  return count
}

const prefix = memory.data<u8>([0x65, 0x78, 0x70, 0x6f, 0x72, 0x74, 0x65, 0x64, 0x5f, 0, 0, 0, 0, 0, 0, 0], 16)
const PREFIX_LENGTH: u32 = 9

/** Gives every collided label its `exported_` name, as Prometheus does for target labels. Returns the bytes added. */
export function renameCollided(target: Target): usize {
  let added: usize = 0
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    if (label.isGone || !isInjected(target, label.name, label.nameLength)) continue
    let length = label.nameLength
    let candidate = label.name
    while (isInjected(target, candidate, length) || isTaken(i, candidate, length)) {
      const longer = takeScratch(length + PREFIX_LENGTH + 16)
      copy(longer, prefix, PREFIX_LENGTH)
      memory.copy(longer + PREFIX_LENGTH, candidate, length)
      candidate = longer
      length += PREFIX_LENGTH
      added += PREFIX_LENGTH
    }
    label.name = candidate
    label.nameLength = length
  }
  return added
}

function isTaken(except: u32, at: usize, length: u32): bool {
  for (let i: u32 = 0; i < labelCount; i++) {
    if (i == except) continue
    const label = labelAt(i)
    if (!label.isGone && label.nameLength == length && equal(label.name, at, length)) return true
  }
  return false
}

function writeSample(target: Target, hasCollided: bool, lineLength: usize): void {
  const added = hasCollided && onCollision == RENAME ? renameCollided(target) : 0
  const family = familyOfSample(target, name, nameLength)
  reserveOutput(target, lineLength + target.injectedLength + added + scratchBytes() + 8)
  enterFamily(target, family)
  target.current = family
  family.isSuspect = true
  const isText = target.format == TEXT
  let out = target.cursor
  out = isNameQuoted ? putQuotedName(out) : put(out, name, nameLength)
  out = writeBlock(target, out, hasCollided && onCollision == KEEP)
  store<u8>(out++, SPACE)
  out = put(out, value, valueStop - value)
  if (timestamp != 0) {
    store<u8>(out++, SPACE)
    if (isText && load<u8>(timestamp) == PLUS) timestamp++
    out = put(out, timestamp, timestampStop - timestamp)
    family.hasTimestamps = true
    if (load<u8>(timestamp) == MINUS) family.hasNegativeTime = true
  }
  if (exemplar != 0) {
    store<u8>(out++, SPACE)
    out = put(out, exemplar, exemplarStop - exemplar)
    family.hasExemplars = true
  }
  store<u8>(out++, LF)
  target.canonicalBytes += <u32>(out - target.cursor)
  target.cursor = out
  target.samples++
}

function writeBlock(target: Target, at: usize, keepsOld: bool): usize {
  let out = at
  if (!isNameQuoted) store<u8>(out++, BRACE_OPEN)
  // A quoted name stands before the first label like another one.
  const start: usize = isNameQuoted ? 0 : out
  if (!keepsOld) {
    if (isNameQuoted && target.injectedLength != 0) store<u8>(out++, COMMA)
    out = put(out, target.injected, target.injectedLength)
  } else {
    for (let i: u32 = 0; i < target.injectedCount; i++) {
      if (hasName(injectedName(target, i), injectedNameLength(target, i))) continue
      if (out != start) store<u8>(out++, COMMA)
      const entry = target.injectedLabels + <usize>i * INJECTED_SIZE
      out = put(out, load<u32>(entry, 8), load<u32>(entry, 12))
    }
  }
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    if (label.isGone) continue
    if (out != start) store<u8>(out++, COMMA)
    out = putLabel(out, label)
  }
  if (out == start) return at
  store<u8>(out++, BRACE_CLOSE)
  return out
}

/** `{"name"`, which leaves the block open. */
function putQuotedName(at: usize): usize {
  let out = at
  store<u8>(out++, BRACE_OPEN)
  store<u8>(out++, QUOTE)
  out = put(out, name, nameLength)
  store<u8>(out++, QUOTE)
  return out
}

function hasName(at: usize, length: u32): bool {
  return isTaken(u32.MAX_VALUE, at, length)
}

function putLabel(at: usize, label: Label): usize {
  let out = at
  if (label.isQuoted) store<u8>(out++, QUOTE)
  out = put(out, label.name, label.nameLength)
  if (label.isQuoted) store<u8>(out++, QUOTE)
  store<u8>(out++, EQUALS)
  store<u8>(out++, QUOTE)
  out = put(out, label.value, label.valueLength)
  store<u8>(out++, QUOTE)
  return out
}

// The output block has room for the overshoot of a copy behind every line (reserveOutput).
// @ts-ignore: decorator
@inline
function put(at: usize, from: usize, length: usize): usize {
  copy(at, from, length)
  return at + length
}
