// One Metric message of a protobuf target: its labels and its value proved, the injected labels spliced in front, the
// rest of its bytes left as they came (merge-semantics §11, Reading 5).

import { alloc, copy, equal } from './arena'
import {
  EXPOSITION_TOO_LARGE, FIELD_REPEATED, forgetSoftFault, LABEL_COLLISION, LABEL_REPEATED, LABEL_RESERVED, LABELS_INVALID,
  LABELS_TOO_MANY, noteSoftFault, refuse, refuseSoftFault, SAMPLES_TOO_MANY, softFault, UTF8_INVALID, VALUE_MISSING, WIRE_INVALID,
} from './codes'
import { GAUGEHISTOGRAM, HISTOGRAM, SUMMARY } from './family-type'
import { isPlainLabel } from './bytes'
import { isReserved, Label, labelAt, labelCount, setLabelCount, startLine, takeScratch, useScratch } from './labels'
import { nameBit } from './lines'
import { enterFamily, isTooLarge, reserveOutput } from './output'
import { checkMetric } from './proto-check'
import { nameFieldAt, pairName, pairNameLength, pairText, pairTextLength, readPlainPair, readWalkedPair, textFieldAt } from './proto-label'
import { writeEscaped } from './proto-pairs'
import { escapedRoom, escapeName } from './names'
import { LABEL_PAIR, walk } from './proto-schema'
import { readMetricValue, valueFieldOf, valueSamples } from './proto-value'
import { Family, Target } from './records'
import { countCollisions, isDropped, renameCollided } from './sample'
import { ALLOW_UTF_8, DROP_SERIES, escaping, FAIL_TARGET, KEEP, labelsMax, onCollision, RENAME, samplesMax } from './settings'
import { BYTES, field, isUtf8, readField, value, valueEnd, VARINT, varintLength, wireType, writeVarint } from './wire'

const LABEL_FIELD: u32 = 1
const TIMESTAMP_FIELD: u32 = 6
const LAST_FIELD: u32 = 7

const NAME_TAG: u8 = 0x0a
const LABEL_TAG: u8 = 0x0a
export const METRIC_TAG: u8 = 0x22

/** Whether the fault that refused a metric leaves the ones behind it readable. */
export let isMetricFault: bool = false

// Bits of the names seen (see `nameBit`), and whether a label needs a look at the injected ones.
let seenNames: u64 = 0
let isWatched: bool = false
let familyType: i32 = 0
/** A label has another name than in the message. */
let hasOddNames: bool = false

/** Reads the metric whose tag is at `tagAt` and writes it with the injected labels. False when it is refused. */
export function readMetric(target: Target, family: Family, tagAt: usize, at: usize, end: usize): bool {
  forgetSoftFault()
  startLine()
  isMetricFault = false
  seenNames = target.watchedNames
  isWatched = false
  hasOddNames = false
  hasNameRoom = false
  namesMax = (end - at) * 16 + <usize>target.injectedLength * 4 + <usize>labelsMax * 96 + 4096
  familyType = family.type
  const wanted = valueFieldOf(family.type)
  let valueTag: usize = 0
  let valueAt: usize = 0
  let valueStop: usize = 0
  let seen: u32 = 0
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    if (p == 0) return false
    const number = field
    if (number > LAST_FIELD) continue
    if (wireType != (number == TIMESTAMP_FIELD ? VARINT : BYTES)) return refuse(WIRE_INVALID, fieldAt) != 0
    if (number == LABEL_FIELD) {
      if (!readLabel(target, fieldAt, value, valueEnd)) return false
      continue
    }
    const bit = (<u32>1) << number
    if ((seen & bit) != 0) return refuse(FIELD_REPEATED, fieldAt) != 0
    seen |= bit
    if (number != wanted) continue
    valueTag = fieldAt
    valueAt = value
    valueStop = valueEnd
  }
  if (valueTag == 0) noteSoftFault(VALUE_MISSING, tagAt)
  else if (!readMetricValue(family.type, valueTag, valueAt, valueStop)) return false
  if (softFault != 0) {
    isMetricFault = true
    return refuseSoftFault() != 0
  }
  const samples = valueSamples
  const hasTime = (seen & ((<u32>1) << TIMESTAMP_FIELD)) != 0
  if (samplesMax != 0 && target.samples + target.droppedByCollision + samples > samplesMax) return refuse(SAMPLES_TOO_MANY, tagAt) != 0
  const hasLost = isWatched && target.droppedLabelCount != 0 && dropLabels(target)
  const collided = isWatched ? countCollisions(target) : 0
  if (collided != 0) {
    if (onCollision == FAIL_TARGET) return refuse(LABEL_COLLISION, tagAt) != 0
    target.collisions++
    if (onCollision == DROP_SERIES) {
      target.droppedByCollision += samples
      return true
    }
  }
  if (target.isChecking) checkMetric(family, tagAt, at, end)
  if (collided != 0 || hasOddNames || hasLost || (target.ignoresTimestamps && hasTime)) writeCollided(target, family, at, end, collided != 0)
  else writeSpliced(target, family, at, end)
  target.samples += samples
  return !isTooLarge(target) || refuse(EXPOSITION_TOO_LARGE, tagAt) != 0
}

