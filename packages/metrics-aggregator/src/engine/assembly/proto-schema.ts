// The messages of io.prometheus.client below a metric, and the walk that holds one against its fields' wire types:
// every known singular field once, every length inside its message (merge-semantics §11, Reading 1 and 2). Unknown
// fields are only stepped over.

import { FIELD_REPEATED, refuse, WIRE_INVALID } from './codes'
import { judgeExemplar, judgeTime } from './proto-exemplar'
import { bits, BYTES, field, FIXED64, readField, readVarint, value, valueEnd, wireType } from './wire'

export const LABEL_PAIR: i32 = 1
export const EXEMPLAR: i32 = 2
const TIMESTAMP: i32 = 3
export const COUNTER_VALUE: i32 = 4
/** A gauge or an untyped value: one number. */
export const PLAIN_VALUE: i32 = 5
export const SUMMARY_VALUE: i32 = 6
const QUANTILE_VALUE: i32 = 7
export const HISTOGRAM_VALUE: i32 = 8
export const BUCKET_VALUE: i32 = 9
const SPAN: i32 = 10

// A field's rule: wire type + 1 in the low three bits (0: the field is unknown), REPEATED, and the message inside.
const V: u8 = 1
const D: u8 = 2
const B: u8 = 3
const REPEATED: u8 = 8

const FIELDS_MAX: u32 = 16
const rules = memory.data<u8>([
  // 0: no message
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 1: LabelPair name, value
  0, B, B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 2: Exemplar label, value, timestamp
  0, B | REPEATED | 0x10, D, B | 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 3: Timestamp seconds, nanos
  0, V, V, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 4: Counter value, exemplar, created_timestamp
  0, D, B | 0x20, B | 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 5: Gauge, Untyped value
  0, D, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 6: Summary sample_count, sample_sum, quantile, created_timestamp
  0, V, D, B | REPEATED | 0x70, B | 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 7: Quantile quantile, value
  0, D, D, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 8: Histogram sample_count, sample_sum, bucket, sample_count_float, schema, zero_threshold, zero_count,
  // zero_count_float, negative_span, negative_delta, negative_count, positive_span, positive_delta, positive_count,
  // created_timestamp, exemplars
  0, V, D, B | REPEATED | 0x90, D, V, D, V, D, B | REPEATED | 0xa0, V | REPEATED, D | REPEATED, B | REPEATED | 0xa0,
  V | REPEATED, D | REPEATED, B | 0x30, B | REPEATED | 0x20,
  // 9: Bucket cumulative_count, upper_bound, exemplar, cumulative_count_float
  0, V, D, B | 0x20, D, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  // 10: BucketSpan offset, length
  0, V, V, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
])

/** The fields that the message last walked has, bit by number, and how many buckets or quantiles. */
export let fieldsSeen: u32 = 0
export let partsSeen: u32 = 0
/** Whether one of those buckets goes up to +Inf. */
export let hasInfinity: bool = false

/** Walks a message of that kind; false when it is no such message, the fault noted. */
export function walk(kind: i32, at: usize, end: usize): bool {
  let seen: u32 = 0
  let parts: u32 = 0
  let isInfinite = false
  const row = rules + <usize>kind * (FIELDS_MAX + 1)
  for (let p = at; p < end; ) {
    const tagAt = p
    p = readField(p, end)
    if (p == 0) return false
    const number = field
    const rule: u8 = number > FIELDS_MAX ? 0 : load<u8>(row + number)
    if (rule == 0) continue
    if (!isOfRule(rule)) return refuse(WIRE_INVALID, tagAt) != 0
    const bit = (<u32>1) << number
    if ((rule & REPEATED) == 0 && (seen & bit) != 0) return refuse(FIELD_REPEATED, tagAt) != 0
    seen |= bit
    const inner = rule >> 4
    if (inner == 0) continue
    if (number == 3) parts++
    if (inner == BUCKET_VALUE) {
      if (!walkBucket(value, valueEnd)) return false
      if (boundBits == INFINITY_BITS) isInfinite = true
    } else if (!walkInner(inner, tagAt, value, valueEnd)) return false
  }
  fieldsSeen = seen
  partsSeen = parts
  hasInfinity = isInfinite
  return true
}

function walkInner(kind: i32, tagAt: usize, at: usize, end: usize): bool {
  if (!walk(kind, at, end)) return false
  if (kind == EXEMPLAR) judgeExemplar(tagAt, at, end)
  else if (kind == TIMESTAMP) judgeTime(tagAt, at, end)
  return true
}

export const INFINITY_BITS: u64 = 0x7ff0000000000000

/** The upper bound of the bucket last walked. */
let boundBits: u64 = 0

function walkBucket(at: usize, end: usize): bool {
  // A count, a bound and nothing else is what nearly every bucket has.
  if (end - at > 10 && load<u8>(at) == 0x08) {
    const p = readVarint(at + 1, end)
    if (p != 0 && end - p == 9 && load<u8>(p) == 0x11) {
      boundBits = load<u64>(p + 1)
      return true
    }
  }
  boundBits = 0
  if (!walk(BUCKET_VALUE, at, end)) return false
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 2) boundBits = bits
  }
  return true
}

/** Whether the field last read has its wire type; numbers that repeat may be packed. */
function isOfRule(rule: u8): bool {
  const wanted = <u32>(rule & 7) - 1
  if (wireType == wanted) return true
  if ((rule & REPEATED) == 0 || wanted == BYTES || wireType != BYTES) return false
  if (wanted == FIXED64) return ((valueEnd - value) & 7) == 0
  for (let p = value; p < valueEnd; ) {
    p = readVarint(p, valueEnd)
    if (p == 0) return false
  }
  return true
}

/** How many numbers the repeated field last read holds, packed or alone. */
export function packedCount(wanted: u32): u32 {
  if (wireType != BYTES) return 1
  if (wanted == FIXED64) return <u32>((valueEnd - value) >> 3)
  let count: u32 = 0
  for (let p = value; p < valueEnd; count++) p = readVarint(p, valueEnd)
  return count
}

