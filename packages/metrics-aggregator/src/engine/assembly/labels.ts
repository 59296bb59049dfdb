// A label block read with all its rules (merge-semantics §4.2–4.3) into a table. The fast path of `lines.ts` does not
// come here; whatever is unusual or wrong does.

import { equal } from './arena'
import { BACKSLASH, BRACE_CLOSE, COMMA, EQUALS, labelNameEnd, LF, metricNameEnd, plainEnd, QUOTE, skipBlanks } from './bytes'
import { LABEL_REPEATED, LABEL_RESERVED, LABELS_INVALID, LABELS_TOO_MANY, NAME_INVALID, refuse, UTF8_INVALID } from './codes'
import { escapedRoom, escapeName, isSoundName } from './names'
import { ALLOW_UTF_8, escaping, labelsMax, nameScratch } from './settings'
import { sequenceEnd } from './utf8'

@unmanaged
export class Label {
  name: usize
  nameLength: u32
  /** The bytes between the quotes, as they came. */
  value: usize
  valueLength: u32
  /** Left out of the output (a collision was overwritten). */
  isGone: bool
  /** The name is written between quotes; `name` holds what stands there. */
  isQuoted: bool
}

/** The labels of the line being read; at most `labelsMax`, at most as many as fit a page of its own. */
export let labels: usize = 0
export let labelCount: u32 = 0
/** A metric name found inside the braces. */
export let insideName: usize = 0
export let insideNameLength: u32 = 0
export let isInsideNameQuoted: bool = false
let scratch: usize = 0

