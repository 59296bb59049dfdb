/**
 * The option `duplicates` (merge-semantics §6): of samples that are one series and one timestamp, only the first
 * in configured target order stays.
 */
import { seriesKey } from './label-set.ts'
import type { MergeState } from './merge-state.ts'
import type { Sample } from './target-family.ts'

export function dropsDuplicates({ options, canRepeatSeries }: MergeState): boolean {
  const { duplicates, onCollision } = options
  const isNeeded = onCollision === 'keep' || onCollision === 'overwrite' || canRepeatSeries
  return duplicates === 'drop' || (duplicates === 'auto' && isNeeded)
}

/** On pages of lines; messages are held against each other where they are written. */
export function dropDuplicates(state: MergeState): void {
  if (state.format === 'protobuf' || !dropsDuplicates(state)) return
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
