// Family types and the suffix sets that tell which samples a type owns (merge-semantics §5).

import { UNDERSCORE } from './bytes'
import { equal } from './arena'

export const TEXT: i32 = 0
export const OPENMETRICS: i32 = 1
/** Its families are those of text, gauge histograms beside them (merge-semantics §11). */
export const PROTOBUF: i32 = 2

export const UNDECLARED: i32 = 0
export const COUNTER: i32 = 1
export const GAUGE: i32 = 2
export const HISTOGRAM: i32 = 3
export const SUMMARY: i32 = 4
/** `untyped` in text, `unknown` in OpenMetrics. */
export const UNKNOWN: i32 = 5
export const STATESET: i32 = 6
export const INFO: i32 = 7
export const GAUGEHISTOGRAM: i32 = 8

export const BARE: i32 = 1
export const TOTAL: i32 = 2
export const CREATED: i32 = 4
export const BUCKET: i32 = 8
export const SUM: i32 = 16
export const COUNT: i32 = 32
export const GSUM: i32 = 64
export const GCOUNT: i32 = 128
export const INFO_SUFFIX: i32 = 256

/** Every suffix but the bare one. */
export const SUFFIXES: StaticArray<i32> = [TOTAL, CREATED, BUCKET, SUM, COUNT, GSUM, GCOUNT, INFO_SUFFIX]

/** The suffixes of a type, as a bit set. */
export function suffixSet(type: i32, format: i32): i32 {
  if (format != OPENMETRICS) {
    if (type == HISTOGRAM) return BUCKET | SUM | COUNT
    if (type == GAUGEHISTOGRAM) return BUCKET | GSUM | GCOUNT
    return type == SUMMARY ? BARE | SUM | COUNT : BARE
  }
  if (type == COUNTER) return TOTAL | CREATED
  if (type == HISTOGRAM) return BUCKET | SUM | COUNT | CREATED
  if (type == SUMMARY) return BARE | SUM | COUNT | CREATED
  if (type == GAUGEHISTOGRAM) return BUCKET | GSUM | GCOUNT
  return type == INFO ? INFO_SUFFIX : BARE
}

const total = memory.data<u8>([0x5f, 0x74, 0x6f, 0x74, 0x61, 0x6c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const created = memory.data<u8>([0x5f, 0x63, 0x72, 0x65, 0x61, 0x74, 0x65, 0x64, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const bucket = memory.data<u8>([0x5f, 0x62, 0x75, 0x63, 0x6b, 0x65, 0x74, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const sum = memory.data<u8>([0x5f, 0x73, 0x75, 0x6d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const count = memory.data<u8>([0x5f, 0x63, 0x6f, 0x75, 0x6e, 0x74, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const gsum = memory.data<u8>([0x5f, 0x67, 0x73, 0x75, 0x6d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const gcount = memory.data<u8>([0x5f, 0x67, 0x63, 0x6f, 0x75, 0x6e, 0x74, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)
const info = memory.data<u8>([0x5f, 0x69, 0x6e, 0x66, 0x6f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 16)

/** Which suffix these bytes are exactly; BARE for none of them when empty, 0 for anything else. */
export function suffixOf(at: usize, length: usize): i32 {
  if (length == 0) return BARE
  if (length > 8 || load<u8>(at) != UNDERSCORE) return 0
  if (length == 4) return equal(at, sum, 4) ? SUM : 0
  if (length == 5) return equal(at, info, 5) ? INFO_SUFFIX : equal(at, gsum, 5) ? GSUM : 0
  if (length == 6) return equal(at, total, 6) ? TOTAL : equal(at, count, 6) ? COUNT : 0
  if (length == 7) return equal(at, bucket, 7) ? BUCKET : equal(at, gcount, 7) ? GCOUNT : 0
  return length == 8 && equal(at, created, 8) ? CREATED : 0
}

export function suffixBytes(suffix: i32): usize {
  if (suffix == TOTAL) return total
  if (suffix == CREATED) return created
  if (suffix == BUCKET) return bucket
  if (suffix == SUM) return sum
  if (suffix == COUNT) return count
  if (suffix == GSUM) return gsum
  return suffix == GCOUNT ? gcount : info
}

export function suffixLength(suffix: i32): usize {
  if (suffix == BARE) return 0
  if (suffix == SUM) return 4
  if (suffix == GSUM || suffix == INFO_SUFFIX) return 5
  if (suffix == TOTAL || suffix == COUNT) return 6
  return suffix == CREATED ? 8 : 7
}

/** The suffix that a name ends in, BARE when in none. A name ends in at most one, since each begins at its last underscore. */
export function trailingSuffix(name: usize, length: usize): i32 {
  const shortest: usize = length < 8 ? 0 : length - 8
  for (let i = length; i > shortest; i--) {
    if (load<u8>(name + i - 1) != UNDERSCORE) continue
    const suffix = suffixOf(name + i - 1, length - i + 1)
    return suffix == 0 ? BARE : suffix
  }
  return BARE
}

const typeNames = memory.data<u8>([
  // eight bytes would do for most; sixteen each keep the arithmetic plain
  0x63, 0x6f, 0x75, 0x6e, 0x74, 0x65, 0x72, 0, 0, 0, 0, 0, 0, 0, 0, 7,
  0x67, 0x61, 0x75, 0x67, 0x65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5,
  0x68, 0x69, 0x73, 0x74, 0x6f, 0x67, 0x72, 0x61, 0x6d, 0, 0, 0, 0, 0, 0, 9,
  0x73, 0x75, 0x6d, 0x6d, 0x61, 0x72, 0x79, 0, 0, 0, 0, 0, 0, 0, 0, 7,
  0x75, 0x6e, 0x6b, 0x6e, 0x6f, 0x77, 0x6e, 0, 0, 0, 0, 0, 0, 0, 0, 7,
  0x73, 0x74, 0x61, 0x74, 0x65, 0x73, 0x65, 0x74, 0, 0, 0, 0, 0, 0, 0, 8,
  0x69, 0x6e, 0x66, 0x6f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4,
  0x67, 0x61, 0x75, 0x67, 0x65, 0x68, 0x69, 0x73, 0x74, 0x6f, 0x67, 0x72, 0x61, 0x6d, 0, 14,
  0x75, 0x6e, 0x74, 0x79, 0x70, 0x65, 0x64, 0, 0, 0, 0, 0, 0, 0, 0, 7,
], 16)

const UNTYPED_ROW: i32 = 8

function row(type: i32, format: i32): usize {
  return typeNames + <usize>((type == UNKNOWN && format == TEXT ? UNTYPED_ROW : type - 1) * 16)
}

export function typeNameBytes(type: i32, format: i32): usize {
  return row(type, format)
}

export function typeNameLength(type: i32, format: i32): usize {
  return load<u8>(row(type, format) + 15)
}

/** The type of that name in the format, or -1. */
export function typeOf(at: usize, length: usize, format: i32): i32 {
  const last = format == TEXT ? UNKNOWN : GAUGEHISTOGRAM
  for (let type = COUNTER; type <= last; type++) {
    if (typeNameLength(type, format) == length && equal(at, row(type, format), length)) return type
  }
  return -1
}
