// Which entries a list is narrowed to: every facet that is named must fit exactly.
import type { IndexEntry } from './build-index.ts'

export interface EntryFilter {
  readonly type?: string | undefined
  readonly domain?: string | undefined
  readonly platform?: string | undefined
  readonly task?: string | undefined
  readonly maturity?: string | undefined
}

export function fits({ type, facets }: IndexEntry, filter: EntryFilter): boolean {
  const has = (wanted: string | undefined, values: readonly string[]): boolean =>
    wanted === undefined || values.includes(wanted)
  return (
    has(filter.type, [type]) &&
    has(filter.domain, facets.domain) &&
    has(filter.platform, facets.platform) &&
    has(filter.task, facets.task) &&
    has(filter.maturity, [facets.maturity])
  )
}
