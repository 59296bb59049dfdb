// Native histograms, held against what Prometheus holds them against when it takes them in (merge-semantics §11,
// Reading 6). Classic buckets are not looked at here: Prometheus takes them as they are.

import { bits, BYTES, field, readField, readVarint, value, valueEnd, varint, wireType, zigzag32, zigzag64 } from './wire'

const COUNT: u32 = 1
const SUM: u32 = 2
const COUNT_FLOAT: u32 = 4
const SCHEMA: u32 = 5
const ZERO_THRESHOLD: u32 = 6
const ZERO_COUNT: u32 = 7
const ZERO_COUNT_FLOAT: u32 = 8
const NEGATIVE_SPAN: u32 = 9
const NEGATIVE_DELTA: u32 = 10
const NEGATIVE_COUNT: u32 = 11
const POSITIVE_SPAN: u32 = 12
const POSITIVE_DELTA: u32 = 13
const POSITIVE_COUNT: u32 = 14

const SPANS: u32 = (1 << NEGATIVE_SPAN) | (1 << POSITIVE_SPAN)
const ZEROS: u32 = (1 << ZERO_THRESHOLD) | (1 << ZERO_COUNT) | (1 << ZERO_COUNT_FLOAT)

const SCHEMA_MIN: i32 = -4
const SCHEMA_MAX: i32 = 8

/** Whether a walked Histogram, of which these fields were seen, has native buckets: a span, or something about zero. */
export function isNative(seen: u32, at: usize, end: usize): bool {
  if ((seen & SPANS) != 0) return true
  if ((seen & ZEROS) == 0) return false
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == ZERO_COUNT && bits != 0) return true
    if ((field == ZERO_THRESHOLD || field == ZERO_COUNT_FLOAT) && reinterpret<f64>(bits) > 0) return true
  }
  return false
}

// One side's buckets, as far as they were read.
@unmanaged
class Side {
  spans: u32
  length: u64
  buckets: u64
  last: i64
  total: u64
  isBroken: bool
}

const negative = changetype<Side>(memory.data(64, 16))
const positive = changetype<Side>(memory.data(64, 16))

function start(side: Side): void {
  side.spans = 0
  side.length = 0
  side.buckets = 0
  side.last = 0
  side.total = 0
  side.isBroken = false
}

/** Whether Prometheus would take a walked Histogram with native buckets. */
export function isNativeValid(at: usize, end: usize): bool {
  const isFloat = hasFloatCounts(at, end)
  start(negative)
  start(positive)
  let schema = 0
  let count: u64 = 0
  let zeroCount: u64 = 0
  let isSumNaN = false
  let isBroken = false
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == COUNT) count = bits
    else if (field == SUM) isSumNaN = isNaN(reinterpret<f64>(bits))
    else if (field == SCHEMA) schema = zigzag32(bits)
    else if (field == ZERO_COUNT) zeroCount = bits
    else if (field == COUNT_FLOAT || field == ZERO_COUNT_FLOAT) isBroken = isBroken || reinterpret<f64>(bits) < 0
    else if (field == NEGATIVE_SPAN) addSpan(negative)
    else if (field == POSITIVE_SPAN) addSpan(positive)
    else if (field == NEGATIVE_DELTA && !isFloat) addDeltas(negative)
    else if (field == POSITIVE_DELTA && !isFloat) addDeltas(positive)
    else if (field == NEGATIVE_COUNT && isFloat) addCounts(negative)
    else if (field == POSITIVE_COUNT && isFloat) addCounts(positive)
  }
  if (isBroken || schema < SCHEMA_MIN || schema > SCHEMA_MAX || !isWhole(negative) || !isWhole(positive)) return false
  // The precision of floats does not allow to compare their sum.
  if (isFloat) return true
  const total = zeroCount + negative.total + positive.total
  return isSumNaN ? total <= count : total == count
}

function hasFloatCounts(at: usize, end: usize): bool {
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if ((field == COUNT_FLOAT || field == ZERO_COUNT_FLOAT) && reinterpret<f64>(bits) > 0) return true
  }
  return false
}

function isWhole(side: Side): bool {
  return !side.isBroken && side.length == side.buckets
}

/** Takes the span whose bytes are the value of the field last read. */
function addSpan(side: Side): void {
  const end = valueEnd
  for (let p = value; p < end; ) {
    p = readField(p, end)
    if (field == 1 && side.spans != 0 && zigzag32(bits) < 0) side.isBroken = true
    if (field == 2) side.length += bits & 0xffffffff
  }
  side.spans++
}

function addDeltas(side: Side): void {
  if (wireType != BYTES) return addDelta(side, bits)
  for (let p = value; p < valueEnd; ) {
    p = readVarint(p, valueEnd)
    addDelta(side, varint)
  }
}

function addDelta(side: Side, raw: u64): void {
  side.last += zigzag64(raw)
  if (side.last < 0) side.isBroken = true
  side.total += <u64>side.last
  side.buckets++
}

function addCounts(side: Side): void {
  for (let p = value; p < valueEnd; p += 8) {
    if (load<f64>(p) < 0) side.isBroken = true
    side.buckets++
  }
}
