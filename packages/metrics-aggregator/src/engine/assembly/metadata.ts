// HELP, TYPE and UNIT lines (merge-semantics §3). Help is stored in the canonical bytes of the target's format.

import { alloc, copy, equal } from './arena'
import { BACKSLASH, CR, isBlank, LF, metricNameEnd, plainEnd, QUOTE, skipBlanks, SPACE } from './bytes'
import {
  LINE_INVALID, METADATA_AGAIN, METADATA_INVALID, METADATA_LATE, METADATA_REPEATED, NAME_INVALID, refuse, TYPE_INVALID,
  UTF8_INVALID,
} from './codes'
import { TEXT, typeOf, UNDECLARED } from './family-type'
import { find } from './findings'
import { quotedEnd, startLine, takenLength, takenName, takeQuotedName } from './labels'
import { noteReturn } from './output'
import { addFamily, Family, findFamily, hashName, Target } from './records'
import { invalidAt } from './utf8'

const HELP_WORD: u32 = 0x504c4548
const TYPE_WORD: u32 = 0x45505954
const UNIT_WORD: u32 = 0x54494e55
const EOF_WORD: u32 = 0x00464f45

/** A text line whose first byte after blanks is `#`. Comments are dropped. Returns 0 when refused. */
export function readTextComment(target: Target, hash: usize, eol: usize): usize {
  let p = skipBlanks(hash + 1)
  if (p == hash + 1) return eol
  const word = load<u32>(p)
  if ((word != HELP_WORD && word != TYPE_WORD) || !isBlank(load<u8>(p + 4))) return eol
  p = skipBlanks(p + 4)
  const end = readName(p)
  if (end == 0) return 0
  if (end != eol && !isBlank(load<u8>(end))) return refuse(NAME_INVALID, p)
  const rest = skipBlanks(end)
  if (word == HELP_WORD) return declareHelp(target, rest, withoutReturns(rest, eol))
  let last = eol
  while (last > rest && isBlank(load<u8>(last - 1))) last--
  return declareType(target, rest, last)
}

/** An OpenMetrics line that starts with `#`. */
export function readDescriptor(target: Target, hash: usize, eol: usize): usize {
  if (eol - hash == 5 && load<u8>(hash + 1) == SPACE && (load<u32>(hash + 2) & 0x00ffffff) == EOF_WORD) {
    target.sawEof = true
    return eol
  }
  const word = load<u32>(hash + 2)
  const isKnown = word == HELP_WORD || word == TYPE_WORD || word == UNIT_WORD
  if (eol - hash < 7 || load<u8>(hash + 1) != SPACE || !isKnown || load<u8>(hash + 6) != SPACE || isBlank(load<u8>(hash + 7))) {
    return refuse(LINE_INVALID, hash)
  }
  const end = readName(hash + 7)
  if (end == 0) return 0
  if (load<u8>(end) != SPACE) return refuse(METADATA_INVALID, end)
  if (word == HELP_WORD) return declareHelp(target, end + 1, eol)
  return word == TYPE_WORD ? declareType(target, end + 1, eol) : declareUnit(target, end + 1, eol)
}

let name: usize = 0
let nameLength: u32 = 0

/** Reads a bare or quoted metric name into `name`; returns its end or 0. */
function readName(at: usize): usize {
  startLine()
  if (load<u8>(at) == QUOTE) {
    const end = quotedEnd(at)
    if (end == 0 || !takeQuotedName(at, end, false)) return refuse(NAME_INVALID, at)
    name = takenName
    nameLength = takenLength
    return end
  }
  const end = metricNameEnd(at)
  if (end == 0) return refuse(NAME_INVALID, at)
  name = at
  nameLength = <u32>(end - at)
  return end
}

/** The family that the line speaks of, made when new. */
function familyOfLine(target: Target): Family {
  const h = hashName(name, nameLength)
  const found = findFamily(target, name, nameLength, h)
  isNewFamily = !found
  return found ? found : addFamily(target, name, nameLength, h)
}

