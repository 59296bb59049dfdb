// Metric messages as canonical lines: what a protobuf target looks like on a page of the other formats, and what a
// member looks like whose type a conflict takes away (merge-semantics §11, Lowering). The messages were proved; what
// they show of the lines is kept, so that the lines need not be read again (`proto-proof.ts`).

import {
  BARE, BUCKET, COUNT, COUNTER, CREATED, GAUGEHISTOGRAM, GCOUNT, GSUM, HISTOGRAM, OPENMETRICS, PROTOBUF, SUM, SUMMARY, TEXT,
} from './family-type'
import {
  endOf, fieldOf, fieldsIn, forgetFields, innerFields, keepField, keepFields, outerFields, Range, startOf,
} from './proto-fields'
import {
  addLabel, endLine, endLineWith, exemplarRoom, labelsA, labelsB, openBound, openLine, placeLines, setTime, startLines,
  startMetric, TIME_ROOM, writeCount, writeFloat, writeTime,
} from './proto-lines'
import { isNative } from './proto-native'
import { noteDegraded } from './proto-notes'
import {
  doubt, holds, injectsBound, showBucket, showCount, showGroup, showNotNegative, showQuantile, startPoint, startProof,
} from './proto-proof'
import { INFINITY_BITS } from './proto-schema'
import { linesLike, sideFamily, startSides } from './proto-sides'
import { valueFieldOf } from './proto-value'
import { Family, Target } from './records'
import { dropsCreated } from './settings'
import { bits, field, readField, readVarint, value, valueEnd, varint } from './wire'

let format: i32 = TEXT
let source: Family = changetype<Family>(0)
let target: Target = changetype<Target>(0)
let main: Family = changetype<Family>(0)
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
  main.isSuspect = format == PROTOBUF || injectsBound(target)
  if (format == TEXT && family.type == GAUGEHISTOGRAM) main.type = HISTOGRAM
  startLines(family, main, pageFormat)
  startSides(family, main)
  startProof()
  if (main.isSuspect) doubt()
  for (let segment = family.first; segment; segment = segment.next) {
    placeLines(segment.sequence)
    for (let p = segment.start; p < segment.end; ) {
      p = readVarint(p + 1, segment.end)
      const end = p + <usize>varint
      lowerMetric(p, end)
      p = end
    }
  }
  if (format == OPENMETRICS && holds) for (let made = main; made; made = made.next) made.isChecked = true
  return main
}

const LABEL_TAG: u8 = 0x0a

function lowerMetric(at: usize, end: usize): void {
  const wanted = valueFieldOf(source.type)
  const isProving = format == OPENMETRICS
  startMetric(end - at)
  let inner: Range = 0
  for (let p = at; p < end; ) {
    // Labels stand in front, and nearly all of them are short.
    if (load<u8>(p) == LABEL_TAG && load<u8>(p + 1) < 0x80) {
      const next = p + 2 + load<u8>(p + 1)
      addLabel(p + 2, next, isProving)
      p = next
      continue
    }
    p = readField(p, end)
    if (field == 1) addLabel(value, valueEnd, isProving)
    else if (field == 6) setTime(<i64>bits)
    else if (field == wanted) inner = <u64>value | (<u64>valueEnd << 32)
  }
  if (isProving) showGroup(labelsA, labelsB)
  if (source.type == SUMMARY) lowerSummary(startOf(inner), endOf(inner))
  else if (source.type == HISTOGRAM || source.type == GAUGEHISTOGRAM) lowerHistogram(startOf(inner), endOf(inner))
  else if (source.type == COUNTER) lowerCounter(startOf(inner), endOf(inner))
  else lowerNumber(startOf(inner), endOf(inner))
}

function lowerNumber(at: usize, end: usize): void {
  keepFields(innerFields, at, end)
  writeNumber(main, BARE, fieldOf(innerFields, 1))
}

function lowerCounter(at: usize, end: usize): void {
  keepFields(innerFields, at, end)
  const number = fieldOf(innerFields, 1)
  const exemplar = fieldOf(innerFields, 2)
  const created = fieldOf(innerFields, 3)
  if (keepsCounter) showNotNegative(reinterpret<f64>(number))
  else if (exemplar != 0) doubt()
  openLine(main, BARE, exemplarRoom(exemplar))
  writeFloat(number)
  endLineWith(exemplar)
  writeCreated(created)
}

function writeNumber(to: Family, suffix: i32, number: u64): void {
  openLine(to, suffix, 0)
  writeFloat(number)
  endLine()
}

