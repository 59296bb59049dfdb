// The checked repository as it is on disk. git says in one call which files there are; contents are read when asked
// for, and never through a link that leads out of the root. What the system refuses to hand out is a Failure: passing
// over it would look as if all were well.
import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { askGit, fieldsOf, readStaged } from './git.ts'
import { makeSnapshot } from './snapshot.ts'
import type { IgnoresAbove, Snapshot } from './snapshot.ts'

/** There is something, and the system does not hand it out. */
const REFUSALS = new Set(['EACCES', 'EPERM', 'EIO', 'ERR_FS_FILE_TOO_LARGE'])

const NEVER_LISTED = new Set(['.git', 'node_modules'])

export function openSnapshot(folder: string): Snapshot {
  const root = realFolder(folder)
  const workTree = workTreeAround(root)
  if (workTree === undefined)
    return makeSnapshot({ root, files: filesByWalking(root, ''), read: (path) => readConfined(root, path) })
  const { files, sparse } = filesByGit(root)
  return makeSnapshot({
    root,
    files,
    ignoresAbove: ignoresBetween(workTree, root),
    read: (path) => (sparse.has(path) ? readStaged(root, path) : readConfined(root, path)),
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
function workTreeAround(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : workTreeAround(parent)
}

/** The `.gitignore` files from the top of the work tree down to the root, without the root's own. */
function ignoresBetween(workTree: string, root: string): readonly IgnoresAbove[] {
  const names = relative(workTree, root)
    .split(sep)
    .filter((name) => name !== '')
  return names.flatMap((_, depth) => {
    const bytes = readConfined(workTree, [...names.slice(0, depth), '.gitignore'].join('/'))
    if (bytes === undefined) return []
    return [{ way: `${names.slice(depth).join('/')}/`, text: new TextDecoder().decode(bytes) }]
  })
}

/** With `-t` each path is tagged, and one that is in the index and that git cannot see on disk comes again as `R`. */
function filesByGit(root: string): {
  readonly files: readonly string[]
  /** Left out of the disk by a sparse checkout; the index has their contents. */
  readonly sparse: ReadonlySet<string>
} {
  const list = ['ls-files', '-z', '-t', '--cached', '--deleted', '--others', '--exclude-standard']
  const tagged = fieldsOf(askGit(root, list)).map((field) => ({ tag: field.charAt(0), path: field.slice(2) }))
  const unseen = tagged.filter(({ tag }) => tag === 'R').map(({ path }) => path)
  const deleted = new Set(unseen.filter((path) => !isLocked(join(root, path))))
  // A nested repository is listed as a folder.
  const files = tagged.map(({ path }) => path).filter((path) => !deleted.has(path) && !path.endsWith('/'))
  return { files, sparse: new Set(tagged.filter(({ tag }) => tag === 'S').map(({ path }) => path)) }
}

/** In a folder that nobody may look into, there may be anything. */
function isLocked(path: string): boolean {
  try {
    lstatSync(path)
    return false
  } catch (error) {
    return isRefusal(error)
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REFUSALS.has(String(error.code))
}

/** Without the name of the system call and the path, which stands in front of it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/, \w+ '.*$/s, '')
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
  } catch (cause) {
    if (!isRefusal(cause)) return undefined
    throw new Failure('ENV_FILE_UNREADABLE', { path, detail: reasonOf(cause) }, { cause })
  }
}