let isNewFamily: bool = false

/** The line counts as one of the family's. */
function enterLine(target: Target, family: Family): void {
  if (!isNewFamily) noteReturn(target, family)
  target.current = family
}

/** Metadata of a kind that the family has: collapsed when it says the same, else the first one stands. */
function repeats(target: Target, family: Family, isSame: bool): usize {
  if (!isSame) {
    target.metadataDropped++
    find(target, METADATA_REPEATED, target.line, 1, family)
    return 1
  }
  enterLine(target, family)
  find(target, METADATA_AGAIN, target.line, 1, family)
  noteLate(target, family)
  return 1
}

/** Metadata of a kind that the family had not. */
function takesNew(target: Target, family: Family): void {
  enterLine(target, family)
  noteLate(target, family)
}

function noteLate(target: Target, family: Family): void {
  if (family.first) find(target, METADATA_LATE, target.line, 1, family)
}

function declareType(target: Target, at: usize, end: usize): usize {
  const type = typeOf(at, end - at, target.format)
  if (type < 0) return refuse(TYPE_INVALID, at)
  const family = familyOfLine(target)
  if (family.type != UNDECLARED) return repeats(target, family, family.type == type)
  takesNew(target, family)
  family.type = type
  if (family.first) family.isUnfit = true
  return end
}

function declareHelp(target: Target, at: usize, end: usize): usize {
  // Without quote, backslash and non-ASCII byte the text is valid and canonical as it stands.
  const isPlain = plainEnd(at) >= end
  const bad = isPlain ? end : invalidAt(at, end)
  if (bad != end) return refuse(UTF8_INVALID, bad)
  // No text is no HELP: the line says nothing of the family.
  if (at == end) return end
  const family = familyOfLine(target)
  const help = alloc((end - at) * 2 + 16)
  let length = <u32>(end - at)
  if (isPlain) copy(help, at, length)
  else length = canonicalHelp(help, at, end, target.format == TEXT, target.format == TEXT)
  if (family.hasHelp) return repeats(target, family, family.helpLength == length && equal(family.help, help, length))
  takesNew(target, family)
  family.hasHelp = true
  family.help = help
  family.helpLength = length
  return end
}

/** Where a help ends that its line can hold: one that ended in CR would end the line in CR LF, which no reader takes for what it is. */
export function withoutReturns(at: usize, end: usize): usize {
  while (end > at && load<u8>(end - 1) == CR) end--
  return end
}

function declareUnit(target: Target, at: usize, end: usize): usize {
  if (at == end) return end
  const family = familyOfLine(target)
  const length = <u32>(end - at)
  if (family.hasUnit) return repeats(target, family, family.unitLength == length && equal(family.unit, at, length))
  takesNew(target, family)
  const unit = alloc(length)
  memory.copy(unit, at, length)
  family.hasUnit = true
  family.unit = unit
  family.unitLength = length
  family.unitLine = target.line
  return end
}

/**
 * Writes help as one format escapes it, reading it as another does; returns its length. A backslash that escapes
 * nothing stands for itself and is doubled, which every reader takes for the same text.
 */
export function canonicalHelp(to: usize, at: usize, end: usize, fromText: bool, toText: bool): u32 {
  let out = to
  for (let p = at; p < end; p++) {
    const c = load<u8>(p)
    if (c == QUOTE) {
      if (!toText) store<u8>(out++, BACKSLASH)
      store<u8>(out++, QUOTE)
      continue
    }
    if (c != BACKSLASH) {
      store<u8>(out++, c)
      continue
    }
    const next = p + 1 < end ? load<u8>(p + 1) : LF
    const isQuote = next == QUOTE && !fromText
    if (isQuote && toText) {
      store<u8>(out++, QUOTE)
      p++
      continue
    }
    store<u8>(out++, BACKSLASH)
    const isEscape = next == BACKSLASH || next == 0x6e || isQuote
    store<u8>(out++, isEscape ? next : BACKSLASH)
    if (isEscape) p++
  }
  return <u32>(out - to)
}
