// The rules of merge-semantics §8 that hold inside a metric: buckets, counts, sums, quantiles, states. Lines are taken
// in order; grouping was checked and repaired before (`grouping.ts`).

import {
  groupA, groupB, keyLine, labelValue, labelValueEnd, lineName, lineNameEnd, lineStop, lineTimestamp, lineValue,
  readCanonical, seekLabel, seekLe, seekQuantile,
} from './canonical'
import {
  BUCKET_DECREASING, BUCKET_INF_MISSING, BUCKET_LE_INVALID, BUCKET_ORDER, COUNT_MISMATCH, INFO_INVALID,
  QUANTILE_INVALID, SAMPLE_NAME_UNFIT, STATESET_INVALID, SUM_COUNT_UNPAIRED, SUM_UNFIT, VALUE_FRACTIONAL, VALUE_NAN,
  VALUE_NEGATIVE,
} from './codes'
import {
  BARE, BUCKET, COUNT, COUNTER, CREATED, GAUGEHISTOGRAM, GCOUNT, GSUM, HISTOGRAM, INFO, PROTOBUF, STATESET, suffixLength, suffixOf,
  suffixSet, SUM, SUMMARY, TEXT, TOTAL, trailingSuffix,
} from './family-type'
import { find } from './findings'
import { compareNumbers, isInfiniteToken, isNaNToken, isNegativeToken, isWholeToken, isZeroToken, numberEnd } from './number'
import { Family, sourceLineOf } from './records'
import { readWhole } from './whole-number'

let family: Family = changetype<Family>(0)
let violation: i32 = 0
let sourceLine: u32 = 0
/** The line of the last sample that belongs to the point in hand. */
let pointLine: u32 = 0

/** The first violation of the family as that type, or 0. In check mode all of them are reported. */
export function checkRules(checked: Family, type: i32, format: i32): i32 {
  family = checked
  violation = 0
  if (!hasRules(checked, type, format)) return 0
  const set = suffixSet(type, format)
  const hasPoints = type == HISTOGRAM || type == GAUGEHISTOGRAM
  // A name that does not fit says more than what follows from it.
  if (hasPoints && checked.isUnfit && !checked.target.isChecking && hasUnfitName(checked, set)) return SAMPLE_NAME_UNFIT
  startPoint()
  let isFirst = true
  let a: u64 = 0
  let b: u64 = 0
  let time: usize = 0
  for (let segment = checked.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      const suffix = suffixInFamily(checked) & set
      if (hasPoints && suffix != 0) {
        keyLine(checked, type)
        if (isFirst || a != groupA || b != groupB || !isSameTime(time, lineTimestamp)) {
          endPoint(type)
          startPoint()
        }
        isFirst = false
        a = groupA
        b = groupB
        time = lineTimestamp
      }
      const line = sourceLineOf(checked.target, ordinal)
      ordinal++
      sourceLine = line
      if (suffix == 0) {
        if (violation == 0) violation = SAMPLE_NAME_UNFIT
      } else {
        pointLine = line
        checkSample(type, suffix, format)
      }
      if (violation != 0 && !checked.target.isChecking) return violation
    }
  }
  if (hasPoints) endPoint(type)
  return violation
}

/** Check mode: every sample whose name does not fit, before any is dropped by a repair. */
export function reportUnfitNames(checked: Family, type: i32, format: i32): void {
  const set = suffixSet(type, format)
  for (let segment = checked.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      if ((suffixInFamily(checked) & set) == 0) find(checked.target, SAMPLE_NAME_UNFIT, sourceLineOf(checked.target, ordinal), 1, checked)
      ordinal++
    }
  }
}

function hasUnfitName(checked: Family, set: i32): bool {
  for (let segment = checked.first; segment; segment = segment.next) {
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      if ((suffixInFamily(checked) & set) == 0) return true
    }
  }
  return false
}

/** The suffix that the line last read adds to the family's name; 0 when it is no suffix or another name. */
function suffixInFamily(checked: Family): i32 {
  const stem = checked.nameLength
  const isOwn = lineNameEnd - lineName >= stem && memory.compare(lineName, checked.name, stem) == 0
  return isOwn ? suffixOf(lineName + stem, lineNameEnd - lineName - stem) : 0
}

