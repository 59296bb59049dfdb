// What git's own files say beyond doubt, read without starting git: most questions about build output are as plain as a
// line of `.gitignore`. Whatever is less plain, such as a negation, a pattern, a link or an index of another kind, is left
// to git: `undefined` means that it has to be asked.
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** No character in it means anything to a pattern. */
const PLAIN_NAME = /^[\w@+-][\w.@+-]*$|^\.[\w@+-][\w.@+-]*$/
const INDEX_BYTES_MAX = 32 * 1024 * 1024

export interface GitFiles {
  /** Git ignores the path: its name, or that of a folder above, stands in a `.gitignore`. */
  readonly isIgnored: (path: string) => true | undefined
  /** Neither the path nor anything below it is in the index. */
  readonly isUntracked: (path: string) => true | undefined
}

const SILENT: GitFiles = { isIgnored: () => undefined, isUntracked: () => undefined }

/** Variables by which git would look elsewhere. */
const ELSEWHERE = /^GIT_(?:DIR|COMMON_DIR|WORK_TREE|INDEX_FILE|.*PATHSPECS)$/

/** Of the work tree at a root. */
export function gitFiles(root: string, env: Readonly<Record<string, string | undefined>>): GitFiles {
  if (Object.keys(env).some((name) => ELSEWHERE.test(name)) || !attempt(() => isOrdinary(root))) return SILENT
  let index: Buffer | undefined
  return {
    isIgnored: (path) => attempt(() => isNamed(root, path)),
    isUntracked: (path) => attempt(() => isAbsent((index ??= readIndex(root)), placeOf(root, path))),
  }
}

function attempt(ask: () => boolean): true | undefined {
  try {
    return ask() || undefined
  } catch {
    return undefined
  }
}

/** The repository's own folder stands in the work tree, and no setting moves either. */
function isOrdinary(root: string): boolean {
  return (
    lstatSync(join(root, '.git')).isDirectory() &&
    !/worktree/i.test(readFileSync(join(root, '.git/config'), 'utf8'))
  )
}

/** Plain names from the root to the path, none of which is a link but perhaps the last. */
function placeOf(root: string, path: string): readonly string[] {
  const folder = dirname(path)
  const names = relative(root, path).split(sep)
  const isPlain = names.every((name) => PLAIN_NAME.test(name)) && realpathSync(folder) === folder
  if (!isPlain) throw new Error(`${path} has no plain name`)
  return names
}

function isNamed(root: string, path: string): boolean {
  const names = placeOf(root, path)
  const rules = names.map((_, depth) => rulesIn(join(root, ...names.slice(0, depth))))
  return names.some((_, depth) => {
    const place = names.slice(0, depth + 1)
    const isFolder = lstatSync(join(root, ...place)).isDirectory()
    return place.some((__, from) => {
      const rule = rules[from]
      return rule !== undefined && spellings(place.slice(from), isFolder).some((line) => rule.has(line))
    })
  })
}

/** The lines that name a place below a folder: the last name alone, or the whole way from the folder. */
function spellings(place: readonly string[], isFolder: boolean): readonly string[] {
  const way = place.join('/')
  const lines = [place.at(-1) ?? '', way, `/${way}`]
  return isFolder ? [...lines, ...lines.map((line) => `${line}/`)] : lines
}

/** The lines of a folder's `.gitignore`; throws where one takes something back, since then their order counts. */
function rulesIn(folder: string): ReadonlySet<string> | undefined {
  const file = join(folder, '.gitignore')
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  const lines = readFileSync(file, 'utf8').split(/\r?\n/)
  if (!stats.isFile() || lines.some((line) => line.startsWith('!')))
    throw new Error(`${file} has to be read by git`)
  return new Set(lines)
}

function readIndex(root: string): Buffer {
  const file = join(root, '.git/index')
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return Buffer.alloc(0)
  if (stats.size > INDEX_BYTES_MAX) throw new Error(`${file} is long`)
  return readFileSync(file)
}

/** Versions 2 and 3 of the format hold every path in full. */
const VERSIONS: readonly number[] = [2, 3]
/** Marks of an index that leaves entries to another file, or gives a folder in place of its files. */
const SPLIT = 'link'
const SPARSE = 'sdir\0\0\0\0'
const VERSION_AT = 4
const SLASH = 0x2f

function isAbsent(index: Buffer, place: readonly string[]): boolean {
  if (index.length === 0) return true
  const way = place.join('/')
  return (
    index.toString('latin1', 0, VERSION_AT) === 'DIRC' &&
    VERSIONS.includes(index.readUInt32BE(VERSION_AT)) &&
    // A path ends with a zero; that others end alike only means that git is asked.
    !stands(index, way, (at) => isEnd(index[at + way.length])) &&
    !stands(index, SPLIT, (at) => index[at - 1] === 0) &&
    !index.includes(SPARSE)
  )
}

const isEnd = (byte: number | undefined): boolean => byte === 0 || byte === SLASH

/** Whether the text stands at a place that counts. Zeros fill the index, so that no search may begin with one. */
function stands(index: Buffer, text: string, counts: (at: number) => boolean): boolean {
  for (let at = index.indexOf(text); at !== -1; at = index.indexOf(text, at + 1)) if (counts(at)) return true
  return false
}
