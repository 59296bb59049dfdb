/**
 * The option `duplicates` (merge-semantics §6): of samples that are one series and one timestamp, only the first
 * in configured target order stays.
 */
import { seriesKey } from './label-set.ts'
import type { MergeState } from './merge-state.ts'
import type { Sample } from './target-family.ts'

export function dropDuplicates(state: MergeState): void {
  const { duplicates, onCollision } = state.options
  const isNeeded = onCollision === 'keep' || onCollision === 'overwrite' || state.canRepeatSeries
  const isAutoDrop = duplicates === 'auto' && isNeeded
  if (duplicates !== 'drop' && !isAutoDrop) return
  const seen = new Set<string>()
  for (const member of state.members) {
    const kept = member.samples.filter((sample) => isFirst(sample, seen))
    state.counters[member.target]!.duplicates += member.samples.length - kept.length
    member.samples = kept
  }
}

function isFirst(sample: Sample, seen: Set<string>): boolean {
  const key = `${sample.name}{${seriesKey(sample.labels)}} ${sample.timestamp ?? ''}`
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
