// The checked repository as it is on disk. git says in one call which files there are; contents are read when asked
// for, and never through a link that leads out of the root.
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { askGit, fieldsOf } from './git.ts'
import { makeSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'

const NEVER_LISTED = new Set(['.git', 'node_modules'])

export function openSnapshot(folder: string): Snapshot {
  const root = realFolder(folder)
  return makeSnapshot({
    root,
    files: isInsideGit(root) ? filesByGit(root) : filesByWalking(root, ''),
    read: (path) => readConfined(root, path),
  })
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (cause) {
    throw new Failure('ENV_REPO_ROOT_UNKNOWN', { path: folder, detail: 'there is no such folder' }, { cause })
  }
}

/** Asking the disk and not git, so that a repository which git refuses to read is an error and not a plain folder. */
function isInsideGit(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  const parent = dirname(folder)
  return parent !== folder && isInsideGit(parent)
}

/** With `-t` each path is tagged, and one that is in the index but not on disk comes a second time as `R`. */
function filesByGit(root: string): readonly string[] {
  const list = ['ls-files', '-z', '-t', '--cached', '--deleted', '--others', '--exclude-standard']
  const tagged = fieldsOf(askGit(root, list)).map((field) => ({ tag: field.charAt(0), path: field.slice(2) }))
  const deleted = new Set(tagged.filter(({ tag }) => tag === 'R').map(({ path }) => path))
  // A nested repository is listed as a folder.
  return tagged.map(({ path }) => path).filter((path) => !deleted.has(path) && !path.endsWith('/'))
}

function filesByWalking(root: string, folder: string): readonly string[] {
  return entriesOf(join(root, folder)).flatMap((entry) => {
    if (NEVER_LISTED.has(entry.name)) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? filesByWalking(root, path) : [path]
  })
}

/** A folder that cannot be read has no files for us; a rule that needs one of them will say so. */
function entriesOf(folder: string): readonly { readonly name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function readConfined(root: string, path: string): Uint8Array | undefined {
  try {
    const real = realpathSync(join(root, path))
    return real.startsWith(root.endsWith(sep) ? root : root + sep) ? readFileSync(real) : undefined
  } catch {
    return undefined
  }
}
