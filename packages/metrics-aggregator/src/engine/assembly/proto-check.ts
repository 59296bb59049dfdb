// Check mode for protobuf: what Prometheus tolerates in a metric and a stricter reader does not (merge-semantics §11,
// Check). Every metric that comes here was proved by reading.

import {
  BUCKET_DECREASING, BUCKET_ORDER, COUNT_MISMATCH, EXEMPLAR_INVALID, QUANTILE_INVALID, SERIES_DUPLICATE, VALUE_NAN, VALUE_NEGATIVE,
} from './codes'
import { COUNTER, GAUGEHISTOGRAM, HISTOGRAM, SUMMARY } from './family-type'
import { findAt } from './findings'
import { KeyMap, newKeyMap, putKey } from './key-map'
import { INFINITY_BITS } from './proto-schema'
import { keyMetric, metricA, metricB } from './proto-series'
import { valueFieldOf } from './proto-value'
import { Family } from './records'
import { bits, field, readField, value, valueEnd } from './wire'

export function checkMetric(family: Family, tagAt: usize, at: usize, end: usize): void {
  const wanted = valueFieldOf(family.type)
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    if (field == wanted) checkOfType(family, fieldAt, value, valueEnd)
  }
  if (family.series == 0) family.series = changetype<usize>(newKeyMap())
  keyMetric(at, end)
  if (putKey(changetype<KeyMap>(family.series), metricA, metricB, 0) >= 0) findAt(family.target, SERIES_DUPLICATE, tagAt, family)
}

function checkOfType(family: Family, tagAt: usize, at: usize, end: usize): void {
  if (family.type == COUNTER) checkNumber(family, tagAt, numberOf(at, end))
  else if (family.type == SUMMARY) checkSummary(family, at, end)
  else if (family.type == HISTOGRAM || family.type == GAUGEHISTOGRAM) checkHistogram(family, tagAt, at, end)
}

function numberOf(at: usize, end: usize): f64 {
  let number: f64 = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) number = reinterpret<f64>(bits)
  }
  return number
}

function checkNumber(family: Family, tagAt: usize, number: f64): void {
  if (isNaN(number)) findAt(family.target, VALUE_NAN, tagAt, family)
  else if (number < 0) findAt(family.target, VALUE_NEGATIVE, tagAt, family)
}

function checkSummary(family: Family, at: usize, end: usize): void {
  for (let p = at; p < end; ) {
    const tagAt = p
    p = readField(p, end)
    if (field != 3) continue
    const quantile = numberOf(value, valueEnd)
    if (!(quantile >= 0 && quantile <= 1)) findAt(family.target, QUANTILE_INVALID, tagAt, family)
  }
}

// The bucket last read.
let bucketCount: f64 = 0
let bucketBound: f64 = 0

function readBucket(at: usize, end: usize): void {
  bucketCount = 0
  bucketBound = 0
  let floatCount: f64 = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) bucketCount = <f64>bits
    else if (field == 2) bucketBound = reinterpret<f64>(bits)
    else if (field == 4) floatCount = reinterpret<f64>(bits)
  }
  if (floatCount != 0) bucketCount = floatCount
}

function checkHistogram(family: Family, tagAt: usize, at: usize, end: usize): void {
  const target = family.target
  let count: f64 = 0
  let floatCount: f64 = 0
  let lastCount: f64 = 0
  let lastBound: f64 = 0
  let infinite: f64 = NaN
  let isFirst = true
  for (let p = at; p < end; ) {
    const fieldAt = p
    p = readField(p, end)
    if (field == 1) count = <f64>bits
    else if (field == 4) floatCount = reinterpret<f64>(bits)
    else if (field == 3) {
      readBucket(value, valueEnd)
      if (isNaN(bucketBound) || (!isFirst && !(bucketBound > lastBound))) findAt(target, BUCKET_ORDER, fieldAt, family)
      if (!isFirst && bucketCount < lastCount) findAt(target, BUCKET_DECREASING, fieldAt, family)
      checkNumber(family, fieldAt, bucketCount)
      if (reinterpret<u64>(bucketBound) == INFINITY_BITS) infinite = bucketCount
      lastCount = bucketCount
      lastBound = bucketBound
      isFirst = false
    } else if (field == 16 && !hasTime(value, valueEnd)) findAt(target, EXEMPLAR_INVALID, fieldAt, family)
  }
  if (floatCount != 0) count = floatCount
  checkNumber(family, tagAt, count)
  // What is NaN, or not there, equals nothing and differs from nothing.
  if (infinite < count || infinite > count) findAt(target, COUNT_MISMATCH, tagAt, family)
}

/** Exemplars of native buckets are placed by their time. */
function hasTime(at: usize, end: usize): bool {
  let has = false
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 3) has = true
  }
  return has
}
