// What was read of a repository, unchanging: rules and plans see nothing else. Where the bytes come from (disk, a
// commit, a test's object) is the maker's matter; each is read at most once, when somebody asks.
import { Failure } from '../diagnostics/failure.ts'
import { parseFrontmatter } from './frontmatter-document.ts'
import type { FrontmatterDocument } from './frontmatter-document.ts'
import { parseJsonDocument } from './json-document.ts'
import type { JsonDocument, JsonOptions } from './json-document.ts'

export interface Snapshot {
  /** Absolute, and free of links. */
  readonly root: string
  /**
   * Relative to the root, with slashes, sorted by code unit. Tracked files and untracked ones that git does not ignore;
   * outside git everything but `.git` and `node_modules`. A link is listed and never followed.
   */
  readonly files: readonly string[]
  /** What git is told to ignore above the root, where the root is a folder of a work tree. */
  readonly ignoresAbove: readonly IgnoresAbove[]
  /** Whether it is one of `files`. */
  isFile(path: string): boolean
  /** Whether one of `files` is below it. */
  isDirectory(path: string): boolean
  /** The files below a folder, sorted. */
  under(folder: string): readonly string[]
  /** `undefined` where it is absent, cannot be read or lies outside the root. An ignored file can be read. */
  bytes(path: string): Uint8Array | undefined
  /** As UTF-8, without a byte order mark. */
  text(path: string): string | undefined
  json(path: string, options?: JsonOptions): JsonDocument | undefined
  frontmatter(path: string): FrontmatterDocument | undefined
}

export interface IgnoresAbove {
  /** From the folder of the `.gitignore` to the root, with a slash at its end. */
  readonly way: string
  readonly text: string
}

export interface SnapshotParts {
  readonly root: string
  readonly files: readonly string[]
  readonly ignoresAbove?: readonly IgnoresAbove[]
  readonly read: (path: string) => Uint8Array | undefined
}

export function makeSnapshot({ root, files, read, ignoresAbove = [] }: SnapshotParts): Snapshot {
  // Sorting without a comparer is by code unit, and so the same on every machine.
  const sorted = [...new Set(files)].toSorted()
  const known = new Set(sorted)
  const readBytes = once((path) => (isConfined(path) ? read(path) : undefined))
  const bytes: Snapshot['bytes'] = (path) => readBytes(normalised(path))
  const decode = once((path) => textOf(path, readBytes(path)))
  const text: Snapshot['text'] = (path) => decode(normalised(path))
  const under: Snapshot['under'] = (folder) => filesUnder(sorted, normalised(folder))
  return {
    root,
    files: sorted,
    ignoresAbove,
    isFile: (path) => known.has(normalised(path)),
    isDirectory: (path) => under(path).length > 0 || normalised(path) === '',
    under,
    bytes,
    text,
    json: (path, options) => mapped(text(path), (read) => parseJsonDocument(read, options)),
    frontmatter: (path) => mapped(text(path), parseFrontmatter),
  }
}

/** A repository from an object of paths and contents, for tests and for callers that have no disk. */
export function memorySnapshot(files: Readonly<Record<string, string>>, root = '/repository'): Snapshot {
  return makeSnapshot({
    root,
    files: Object.keys(files),
    read: (path) => {
      const contents = Object.hasOwn(files, path) ? files[path] : undefined
      return contents === undefined ? undefined : new TextEncoder().encode(contents)
    },
  })
}

/** `./a//b/` is `a/b`. What would leave the root comes back as it is, and is refused later. */
function normalised(path: string): string {
  return path
    .split('/')
    .filter((part, index) => part !== '.' && (part !== '' || (index === 0 && path.startsWith('/'))))
    .join('/')
}

function isConfined(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..')
}

function filesUnder(sorted: readonly string[], folder: string): readonly string[] {
  if (folder === '') return sorted
  const prefix = `${folder}/`
  const start = firstAtOrAfter(sorted, prefix)
  // The character after the slash closes the range.
  return sorted.slice(start, firstAtOrAfter(sorted, `${folder}0`))
}

function firstAtOrAfter(sorted: readonly string[], path: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < path) low = middle + 1
    else high = middle
  }
  return low
}

/** Strings have an end at about half a gigabyte, and nobody writes such a text. */
const TEXT_BYTES_MAX = 128 * 1024 * 1024

function textOf(path: string, bytes: Uint8Array | undefined): string | undefined {
  if (bytes !== undefined && bytes.length > TEXT_BYTES_MAX)
    throw new Failure('ENV_FILE_UNREADABLE', { path, detail: 'it is too large for a text' })
  // The decoder drops a byte order mark by itself.
  return bytes && new TextDecoder().decode(bytes)
}

function mapped<From, To>(value: From | undefined, map: (value: From) => To): To | undefined {
  return value === undefined ? undefined : map(value)
}

function once<Value>(read: (path: string) => Value): (path: string) => Value {
  const known = new Map<string, Value>()
  return (path) => {
    if (known.has(path)) return known.get(path) as Value
    const value = read(path)
    known.set(path, value)
    return value
  }
}
