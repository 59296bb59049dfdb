// The place for a file that is brought back. A single file in its way was saved before and gives way. What could not be saved
// is put aside, and so is a folder, which may hold ignored files and other repositories. Links are never followed.
import { lstatSync, mkdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { foldersAbove, placeOf } from './path-bytes.ts'

export interface Room {
  readonly root: string
  /** Made when something has to be put there; on the same disk as a rule. */
  readonly aside: string
  /** What is there now. */
  readonly moved: string[]
  /** Files that the saved state from before the restore does not have. */
  readonly unsaved: ReadonlySet<string>
}

/** Folders above are made, whatever stood there. */
export function makeRoom(path: string, room: Room): void {
  const { root } = room
  for (const folder of foldersAbove(path)) {
    const place = placeOf(root, folder)
    const stats = lstatSync(place, { throwIfNoEntry: false })
    if (stats?.isDirectory() === true) continue
    takeAway(folder, room)
    mkdirSync(place)
  }
  takeAway(path, room)
}

export function takeAway(path: string, room: Room): void {
  const place = placeOf(room.root, path)
  const stats = statsAt(place)
  if (stats === undefined) return
  const isSaved = (stats.isFile() || stats.isSymbolicLink()) && !room.unsaved.has(path)
  if (isSaved) unlinkSync(place)
  else if (!stats.isDirectory() || !isRemovedEmpty(place)) putAside(path, room)
}

/** A path through a file leads to nothing. */
function statsAt(place: string | Buffer): ReturnType<typeof lstatSync> {
  try {
    return lstatSync(place, { throwIfNoEntry: false })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined
    throw error
  }
}

function isRemovedEmpty(place: string | Buffer): boolean {
  try {
    rmdirSync(place)
    return true
  } catch {
    return false
  }
}

function putAside(path: string, { root, aside, moved }: Room): void {
  const target = placeOf(aside, path)
  mkdirSync(dirname(target.toString()), { recursive: true })
  renameSync(placeOf(root, path), target)
  moved.push(path)
}
