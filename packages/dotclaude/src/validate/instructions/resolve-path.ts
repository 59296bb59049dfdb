// Where a path of an instruction file leads: relative to the repository, or to the file's own folder.
import type { Snapshot } from '../../repo/snapshot.ts'
import { oncePerSnapshot } from '../rule.ts'
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

/** All folders, for suggestions. */
export const foldersIn: (snapshot: Snapshot) => ReadonlySet<string> = oncePerSnapshot((snapshot) => {
  const folders = new Set<string>()
  for (const file of snapshot.files) {
    for (let folder = folderOf(file); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder)
  }
  return folders
})
