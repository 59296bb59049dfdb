/**
 * When two label sets are the same: whatever their order, and an empty value is as good as no label
 * (merge-semantics §6, duplicates).
 */
import type { Label } from './labels.ts'

/** Equal for equal label sets, different for different ones. */
export function labelSetKey(labels: readonly Label[], without?: string): string {
  return labels
    .filter((label) => label.name !== without && label.value !== '')
    .map((label) => `${label.name}="${label.value}"`)
    .toSorted()
    .join(',')
}
