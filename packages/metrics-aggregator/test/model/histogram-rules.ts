/**
 * What the samples of one histogram (or gauge histogram) of one label set must be to each other
 * (merge-semantics §8, the `BUCKET_`, `COUNT_` and `SUM_` rows).
 */
import type { FamilySubject } from './family-subject.ts'
import { compareDecimals, readDecimal, signOf } from './numbers.ts'
import type { Decimal } from './numbers.ts'
import { findSampleFaults, isBound, labelValue } from './sample-rules.ts'
import { compareTimestamps } from './sample-groups.ts'
import type { Sample, Violation } from './target-family.ts'

interface Bucket {
  readonly sample: Sample
  readonly bound: Decimal
  readonly value: Decimal
}

/** The samples of a group that share a timestamp. */
interface Point {
  readonly samples: readonly Sample[]
  readonly buckets: readonly Bucket[]
}

/** Faults of a whole point stand at its last line. */
export function findHistogramFaults(group: readonly Sample[], subject: FamilySubject): readonly Violation[] {
  return pointsOf(group, subject).flatMap((point) => [
    ...point.samples.flatMap((sample) => [
      ...findSampleFaults(sample, subject),
      ...findOrderFaults(sample, point),
    ]),
    ...wholeFaults(point, subject).map((code) => ({ code, line: point.samples.at(-1)!.line })),
  ])
}

function pointsOf(group: readonly Sample[], subject: FamilySubject): readonly Point[] {
  const runs: Sample[][] = []
  for (const sample of group) {
    const run = runs.at(-1)
    if (run && compareTimestamps(run[0]!, sample) === 0) run.push(sample)
    else runs.push([sample])
  }
  return runs.map((samples) => ({ samples, buckets: bucketsOf(samples, subject) }))
}

/** A bucket with an unsound bound has a fault of its own and no part in the others. */
function bucketsOf(samples: readonly Sample[], { name, format }: FamilySubject): readonly Bucket[] {
  return samples
    .filter((sample) => sample.name === `${name}_bucket` && isBound(labelValue(sample, 'le'), format))
    .map((sample) => ({
      sample,
      bound: readDecimal(labelValue(sample, 'le')!)!,
      value: readDecimal(sample.value)!,
    }))
}

/** What is wrong with a bucket beside the one before it. */
function findOrderFaults(sample: Sample, { buckets }: Point): readonly Violation[] {
  const place = buckets.findIndex((bucket) => bucket.sample === sample)
  const [before, bucket] = [buckets[place - 1], buckets[place]]
  if (!before || !bucket) return []
  const faults: Violation[] = []
  if (compareDecimals(before.bound, bucket.bound) >= 0) {
    faults.push({ code: 'BUCKET_ORDER', line: sample.line })
  }
  const isNumeric = before.value.kind !== 'nan' && bucket.value.kind !== 'nan'
  if (isNumeric && compareDecimals(before.value, bucket.value) > 0) {
    faults.push({ code: 'BUCKET_DECREASING', line: sample.line })
  }
  return faults
}

function wholeFaults({ samples, buckets }: Point, subject: FamilySubject): readonly Violation['code'][] {
  const { name, type } = subject
  const [sumName, countName] =
    type === 'histogram' ? [`${name}_sum`, `${name}_count`] : [`${name}_gsum`, `${name}_gcount`]
  const named = (sampleName: string): readonly Decimal[] =>
    samples.filter((sample) => sample.name === sampleName).map((sample) => readDecimal(sample.value)!)
  const [sums, counts] = [named(sumName), named(countName)]
  const faults: Violation['code'][] = []
  const last = buckets.at(-1)
  const total = buckets.find(isUnbounded)
  if (!last || !isUnbounded(last)) faults.push('BUCKET_INF_MISSING')
  if (total && counts.some((count) => isUnequal(count, total.value))) faults.push('COUNT_MISMATCH')
  if (sums.length > 0 !== counts.length > 0) faults.push('SUM_COUNT_UNPAIRED')
  const isBelowZero = buckets.some((bucket) => signOf(bucket.bound) < 0)
  const isUnfit =
    type === 'histogram'
      ? isBelowZero && sums.length > 0
      : !isBelowZero && sums.some((sum) => signOf(sum) < 0)
  if (isUnfit) faults.push('SUM_UNFIT')
  return faults
}

function isUnbounded(bucket: Bucket): boolean {
  return bucket.bound.kind === 'infinite' && !bucket.bound.isNegative
}

/** NaN has a code of its own. */
function isUnequal(a: Decimal, b: Decimal): boolean {
  return a.kind !== 'nan' && b.kind !== 'nan' && compareDecimals(a, b) !== 0
}
