// What the messages show of a family while they become lines: that the lines keep every rule of an OpenMetrics page
// (merge-semantics §8), so that nobody has to read them again. Whatever is unusual is left in doubt and decided on the
// lines, which says what exactly is wrong and repairs what can be repaired.

import { KeyMap, newKeyMap, putKey } from './key-map'
import { Target } from './records'

const NO_GROUPS = changetype<KeyMap>(0)

/** Whether all that was shown so far keeps the rules. */
export let holds: bool = false

let groups: KeyMap = NO_GROUPS
let groupCount: u32 = 0
let firstA: u64 = 0
let firstB: u64 = 0

export function startProof(): void {
  holds = true
  groups = NO_GROUPS
  groupCount = 0
}

export function doubt(): void {
  holds = false
}

/** Each metric is a group of its own: no other has its labels. The key is that of the labels, in any order. */
export function showGroup(a: u64, b: u64): void {
  if (!holds) return
  if (groupCount++ == 0) {
    // Many families have one metric, which needs no map.
    firstA = a
    firstB = b
    return
  }
  if (groupCount == 2) {
    groups = newKeyMap()
    putKey(groups, firstA, firstB, 0)
  }
  if (putKey(groups, a, b, 0) >= 0) holds = false
}

/** A counter, the sum of a histogram or a summary, a quantile's value where it is a number. */
export function showNotNegative(number: f64): void {
  if (!(number >= 0)) holds = false
}

// The point in hand: bounds rise, and so do the counts of buckets up to the count of all.
let lastBound: f64 = 0
let lastCount: u64 = 0

export function startPoint(): void {
  lastBound = -Infinity
  lastCount = 0
}

export function showBucket(bound: f64, count: u64): void {
  if (!(bound > lastBound) || bound < 0 || count < lastCount) holds = false
  lastBound = bound
  lastCount = count
}

/** The point is complete: its last bucket, which goes up to +Inf where bounds rise, has all that were counted. */
export function showCount(count: u64): void {
  if (count != lastCount) holds = false
}

export function showQuantile(quantile: f64, number: f64): void {
  if (!(quantile > lastBound && quantile >= 0 && quantile <= 1) || number < 0) holds = false
  lastBound = quantile
}

const LE: u16 = 0x656c
const QUANTILE: u64 = 0x656c69746e617571

/** Whether a label is injected that could be taken for a bucket's bound or a quantile. */
export function injectsBound(target: Target): bool {
  for (let i: u32 = 0; i < target.injectedCount; i++) {
    const entry = target.injectedLabels + ((<usize>i) << 4)
    const name = load<u32>(entry)
    const length = load<u32>(entry, 4)
    if ((length == 2 && load<u16>(name) == LE) || (length == 8 && load<u64>(name) == QUANTILE)) return true
  }
  return false
}
