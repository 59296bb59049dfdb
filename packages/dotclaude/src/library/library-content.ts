// The items that are compiled and installed: those of a folder that was named, or of this package.
import { join } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { bundledFolder, openItemFolder } from '../repo/item-folder.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import { portableItemsIn } from './portable-item.ts'
import type { PortableItem } from './portable-item.ts'

export interface LibraryContent {
  /** Absolute. */
  readonly folder: string
  readonly items: readonly PortableItem[]
}

/** A folder without items is a mistake, and not a library that is empty: everything installed would be removed. */
export function readLibrary(named: string | undefined): LibraryContent {
  const snapshot = named === undefined ? openItemFolder(bundledFolder()) : openLibrary(named)
  const items = snapshot === undefined ? [] : portableItemsIn(snapshot)
  if (snapshot !== undefined && items.length > 0) return { folder: snapshot.root, items }
  throw new Failure('USAGE_FLAG_VALUE', {
    flag: '--from',
    detail: `names ${named ?? bundledFolder()}, which holds no items (skills/ID/SKILL.md and the like)`,
  })
}

/** A clone of the repository that the library is made in, or the folder of the items itself. */
function openLibrary(folder: string): Snapshot | undefined {
  const candidates = [folder, join(folder, 'content'), join(folder, 'packages/dotclaude/content')]
  return candidates
    .map(openItemFolder)
    .find((snapshot) => snapshot !== undefined && snapshot.files.length > 0)
}

/** Where a clone holds the library as Claude Code reads it, which an installation can link to. */
export function compiledFolder(named: string): string | undefined {
  const folder = join(named, 'plugins/dotclaude')
  const snapshot = openItemFolder(folder)
  return snapshot === undefined || snapshot.files.length === 0 ? undefined : folder
}
