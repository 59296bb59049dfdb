// What the commands over the library share: where items are looked for and how they are narrowed.
import { Failure } from '../../diagnostics/failure.ts'
import { itemsFrom, nearestOf, SOURCE_NAMES } from '../../library/sources.ts'
import type { LibraryItem, SourceName } from '../../library/sources.ts'
import { flagValue, flagValues } from '../command.ts'
import type { Call } from '../command.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'
import type { EntryFilter } from '../../library/filter.ts'

/** Of all sources the nearest item of each id; of the sources that were named, everything. */
export function itemsFor(call: Call, terminal: Terminal): readonly LibraryItem[] {
  const named = SOURCE_NAMES.filter((name) => flagValues(call, 'source').includes(name))
  const places = { home: terminal.home, ...repositoryOf(call, terminal, named) }
  return named.length === 0 ? nearestOf(itemsFrom(SOURCE_NAMES, places)) : itemsFrom(named, places)
}

/** Outside a repository the other sources are enough, unless a repository was asked for. */
function repositoryOf(
  call: Call,
  terminal: Terminal,
  named: readonly SourceName[],
): { readonly repository?: string } {
  if (named.length > 0 && !named.includes('repository')) return {}
  try {
    return { repository: rootOf(call, terminal) }
  } catch (error) {
    if (named.length > 0 || flagValue(call, 'repo-root') !== undefined) throw error
    return {}
  }
}

export function filterFrom(call: Call): EntryFilter {
  return {
    type: flagValue(call, 'type'),
    domain: flagValue(call, 'domain'),
    platform: flagValue(call, 'platform'),
    task: flagValue(call, 'task'),
    maturity: flagValue(call, 'maturity'),
  }
}

/** Throws a Failure for what is no whole number above 0. */
export function limitFrom(call: Call, otherwise: number): number {
  const given = flagValue(call, 'limit')
  if (given === undefined) return otherwise
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given)
  throw new Failure('USAGE_FLAG_VALUE', {
    flag: '--limit',
    detail: `takes a whole number from 1 on, and was given ${given}`,
  })
}
