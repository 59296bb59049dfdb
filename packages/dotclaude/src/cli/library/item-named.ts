// The one item that an id means.
import { Failure } from '../../diagnostics/failure.ts'
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { LibraryItem } from '../../library/sources.ts'

export interface NamedItem {
  readonly item: LibraryItem
  /** The types of other items with the same id. */
  readonly others: readonly string[]
}

/** A Failure where there is none, with the nearest id or the types that the id does exist as. */
export function itemNamed(
  items: readonly LibraryItem[],
  id: string,
  type: string | undefined,
): NamedItem | Failure {
  const sameId = items.filter(({ entry }) => entry.id === id)
  const [item, ...rest] = sameId.filter(({ entry }) => type === undefined || entry.type === type)
  if (item !== undefined) return { item, others: rest.map(({ entry }) => entry.type) }
  const kind = type ?? 'item'
  const types = sameId.map(({ entry }) => `--type ${entry.type}`)
  const nearest = types.length > 0 ? types.join(', ') : nearestName(id, idsOf(items))
  return new Failure('USAGE_UNKNOWN_ID', { kind, id, ...(nearest !== undefined && { nearest }) })
}

function idsOf(items: readonly LibraryItem[]): readonly string[] {
  return items.map(({ entry }) => entry.id)
}
