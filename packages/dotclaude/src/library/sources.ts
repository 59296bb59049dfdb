// Where items come from: the repository, the user's own agent folder, and the library that this package carries. Each is
// read into entries; where an item stands in several, the one nearest to the work counts.
import { join } from 'node:path'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { bundledFolder, openItemFolder } from '../repo/item-folder.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { artifactsIn } from './artifacts.ts'
import { entryOf } from './build-index.ts'
import type { IndexEntry } from './build-index.ts'

/** Nearest first. */
export const SOURCE_NAMES = ['repository', 'user', 'bundled'] as const
export type SourceName = (typeof SOURCE_NAMES)[number]

export interface LibraryEntry extends IndexEntry {
  readonly source: SourceName
}

export interface LibraryItem {
  readonly entry: LibraryEntry
  /** The absolute path of the item's first file. */
  readonly file: string
  /** The whole first file. */
  readonly text: string
}

export interface Places {
  /** Absent outside a repository. */
  readonly repository?: string
  readonly home: string
}

/** Sorted by id within a source, sources in the order asked for. */
export function itemsFrom(names: readonly SourceName[], places: Places): readonly LibraryItem[] {
  return names.flatMap((source) => {
    const snapshot = openSource(source, places)
    if (snapshot === undefined) return []
    return artifactsIn(snapshot)
      .map((artifact) => ({
        entry: { ...entryOf(artifact), source },
        file: join(snapshot.root, artifact.path),
        text: artifact.content,
      }))
      .toSorted((a, b) => (a.entry.id < b.entry.id ? -1 : 1))
  })
}

/** Without those that a nearer source has under the same id and type, sorted by id. */
export function nearestOf(items: readonly LibraryItem[]): readonly LibraryItem[] {
  const known = new Set<string>()
  const nearest = items.filter(({ entry: { type, id } }) => {
    const key = `${type} ${id}`
    if (known.has(key)) return false
    known.add(key)
    return true
  })
  return nearest.toSorted((a, b) => (a.entry.id < b.entry.id ? -1 : 1))
}

function openSource(source: SourceName, { repository, home }: Places): Snapshot | undefined {
  if (source === 'repository') return repository === undefined ? undefined : openSnapshot(repository)
  return openItemFolder(source === 'user' ? join(home, '.claude') : bundledFolder())
}
