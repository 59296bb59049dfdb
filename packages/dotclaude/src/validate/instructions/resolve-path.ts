// Where a path of an instruction file leads: relative to the repository, or to the file's own folder.
import { nearestName } from '../../diagnostics/nearest-name.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { isIgnored } from './ignored-paths.ts'

/** A path without `.` and `..`, or `undefined` where it leaves the repository. */
export function joined(folder: string, path: string): string | undefined {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined
    if (part !== '' && part !== '.' && part !== '..') parts.push(part)
  }
  return parts.join('/')
}

export function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
}

/** A file or folder of the repository, one that is not listed but can be read, or one that a build would make. */
export function isThere(snapshot: Snapshot, path: string): boolean {
  return (
    path === '' ||
    snapshot.isFile(path) ||
    snapshot.isDirectory(path) ||
    isIgnored(snapshot, path) ||
    snapshot.bytes(path) !== undefined
  )
}

/** A file that has moved keeps its name; one that is misspelt keeps its folder, or its name below a misspelt folder. */
export function nearestPath(snapshot: Snapshot, path: string): string | undefined {
  const folder = folderOf(path)
  const name = path.slice(folder === '' ? 0 : folder.length + 1)
  const namesakes = snapshot.files.filter((file) => `/${file}`.endsWith(`/${name}`))
  if (namesakes.length === 1 && name.includes('.')) return namesakes[0]
  const sibling = nearestName(name, namesIn(snapshot, folder))
  if (sibling !== undefined) return folder === '' ? sibling : `${folder}/${sibling}`
  return nearestName(path, namesakes)
}

/** The names right below a folder, of files and folders. */
function namesIn(snapshot: Snapshot, folder: string): ReadonlySet<string> {
  const start = folder === '' ? 0 : folder.length + 1
  return new Set(snapshot.under(folder).map((file) => file.slice(start).replace(/\/.*$/, '')))
}