// The name of the label last read, as the page's scheme has it.
let name: usize = 0
let nameLength: u32 = 0

/** Reads one LabelPair into the table of labels. False when its bytes are none; other faults are noted. */
function readLabel(target: Target, tagAt: usize, at: usize, end: usize): bool {
  if (!readPlainPair(at, end)) {
    if (!walk(LABEL_PAIR, at, end)) return false
    readWalkedPair(at, end)
  }
  name = pairName
  nameLength = <u32>pairNameLength
  takeLabel(tagAt)
  if (!isUtf8(pairText, pairTextLength)) noteSoftFault(UTF8_INVALID, textFieldAt)
  return true
}

function takeLabel(tagAt: usize): void {
  if (nameLength == 0) return noteSoftFault(LABELS_INVALID, tagAt)
  if (!isPlainLabel(name, nameLength) && !takeOddName(tagAt)) return
  if (isBoundName()) return noteSoftFault(LABEL_RESERVED, tagAt)
  const bit = nameBit(name, nameLength)
  if ((seenNames & bit) != 0) {
    isWatched = true
    if (isReserved(name, nameLength)) return noteSoftFault(LABEL_RESERVED, tagAt)
    if (isKnown()) return noteSoftFault(LABEL_REPEATED, tagAt)
  }
  seenNames |= bit
  if (labelCount == labelsMax) return noteSoftFault(LABELS_TOO_MANY, tagAt)
  const label = labelAt(labelCount)
  label.name = name
  label.nameLength = nameLength
  label.value = pairText
  label.valueLength = <u32>pairTextLength
  label.isGone = false
  setLabelCount(labelCount + 1)
}

/** A name that is not plain: proved, and written as the page's scheme says. */
function takeOddName(tagAt: usize): bool {
  if (!isUtf8(name, nameLength)) {
    noteSoftFault(UTF8_INVALID, nameFieldAt)
    return false
  }
  for (let i: u32 = 0; i < nameLength; i++) {
    if (load<u8>(name + i) != 0) continue
    noteSoftFault(LABELS_INVALID, tagAt)
    return false
  }
  if (escaping == ALLOW_UTF_8 || labelCount == labelsMax) return true
  useNameRoom()
  const inner = takeScratch(<usize>nameLength * 2 + 16)
  const end = writeEscaped(inner, name, name + nameLength, true)
  const written = takeScratch(escapedRoom(end - inner) + 16)
  nameLength = <u32>(escapeName(written, inner, end, true) - written)
  name = written
  hasOddNames = true
  return true
}

/** A label of the name that readers give to the buckets or the quantiles of such a metric. */
function isBoundName(): bool {
  if (familyType == SUMMARY) return nameLength == 8 && load<u64>(name) == QUANTILE
  return nameLength == 2 && load<u16>(name) == LE && (familyType == HISTOGRAM || familyType == GAUGEHISTOGRAM)
}

const LE: u16 = 0x656c
const QUANTILE: u64 = 0x656c69746e617571

function isKnown(): bool {
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    if (!label.isGone && label.nameLength == nameLength && equal(label.name, name, nameLength)) return true
  }
  return false
}

/** Leaves out the labels that the target is to lose; whether there are any. */
function dropLabels(target: Target): bool {
  let hasLost = false
  for (let i: u32 = 0; i < labelCount; i++) {
    const label = labelAt(i)
    label.isGone = isDropped(target, label.name, label.nameLength)
    hasLost = hasLost || label.isGone
  }
  return hasLost
}