function writeCreated(created: Range): void {
  if (created == 0 || (format == TEXT && dropsCreated)) return
  const isInside = format == PROTOBUF || (format == OPENMETRICS && (source.type != COUNTER || keepsCounter))
  if (isInside) main.hasCreated = true
  openLine(isInside ? main : sideFamily(CREATED), CREATED, TIME_ROOM)
  writeTime(created)
  endLine()
}

const PARTS_FIELD: u32 = 3

function lowerSummary(at: usize, end: usize): void {
  startPoint()
  forgetFields(outerFields)
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == PARTS_FIELD) lowerQuantile(value, valueEnd)
    else keepField(outerFields)
  }
  const sum = fieldOf(outerFields, 2)
  showNotNegative(reinterpret<f64>(sum))
  writeNumber(main, SUM, sum)
  openLine(main, COUNT, 0)
  writeCount(fieldOf(outerFields, 1), 0)
  endLine()
  writeCreated(fieldOf(outerFields, 4))
}

function lowerQuantile(at: usize, end: usize): void {
  keepFields(innerFields, at, end)
  const quantile = fieldOf(innerFields, 1)
  const number = fieldOf(innerFields, 2)
  showQuantile(reinterpret<f64>(quantile), reinterpret<f64>(number))
  openBound(main, BARE, quantile, 0)
  writeFloat(number)
  endLine()
}

const EXEMPLARS_FIELD: u32 = 16
const CREATED_FIELD: u32 = 15

function lowerHistogram(at: usize, end: usize): void {
  startPoint()
  hasInfinity = false
  forgetFields(outerFields)
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == PARTS_FIELD) lowerBucket(value, valueEnd)
    else if (field == EXEMPLARS_FIELD) target.exemplarsDropped++
    else keepField(outerFields)
  }
  if (isNative(fieldsIn(outerFields), at, end)) {
    target.nativeHistogramsDegraded++
    noteDegraded(source)
  }
  const count = fieldOf(outerFields, 1)
  const floatCount = reinterpret<f64>(fieldOf(outerFields, 4))
  if (!hasInfinity) endBucket(INFINITY_BITS, count, floatCount, 0)
  showCount(count)
  endHistogram(count, floatCount)
}

/** Sum, count and the time of creation. */
function endHistogram(count: u64, floatCount: f64): void {
  const sum = fieldOf(outerFields, 2)
  const created = fieldOf(outerFields, CREATED_FIELD)
  const isGauge = source.type == GAUGEHISTOGRAM
  const isAside = isGauge && format == TEXT
  const sumSuffix = isGauge ? GSUM : SUM
  const countSuffix = isGauge ? GCOUNT : COUNT
  showNotNegative(reinterpret<f64>(sum))
  writeNumber(isAside ? sideFamily(sumSuffix) : main, sumSuffix, sum)
  openLine(isAside ? sideFamily(countSuffix) : main, countSuffix, 0)
  judgeCount(floatCount)
  writeCount(count, floatCount)
  endLine()
  // OpenMetrics gives gauge histograms no time of creation.
  if (isGauge && format == OPENMETRICS && created != 0) target.samplesDropped++
  else writeCreated(created)
}

/** Float counts may be no whole numbers, or negative; text readers mind the latter. */
function judgeCount(floatCount: f64): void {
  if (floatCount == 0) return
  doubt()
  if (!(floatCount > 0)) main.isSuspect = true
}

let hasInfinity: bool = false

const COUNT_TAG: u8 = 0x08
const BOUND_TAG: u8 = 0x11

function lowerBucket(at: usize, end: usize): void {
  // A count, a bound and nothing else is what nearly every bucket has.
  if (load<u8>(at) == COUNT_TAG && end - at > 10) {
    const p = readVarint(at + 1, end)
    if (end - p == 9 && load<u8>(p) == BOUND_TAG) return endBucket(load<u64>(p + 1), varint, 0, 0)
  }
  keepFields(innerFields, at, end)
  const floatCount = reinterpret<f64>(fieldOf(innerFields, 4))
  endBucket(fieldOf(innerFields, 2), fieldOf(innerFields, 1), floatCount, fieldOf(innerFields, 3))
}

function endBucket(bound: u64, count: u64, floatCount: f64, exemplar: Range): void {
  if (bound == INFINITY_BITS) hasInfinity = true
  showBucket(reinterpret<f64>(bound), count)
  judgeCount(floatCount)
  openBound(main, BUCKET, bound, exemplarRoom(exemplar))
  writeCount(count, floatCount)
  endLineWith(exemplar)
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
