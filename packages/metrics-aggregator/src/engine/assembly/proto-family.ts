// One MetricFamily message: what it says of the family, then its metrics (merge-semantics §11, Reading 1 to 4).

import { alloc, equal } from './arena'
import { isPlainName } from './bytes'
import {
  FAMILY_REPEATED, fault, faultAt, FIELD_REPEATED, METADATA_REPEATED, NAME_INVALID, refuse, TYPE_INVALID, UTF8_INVALID, WIRE_INVALID,
} from './codes'
import { COUNTER, GAUGE, GAUGEHISTOGRAM, HISTOGRAM, SUMMARY, UNKNOWN } from './family-type'
import { findAt, offsetOf } from './findings'
import { isMetricFault, readMetric } from './proto-metric'
import { writeEscaped } from './proto-pairs'
import { addFamily, Family, findFamily, hashName, Target } from './records'
import { bits, BYTES, field, isUtf8, readField, value, valueEnd, VARINT, wireType } from './wire'

const NAME_FIELD: u32 = 1
const HELP_FIELD: u32 = 2
const TYPE_FIELD: u32 = 3
const METRIC_FIELD: u32 = 4
const UNIT_FIELD: u32 = 5

// What the message in hand says: each text with the tag of its field, 0 without one.
@unmanaged
class Text {
  tag: usize
  at: usize
  length: u32
}

const name = changetype<Text>(memory.data(16, 16))
const help = changetype<Text>(memory.data(16, 16))
const unit = changetype<Text>(memory.data(16, 16))
let typeTag: usize = 0
let typeNumber: u64 = 0
let extrasLength: usize = 0

/** The name in the message last read, as far as it was read. */
export let readName: usize = 0
export let readNameLength: usize = 0

/** Reads a message and keeps what it says. False when it refuses its target, the fault noted. */
export function readFamily(target: Target, at: usize, end: usize): bool {
  readName = at
  readNameLength = 0
  if (!readFields(at, end) || !judgeTexts(target.messageStart)) return false
  quoteName()
  const h = hashName(name.at, name.length)
  const known = findFamily(target, name.at, name.length, h)
  const family = known ? known : addFamily(target, name.at, name.length, h)
  if (known && !judgeAgain(target, family)) return false
  if (!known) family.line = offsetOf(target, target.messageStart)
  family.isBinary = true
  family.type = typeOfNumber(typeNumber)
  keepTexts(family)
  if (extrasLength != 0) keepExtras(family, at, end)
  target.current = family
  return readMetrics(target, family, at, end)
}

/** Families are known by their name as it stands between quotes, with escapes where it needs some. */
function quoteName(): void {
  if (isPlainName(name.at, name.length)) return
  const room = alloc(<usize>name.length * 2 + 16)
  const end = writeEscaped(room, name.at, name.at + name.length, true)
  name.at = room
  name.length = <u32>(end - room)
}

function forget(text: Text): void {
  text.tag = 0
  text.at = 0
  text.length = 0
}

/** The first walk: everything but the metrics, which it steps over. */
function readFields(at: usize, end: usize): bool {
  forget(name)
  forget(help)
  forget(unit)
  typeTag = 0
  typeNumber = 0
  extrasLength = 0
  for (let p = at; p < end; ) {
    const tagAt = p
    p = readField(p, end)
    if (p == 0) return false
    if (field == METRIC_FIELD) {
      if (wireType != BYTES) return refuse(WIRE_INVALID, tagAt) != 0
    } else if (field == NAME_FIELD) {
      if (!takeText(name, tagAt)) return false
    } else if (field == HELP_FIELD) {
      if (!takeText(help, tagAt)) return false
    } else if (field == UNIT_FIELD) {
      if (!takeText(unit, tagAt)) return false
    } else if (field == TYPE_FIELD) {
      if (wireType != VARINT) return refuse(WIRE_INVALID, tagAt) != 0
      if (typeTag != 0) return refuse(FIELD_REPEATED, tagAt) != 0
      typeTag = tagAt
      typeNumber = bits
    } else extrasLength += p - tagAt
  }
  return true
}