/** Gauges and unknowns have no rules of their own; a text counter may be anything that is neither NaN nor negative. */
function hasRules(checked: Family, type: i32, format: i32): bool {
  if (checked.isUnfit) return true
  if (type == COUNTER || type == HISTOGRAM || type == SUMMARY) return true
  return format != TEXT && (type == STATESET || type == INFO || type == GAUGEHISTOGRAM)
}

function isSameTime(a: usize, b: usize): bool {
  if (a == 0 || b == 0) return a == b
  return compareNumbers(a, b) == 0
}

function violate(code: i32): void {
  if (violation == 0) violation = code
  find(family.target, code, sourceLine, 1, family)
}

function checkSample(type: i32, suffix: i32, format: i32): void {
  if (type == COUNTER && (suffix == TOTAL || format == TEXT)) return checkCount(false)
  if (type == INFO) return checkInfo()
  if (type == STATESET) return checkState()
  if (type == SUMMARY && suffix == BARE) return checkQuantile()
  hasAny = true
  if (suffix == CREATED) return
  if (suffix == BUCKET) return checkBucket(format)
  if (suffix == COUNT || suffix == GCOUNT) {
    count = lineValue
    return checkCount(true)
  }
  if (suffix == SUM || suffix == GSUM) checkSum(suffix)
}

function checkCount(isWhole: bool): void {
  if (isNaNToken(lineValue)) return violate(VALUE_NAN)
  if (isNegativeToken(lineValue)) violate(VALUE_NEGATIVE)
  if (isWhole && !isWholeToken(lineValue)) violate(VALUE_FRACTIONAL)
}

function checkSum(suffix: i32): void {
  hasSum = true
  if (isNaNToken(lineValue)) return violate(VALUE_NAN)
  if (!isNegativeToken(lineValue)) return
  if (suffix == SUM) violate(VALUE_NEGATIVE)
  else hasNegativeSum = true
}

function checkInfo(): void {
  if (isNaNToken(lineValue) || compareNumbers(lineValue, one) != 0) violate(INFO_INVALID)
}

const one = memory.data<u8>([0x31, 0x20])
const zero = memory.data<u8>([0x30, 0x20])

function checkState(): void {
  const isState = seekLabel(family.name, family.nameLength)
  const isBit = !isNaNToken(lineValue) && (isZeroToken(lineValue) || compareNumbers(lineValue, one) == 0)
  if (!isState || !isBit) violate(STATESET_INVALID)
}

function checkQuantile(): void {
  if (!seekQuantile() || !isLabelNumber() || compareNumbers(labelValue, zero) < 0 || compareNumbers(labelValue, one) > 0) {
    violate(QUANTILE_INVALID)
  }
  if (!isNaNToken(lineValue) && isNegativeToken(lineValue)) violate(VALUE_NEGATIVE)
}

/** Whether the label value last found is a number that is not NaN. */
function isLabelNumber(): bool {
  return labelValue != labelValueEnd && numberEnd(labelValue) == labelValueEnd && !isNaNToken(labelValue)
}

const INFINITY_BYTES: u32 = 0x666e492b

/** OpenMetrics wants the last bucket's bound spelled `+Inf`. */
function isMisspeltInfinity(): bool {
  if (!isInfiniteToken(labelValue) || isNegativeToken(labelValue)) return false
  return labelValueEnd - labelValue != 4 || load<u32>(labelValue) != INFINITY_BYTES
}

/** What makes strict readers of text refuse a histogram or summary: bounds that are no numbers, counts below zero. */
export function checkTextRules(checked: Family, type: i32): i32 {
  const isHistogram = type == HISTOGRAM
  for (let segment = checked.first; segment; segment = segment.next) {
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      if ((isHistogram ? seekLe() : seekQuantile()) && (labelValue == labelValueEnd || numberEnd(labelValue) != labelValueEnd)) {
        return isHistogram ? BUCKET_LE_INVALID : QUANTILE_INVALID
      }
      const suffix = isHistogram ? suffixInFamily(checked) : 0
      if ((suffix == BUCKET || suffix == COUNT) && isNegativeToken(lineValue)) return VALUE_NEGATIVE
    }
  }
  return 0
}

