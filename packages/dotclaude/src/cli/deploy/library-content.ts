// The items that are compiled and installed: those of a folder that was named, of the repository, or of this package.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import { portableItemsIn } from '../../library/portable-item.ts'
import type { PortableItem } from '../../library/portable-item.ts'
import { bundledFolder, openItemFolder } from '../../repo/item-folder.ts'

export interface LibraryContent {
  /** Absolute. */
  readonly folder: string
  readonly items: readonly PortableItem[]
}

/** A folder without items is a mistake, and not a library that is empty: everything installed would be removed. */
export function readLibrary(cwd: string, named: string | undefined): LibraryContent {
  const folder = named === undefined ? bundledFolder() : contentBelow(resolve(cwd, named))
  const snapshot = openItemFolder(folder)
  const items = snapshot === undefined ? [] : portableItemsIn(snapshot)
  if (items.length > 0) return { folder, items }
  throw new Failure('USAGE_FLAG_VALUE', {
    flag: '--from',
    detail: `names ${folder}, which holds no items (skills/ID/SKILL.md and the like)`,
  })
}

/** A clone of the repository that the library is made in, or the folder of the items itself. */
function contentBelow(folder: string): string {
  const candidates = [folder, join(folder, 'content'), join(folder, 'packages/dotclaude/content')]
  return (
    candidates.find((path) => existsSync(join(path, 'skills')) || existsSync(join(path, 'commands'))) ??
    folder
  )
}