const reservedName = memory.data<u8>([0x5f, 0x5f, 0x6e, 0x61, 0x6d, 0x65, 0x5f, 0x5f, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const RESERVED_LENGTH: u32 = 8

export function useLabelTable(table: usize): void {
  labels = table
}

export function startLine(): void {
  scratch = nameScratch
  labelCount = 0
}

/** Bytes of the names of the line that had to be rewritten. */
export function scratchBytes(): usize {
  return scratch - nameScratch
}

/** Other room for the rewritten names of what is being read than the one made for a line. */
export function useScratch(at: usize): void {
  scratch = at
}

/** Room in the line's scratch for a rewritten name. */
export function takeScratch(length: usize): usize {
  const at = scratch
  scratch += length
  return at
}

// @ts-ignore: decorator
@inline
export function labelAt(i: u32): Label {
  return changetype<Label>(labels + <usize>i * offsetof<Label>())
}

export function isReserved(name: usize, length: u32): bool {
  return length == RESERVED_LENGTH && equal(name, reservedName, RESERVED_LENGTH)
}

/** Reads from behind the opening brace to behind the closing one. */
export function readLabels(at: usize, isText: bool, isNameInside: bool): usize {
  labelCount = 0
  insideNameLength = 0
  let p = isText ? skipBlanks(at) : at
  if (load<u8>(p) == BRACE_CLOSE) return isNameInside ? refuse(NAME_INVALID, p) : p + 1
  let isFirst = true
  while (true) {
    p = isFirst && isNameInside ? readInsideName(p, isText) : readLabel(p, isText)
    if (p == 0) return 0
    isFirst = false
    if (isText) p = skipBlanks(p)
    const separator = load<u8>(p)
    if (separator == BRACE_CLOSE) return p + 1
    if (separator != COMMA) return refuse(LABELS_INVALID, p)
    p = isText ? skipBlanks(p + 1) : p + 1
    if (load<u8>(p) == BRACE_CLOSE) return isText ? p + 1 : refuse(LABELS_INVALID, p)
  }
}

/** The metric name as the first, quoted element, without a value. */
function readInsideName(at: usize, isText: bool): usize {
  if (load<u8>(at) != QUOTE) return refuse(NAME_INVALID, at)
  const end = quotedEnd(at)
  if (end == 0) return refuse(NAME_INVALID, at)
  const next = isText ? skipBlanks(end) : end
  if (load<u8>(next) == EQUALS) return refuse(NAME_INVALID, at)
  if (!takeQuotedName(at, end, false)) return refuse(NAME_INVALID, at)
  insideName = takenName
  insideNameLength = takenLength
  isInsideNameQuoted = isTakenQuoted
  return end
}

function readLabel(at: usize, isText: bool): usize {
  let p: usize
  if (load<u8>(at) == QUOTE) {
    const end = quotedEnd(at)
    if (end == 0) return refuse(LABELS_INVALID, at)
    p = isText ? skipBlanks(end) : end
    const next = load<u8>(p)
    // A quoted string that is no label is a second metric name.
    if (next == COMMA || next == BRACE_CLOSE) return refuse(NAME_INVALID, at)
    if (next != EQUALS || !takeQuotedName(at, end, true)) return refuse(LABELS_INVALID, at)
    if (!isNewName(at)) return 0
  } else {
    const end = labelNameEnd(at)
    if (end == 0) return refuse(LABELS_INVALID, at)
    takenName = at
    takenLength = <u32>(end - at)
    isTakenQuoted = false
    if (!isNewName(at)) return 0
    p = isText ? skipBlanks(end) : end
    if (load<u8>(p) != EQUALS) return refuse(LABELS_INVALID, p)
  }
  p = isText ? skipBlanks(p + 1) : p + 1
  if (load<u8>(p) != QUOTE) return refuse(LABELS_INVALID, p)
  const end = valueEnd(p)
  if (end == 0) return 0
  const label = labelAt(labelCount++)
  label.name = takenName
  label.nameLength = takenLength
  label.value = p + 1
  label.valueLength = <u32>(end - p - 2)
  label.isGone = false
  label.isQuoted = isTakenQuoted
  return end
}

/** Whether the series may have a label of the taken name. */
function isNewName(at: usize): bool {
  if (isReserved(takenName, takenLength)) return refuse(LABEL_RESERVED, at) != 0
  if (hasLabel(takenName, takenLength)) return refuse(LABEL_REPEATED, at) != 0
  return labelCount != labelsMax || refuse(LABELS_TOO_MANY, at) != 0
}

function hasLabel(name: usize, length: u32): bool {
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    if (label.nameLength == length && equal(label.name, name, length)) return true
  }
  return false
}

/** Behind the closing quote of the value whose opening quote is at `at`. */
function valueEnd(at: usize): usize {
  let p = at + 1
  while (true) {
    p = plainEnd(p)
    const c = load<u8>(p)
    if (c == QUOTE) return p + 1
    if (c == LF) return refuse(LABELS_INVALID, at)
    if (c == BACKSLASH) {
      const next = load<u8>(p + 1)
      p += next == QUOTE || next == BACKSLASH ? 2 : 1
      continue
    }
    const end = sequenceEnd(p)
    if (end == 0) return quotedEnd(at) == 0 ? refuse(LABELS_INVALID, at) : refuse(UTF8_INVALID, p)
    p = end
  }
}

/** Behind the closing quote of a quoted name, or 0 when the line ends first. */
export function quotedEnd(at: usize): usize {
  let p = at + 1
  while (true) {
    p = plainEnd(p)
    const c = load<u8>(p)
    if (c == QUOTE) return p + 1
    if (c == LF) return 0
    p += c == BACKSLASH && load<u8>(p + 1) != LF ? 2 : 1
  }
}

export let takenName: usize = 0
export let takenLength: u32 = 0
/** The name taken stands between quotes. */
export let isTakenQuoted: bool = false

/**
 * Takes a quoted name into `takenName`. A plain one loses its quotes; a label's is written as the page's scheme says,
 * since labels are compared by that; a metric's waits for its family (`escape.ts`). False when it is no name.
 */
export function takeQuotedName(at: usize, end: usize, isLabel: bool): bool {
  const last = end - 1
  takenName = at + 1
  takenLength = <u32>(last - takenName)
  isTakenQuoted = takenLength == 0 || (isLabel ? labelNameEnd(takenName) : metricNameEnd(takenName)) != last
  if (!isTakenQuoted) return true
  if (!isSoundName(takenName, last)) return false
  if (!isLabel || escaping == ALLOW_UTF_8) return true
  const written = takeScratch(escapedRoom(takenLength))
  scratch = escapeName(written, takenName, last, true)
  takenName = written
  takenLength = <u32>(scratch - written)
  isTakenQuoted = false
  return true
}

/** Takes the count back after a second label block (an exemplar's) was read into another table. */
export function setLabelCount(count: u32): void {
  labelCount = count
}
