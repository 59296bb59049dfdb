/**
 * What the samples of one histogram (or gauge histogram) of one label set must be to each other
 * (merge-semantics §8, the `BUCKET_`, `COUNT_` and `SUM_` rows).
 */
import type { FamilySubject } from './family-subject.ts'
import { compareDecimals, readDecimal, signOf } from './numbers.ts'
import type { Decimal } from './numbers.ts'
import { compareTimestamps } from './sample-groups.ts'
import type { Sample, Violation } from './target-family.ts'

interface Bucket {
  readonly sample: Sample
  /** Undefined if `le` is missing or no number. */
  readonly bound: Decimal | undefined
  readonly value: Decimal
}

/** The samples of a group that share a timestamp. */
interface Point {
  readonly samples: readonly Sample[]
  readonly buckets: readonly Bucket[]
}

export function findHistogramFaults(group: readonly Sample[], subject: FamilySubject): readonly Violation[] {
  const points = pointsOf(group, subject)
  const line = group.at(-1)!.line
  const hasBuckets = points.some((point) => point.buckets.length > 0)
  const isBucketed = hasBuckets || group.every((sample) => sample.name.endsWith('_created'))
  const wholes = [
    ...(isBucketed ? [] : (['BUCKET_INF_MISSING'] as const)),
    ...points.flatMap((point) => wholeFaults(point, subject)),
  ]
  return [
    ...points.flatMap((point) => orderFaults(point.buckets)),
    ...[...new Set(wholes)].map((code) => ({ code, line })),
  ]
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

function bucketsOf(samples: readonly Sample[], { name, format }: FamilySubject): readonly Bucket[] {
  return samples
    .filter((sample) => sample.name === `${name}_bucket`)
    .map((sample) => {
      const bound = readDecimal(sample.labels.find((label) => label.name === 'le')?.value ?? '', format)
      const value = readDecimal(sample.value, format)!
      return { sample, bound: bound?.kind === 'nan' ? undefined : bound, value }
    })
}

function orderFaults(buckets: readonly Bucket[]): readonly Violation[] {
  return buckets.flatMap((bucket, place) => {
    const before = buckets[place - 1]
    if (!before) return []
    const faults: Violation[] = []
    const line = bucket.sample.line
    if (before.bound && bucket.bound && compareDecimals(before.bound, bucket.bound) >= 0) {
      faults.push({ code: 'BUCKET_ORDER', line })
    }
    const isNumeric = before.value.kind !== 'nan' && bucket.value.kind !== 'nan'
    if (isNumeric && compareDecimals(before.value, bucket.value) > 0) {
      faults.push({ code: 'BUCKET_DECREASING', line })
    }
    return faults
  })
}

function wholeFaults({ samples, buckets }: Point, subject: FamilySubject): readonly Violation['code'][] {
  const { name, type, format } = subject
  const [sumName, countName] =
    type === 'histogram' ? [`${name}_sum`, `${name}_count`] : [`${name}_gsum`, `${name}_gcount`]
  const named = (sampleName: string): readonly Decimal[] =>
    samples.filter((sample) => sample.name === sampleName).map((sample) => readDecimal(sample.value, format)!)
  const [sums, counts] = [named(sumName), named(countName)]
  const faults: Violation['code'][] = []
  const last = buckets.at(-1)
  const total = buckets.find(isUnbounded)
  if (last && !isUnbounded(last)) faults.push('BUCKET_INF_MISSING')
  if (total && counts.some((count) => !isEqual(count, total.value))) faults.push('COUNT_MISMATCH')
  if (sums.length > 0 !== counts.length > 0) faults.push('SUM_COUNT_UNPAIRED')
  const isBelowZero = buckets.some((bucket) => bucket.bound && signOf(bucket.bound) < 0)
  const isUnfit =
    type === 'histogram'
      ? isBelowZero && sums.length > 0
      : !isBelowZero && sums.some((sum) => signOf(sum) < 0)
  if (isUnfit) faults.push('SUM_UNFIT')
  return faults
}

function isUnbounded(bucket: Bucket): boolean {
  return bucket.bound?.kind === 'infinite' && !bucket.bound.isNegative
}

function isEqual(a: Decimal, b: Decimal): boolean {
  return a.kind !== 'nan' && b.kind !== 'nan' && compareDecimals(a, b) === 0
}