/** Makes room for a metric of that size and writes its tag and length. */
function openMetric(target: Target, family: Family, size: usize): usize {
  reserveOutput(target, size + 16)
  enterFamily(target, family)
  store<u8>(target.cursor, METRIC_TAG)
  return writeVarint(target.cursor + 1, size)
}

function closeMetric(target: Target, out: usize): void {
  target.canonicalBytes += <u32>(out - target.cursor)
  target.cursor = out
}

function writeSpliced(target: Target, family: Family, at: usize, end: usize): void {
  const length = end - at
  let out = openMetric(target, family, length + target.pairsLength)
  copy(out, target.pairs, target.pairsLength)
  out += target.pairsLength
  copy(out, at, length)
  closeMetric(target, out + length)
}

let nameRoom: usize = 0
let nameRoomSize: usize = 0
/** What the names of the metric in hand take at most, and whether the scratch is made ready for them. */
let namesMax: usize = 0
let hasNameRoom: bool = false

/**
 * Makes scratch ready for the new names of one metric. A scheme makes at most twelve bytes of one; each try at a name
 * that is free costs a name that the metric has, and the prefix.
 */
function useNameRoom(): void {
  if (hasNameRoom) return
  hasNameRoom = true
  if (namesMax > nameRoomSize) {
    nameRoomSize = namesMax
    nameRoom = alloc(nameRoomSize)
  }
  useScratch(nameRoom)
}

export function forgetNameRoom(): void {
  nameRoomSize = 0
}

/** Writes a metric whose labels meet injected ones (renamed, left out, or kept in their stead) or change their names. */
function writeCollided(target: Target, family: Family, at: usize, end: usize, hasCollided: bool): void {
  if (onCollision == RENAME && hasCollided) {
    useNameRoom()
    renameCollided(target)
  }
  const isKeeping = onCollision == KEEP && hasCollided
  const size = (isKeeping ? missingPairs(target, 0) : target.pairsLength) + writeOwn(target, at, end, 0)
  let out = openMetric(target, family, size)
  if (isKeeping) out += missingPairs(target, out)
  else {
    copy(out, target.pairs, target.pairsLength)
    out += target.pairsLength
  }
  closeMetric(target, out + writeOwn(target, at, end, out))
}

/** Writes (at 0: only measures) the injected labels that the metric does not have; returns their length. */
function missingPairs(target: Target, to: usize): usize {
  let size: usize = 0
  const stop = target.pairs + target.pairsLength
  for (let p = target.pairs; p < stop; ) {
    const next = readField(p, stop)
    plainOrLongPair(value, valueEnd)
    if (!isKnown()) {
      if (to != 0) memory.copy(to + size, p, next - p)
      size += next - p
    }
    p = next
  }
  return size
}

function plainOrLongPair(at: usize, end: usize): void {
  readField(at, end)
  name = value
  nameLength = <u32>(valueEnd - value)
}

/** Writes (at 0: only measures) the fields of the metric, its labels as the collision left them. */
function writeOwn(target: Target, at: usize, end: usize, to: usize): usize {
  let size: usize = 0
  let index: u32 = 0
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    const next = p
    if (field == LABEL_FIELD) {
      const label = labelAt(index++)
      if (label.isGone) continue
      const pair = value
      const pairEnd = valueEnd
      if (!isWithin(label, pair, pairEnd)) {
        size += writeRenamed(label, pair, pairEnd, to == 0 ? 0 : to + size)
        continue
      }
    }
    if (field == TIMESTAMP_FIELD && target.ignoresTimestamps) continue
    if (to != 0) memory.copy(to + size, fieldAt, next - fieldAt)
    size += next - fieldAt
  }
  return size
}

function isWithin(label: Label, at: usize, end: usize): bool {
  return label.name >= at && label.name < end
}

/** Writes (at 0: only measures) a LabelPair with another name, its other fields as they are. */
function writeRenamed(label: Label, at: usize, end: usize, to: usize): usize {
  let inner: usize = 1 + varintLength(label.nameLength) + label.nameLength
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    if (field != 1) inner += p - fieldAt
  }
  const size: usize = 1 + varintLength(inner) + inner
  if (to == 0) return size
  store<u8>(to, LABEL_TAG)
  let out = writeVarint(to + 1, inner)
  store<u8>(out, NAME_TAG)
  out = writeVarint(out + 1, label.nameLength)
  memory.copy(out, label.name, label.nameLength)
  out += label.nameLength
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    if (field == 1) continue
    memory.copy(out, fieldAt, p - fieldAt)
    out += p - fieldAt
  }
  return size
}
