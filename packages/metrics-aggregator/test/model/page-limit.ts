/**
 * The limit on the bytes of a page (merge-semantics §6, `pageBytesMax`): the largest target goes first.
 */
import type { TargetReading } from './read-target.ts'
import { canonicalLine } from './canonical-line.ts'
import { canonicalMetric } from './protobuf/splice.ts'

export function refuseLargest(
  readings: readonly TargetReading[],
  bytesMax: number,
): readonly TargetReading[] {
  const bytes = readings.map((reading) => (reading.refusal ? 0 : canonicalBytes(reading)))
  const sum = bytes.reduce((total, each) => total + each, 0)
  if (bytesMax === 0 || sum <= bytesMax) return readings
  const largest = bytes.lastIndexOf(Math.max(...bytes))
  const refusal = { code: 'PAGE_TOO_LARGE', line: 0, column: 0 } as const
  return refuseLargest(
    readings.map((reading, target) => (target === largest ? { ...reading, refusal } : reading)),
    bytesMax,
  )
}

function canonicalBytes(reading: TargetReading): number {
  const metrics = reading.families.flatMap((family) => family.metrics ?? [])
  const ofMetrics = metrics.reduce((total, metric) => total + canonicalMetric(metric).length, 0)
  return reading.families
    .flatMap((family) => family.samples)
    .map((sample) => canonicalLine(sample).length + 1)
    .reduce((total, each) => total + each, ofMetrics)
}