function takeText(text: Text, tagAt: usize): bool {
  if (wireType != BYTES) return refuse(WIRE_INVALID, tagAt) != 0
  if (text.tag != 0) return refuse(FIELD_REPEATED, tagAt) != 0
  text.tag = tagAt
  text.at = value
  text.length = <u32>(valueEnd - value)
  return true
}

const TYPE_NUMBER_MAX: u64 = 5

function judgeTexts(start: usize): bool {
  if (name.length == 0) return refuse(NAME_INVALID, name.tag == 0 ? start : name.tag) != 0
  if (!isUtf8(name.at, name.length)) return refuse(UTF8_INVALID, name.tag) != 0
  readName = name.at
  readNameLength = name.length
  for (let i: u32 = 0; i < name.length; i++) if (load<u8>(name.at + i) == 0) return refuse(NAME_INVALID, name.tag) != 0
  if (!isUtf8(help.at, help.length)) return refuse(UTF8_INVALID, help.tag) != 0
  if (!isUtf8(unit.at, unit.length)) return refuse(UTF8_INVALID, unit.tag) != 0
  return typeNumber <= TYPE_NUMBER_MAX || refuse(TYPE_INVALID, typeTag) != 0
}

function typeOfNumber(number: u64): i32 {
  if (number == 0) return COUNTER
  if (number == 1) return GAUGE
  if (number == 2) return SUMMARY
  if (number == 3) return UNKNOWN
  return number == 4 ? HISTOGRAM : GAUGEHISTOGRAM
}

/** The family was in a message before: it is joined with that one, unless the two say different things. */
function judgeAgain(target: Target, family: Family): bool {
  const start = target.messageStart
  findAt(target, FAMILY_REPEATED, start, family)
  if (!family.isRegrouped) {
    family.isRegrouped = true
    target.regroupedFamilies++
  }
  if (family.type != typeOfNumber(typeNumber)) return refuse(METADATA_REPEATED, typeTag == 0 ? start : typeTag) != 0
  const hasOtherHelp = family.hasHelp && help.length != 0 && !isSame(help, family.help, family.helpLength)
  if (hasOtherHelp) return refuse(METADATA_REPEATED, help.tag) != 0
  const hasOtherUnit = family.hasUnit && unit.length != 0 && !isSame(unit, family.unit, family.unitLength)
  return !hasOtherUnit || refuse(METADATA_REPEATED, unit.tag) != 0
}

function isSame(text: Text, at: usize, length: u32): bool {
  return text.length == length && equal(text.at, at, length)
}

function keepTexts(family: Family): void {
  if (help.length != 0 && !family.hasHelp) {
    family.hasHelp = true
    family.help = keep(help)
    family.helpLength = help.length
  }
  if (unit.length == 0 || family.hasUnit) return
  family.hasUnit = true
  family.unit = keep(unit)
  family.unitLength = unit.length
}

function keep(text: Text): usize {
  const kept = alloc(text.length)
  memory.copy(kept, text.at, text.length)
  return kept
}

/** Unknown fields, behind those of the messages before. */
function keepExtras(family: Family, at: usize, end: usize): void {
  const kept = alloc(<usize>family.extrasLength + extrasLength)
  memory.copy(kept, family.extras, family.extrasLength)
  let out = kept + family.extrasLength
  for (let p = at; p < end; ) {
    const tagAt = p
    p = readField(p, end)
    if (field <= UNIT_FIELD) continue
    memory.copy(out, tagAt, p - tagAt)
    out += p - tagAt
  }
  family.extras = kept
  family.extrasLength = <u32>(out - kept)
}

/** The second walk: the metrics, now that their type is known. */
function readMetrics(target: Target, family: Family, at: usize, end: usize): bool {
  for (let p = at; p < end; ) {
    const tagAt = p
    p = readField(p, end)
    if (field != METRIC_FIELD || readMetric(target, family, tagAt, value, valueEnd)) continue
    if (!isMetricFault || !target.isLenient) return false
    if (target.isChecking) findAt(target, fault, faultAt, family)
    else target.skippedMetrics++
  }
  return true
}
