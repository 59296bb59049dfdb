/**
 * When two label sets are the same, whatever their order. For duplicates an empty value is as good as no label
 * (merge-semantics §6); groups tell them apart, as strict readers do (§8).
 */
import type { Label } from './labels.ts'

/** Equal for label sets that make a duplicate. */
export function seriesKey(labels: readonly Label[]): string {
  return groupKey(labels.filter((label) => label.value !== ''))
}

/** Equal for label sets that are equal but for the label left aside. */
export function groupKey(labels: readonly Label[], aside?: string): string {
  return labels
    .filter((label) => label.name !== aside)
    .map((label) => `${label.name}="${label.value}"`)
    .toSorted()
    .join(',')
}
