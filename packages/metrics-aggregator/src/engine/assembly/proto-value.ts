// The value of a metric: proved, and counted as the samples that text would write for it (merge-semantics §11,
// Reading 6 to 8).

import { HISTOGRAM_INVALID, noteSoftFault } from './codes'
import { COUNTER, GAUGE, GAUGEHISTOGRAM, HISTOGRAM, SUMMARY } from './family-type'
import { isNative, isNativeValid } from './proto-native'
import { COUNTER_VALUE, fieldsSeen, hasInfinity, HISTOGRAM_VALUE, partsSeen, PLAIN_VALUE, SUMMARY_VALUE, walk } from './proto-schema'

/** How many samples the value last read makes in text. */
export let valueSamples: u32 = 0

/** The field of a Metric in which a family of that type has its value. */
export function valueFieldOf(type: i32): u32 {
  if (type == GAUGE) return 2
  if (type == COUNTER) return 3
  if (type == SUMMARY) return 4
  return type == HISTOGRAM || type == GAUGEHISTOGRAM ? 7 : 5
}

const NUMBER_TAG: u8 = 0x09

/** Reads the value of a metric of that type; false when its bytes are no such message. */
export function readMetricValue(type: i32, tagAt: usize, at: usize, end: usize): bool {
  valueSamples = 1
  if (end - at == 9 && load<u8>(at) == NUMBER_TAG && type != SUMMARY && type != HISTOGRAM && type != GAUGEHISTOGRAM) return true
  if (type == COUNTER) return walk(COUNTER_VALUE, at, end)
  if (type == SUMMARY) {
    if (!walk(SUMMARY_VALUE, at, end)) return false
    valueSamples = partsSeen + 2
    return true
  }
  if (type != HISTOGRAM && type != GAUGEHISTOGRAM) return walk(PLAIN_VALUE, at, end)
  if (!walk(HISTOGRAM_VALUE, at, end)) return false
  const buckets = partsSeen + (hasInfinity ? 0 : 1)
  const isBare = partsSeen == 0
  const hasNative = isNative(fieldsSeen, at, end)
  valueSamples = hasNative && isBare ? 1 : buckets + 2
  if (hasNative && !isNativeValid(at, end)) noteSoftFault(HISTOGRAM_INVALID, tagAt)
  return true
}
