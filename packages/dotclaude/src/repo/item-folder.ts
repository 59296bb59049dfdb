// A folder of content items outside a repository: the user's own agent folder, or the library that this package carries.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

const ITEM_FOLDERS = ['agents', 'commands', 'hooks', 'rules', 'skills']

/**
 * Only the folders that hold items, because the user's folder holds every session as well. Links are followed, since
 * that is how the library is installed. `undefined` where there is no such folder.
 */
export function openItemFolder(folder: string): Snapshot | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined
  const root = realpathSync(folder)
  const files = ITEM_FOLDERS.flatMap((name) => filesBelow(root, name, new Set()))
  return makeSnapshot({ root, files, read: (path) => readIfThere(join(root, path)) })
}

/** The folder `content` of this package; how deep below it this file lies differs between sources and bundle. */
export function bundledFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'content', 'commands')) && dirname(folder) !== folder)
    folder = dirname(folder)
  return join(folder, 'content')
}

/** `seen` holds the real folders on the way here, so that a link to one of them ends the walk. */
function filesBelow(root: string, path: string, seen: ReadonlySet<string>): readonly string[] {
  const stats = statSync(join(root, path), { throwIfNoEntry: false })
  if (stats?.isFile() === true) return [path]
  if (stats?.isDirectory() !== true) return []
  const real = realpathSync(join(root, path))
  if (seen.has(real)) return []
  const way = new Set([...seen, real])
  return readdirSync(real)
    .toSorted()
    .flatMap((name) => filesBelow(root, `${path}/${name}`, way))
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