/**
 * What has no place in the messages of a protobuf family: names that are none of its type's, bounds that are no numbers,
 * counts below zero, and in summaries counts that are not whole.
 */
export function checkMessageRules(checked: Family, type: i32): i32 {
  const set = suffixSet(type, PROTOBUF)
  for (let segment = checked.first; segment; segment = segment.next) {
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      const suffix = suffixInFamily(checked)
      if ((suffix & set) == 0) {
        if (!isCreation(checked, type, suffix)) return SAMPLE_NAME_UNFIT
      } else if (suffix == BUCKET) {
        if (!seekLe() || !isBoundNumber()) return BUCKET_LE_INVALID
        if (isNegativeToken(lineValue)) return VALUE_NEGATIVE
      } else if (suffix == COUNT || suffix == GCOUNT) {
        if (isNegativeToken(lineValue)) return VALUE_NEGATIVE
        if (type == SUMMARY && !readWhole(lineValue)) return VALUE_FRACTIONAL
      } else if (type == SUMMARY && suffix == BARE && (!seekQuantile() || !isBoundNumber())) return QUANTILE_INVALID
    }
  }
  return 0
}

function isBoundNumber(): bool {
  return labelValue != labelValueEnd && numberEnd(labelValue) == labelValueEnd
}

/** A counter `x_total` is created at `x_created`, others at their own name with the suffix. */
function isCreation(checked: Family, type: i32, suffix: i32): bool {
  if (type != COUNTER) return suffix == CREATED && (type == HISTOGRAM || type == SUMMARY || type == GAUGEHISTOGRAM)
  const stem = lineNameEnd - lineName - suffixLength(CREATED)
  return trailingSuffix(lineName, lineNameEnd - lineName) == CREATED && stem <= checked.nameLength && memory.compare(lineName, checked.name, stem) == 0
}

// The point in hand: what one group says at one time.
let hasAny: bool = false
let hasSum: bool = false
let hasNegativeSum: bool = false
let hasNegativeBucket: bool = false
let count: usize = 0
let lastLe: usize = 0
let lastBucket: usize = 0
/** Value of the bucket up to +Inf, wherever it stands. */
let total: usize = 0

function startPoint(): void {
  hasAny = false
  hasSum = false
  hasNegativeSum = false
  hasNegativeBucket = false
  count = 0
  lastLe = 0
  lastBucket = 0
  total = 0
}

function checkBucket(format: i32): void {
  checkCount(true)
  if (!seekLe() || !isLabelNumber() || (format != TEXT && isMisspeltInfinity())) return violate(BUCKET_LE_INVALID)
  const bound = labelValue
  if (isNegativeToken(bound)) hasNegativeBucket = true
  if (lastLe != 0 && compareNumbers(bound, lastLe) <= 0) violate(BUCKET_ORDER)
  const isNumber = !isNaNToken(lineValue)
  if (lastBucket != 0 && isNumber && compareNumbers(lineValue, lastBucket) < 0) violate(BUCKET_DECREASING)
  lastLe = bound
  if (isInfiniteToken(bound) && !isNegativeToken(bound)) total = lineValue
  lastBucket = isNumber ? lineValue : 0
}

/** What can only be said when a point is complete; reported at its last line. */
function endPoint(type: i32): void {
  if (!hasAny) return
  sourceLine = pointLine
  const hasInfinity = lastLe != 0 && isInfiniteToken(lastLe) && !isNegativeToken(lastLe)
  if (!hasInfinity) violate(BUCKET_INF_MISSING)
  const isComparable = count != 0 && total != 0 && !isNaNToken(count) && !isNaNToken(total)
  if (isComparable && compareNumbers(count, total) != 0) violate(COUNT_MISMATCH)
  if (hasSum != (count != 0)) violate(SUM_COUNT_UNPAIRED)
  if (hasNegativeBucket ? hasSum && type == HISTOGRAM : hasNegativeSum) violate(SUM_UNFIT)
}
