// Which files of a work tree its index does not hold as they lie on the disk: changed, conflicted and untracked ones, files
// that git was told to pass over, and files that a filter would give back with other bytes. What was asked for besides is
// taken along whatever git thinks of it.
import { accessSync, constants, existsSync, lstatSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, foldersAbove, nameOf, placeOf, rawFields } from './path-bytes.ts'
import type { Plumbing } from './plumbing.ts'

const FILE_BYTES_MAX = 20 * 1024 * 1024
const TOTAL_BYTES_MAX = 200 * 1024 * 1024
const PERMISSIONS = 0o7777

/**
 * In a sparse work tree git forgets the mark of a file that should not be there and is, and yet removes it when it resets.
 */
export const AS_MARKED: { readonly settings: readonly string[] } = {
  settings: ['core.sparseCheckout=false'],
}

export interface PresentFile {
  readonly path: string
  readonly mode: number
  readonly isLink: boolean
}

export interface Differing {
  readonly present: readonly PresentFile[]
  readonly missing: readonly string[]
  readonly skipped: readonly string[]
  /** Folders with a repository of their own, which no index knows. */
  readonly nested: readonly string[]
}

/** `asked` are paths that are about to be written over: they, and files in their way, are taken along at any size. */
export function differingFiles(git: Plumbing, asked: readonly string[]): Differing {
  const changed = rawFields(git.ask(['diff-files', '--name-only', '-z', '--ignore-submodules=all'])).map(
    nameOf,
  )
  const tracked = new Set([...changed, ...passedOver(git), ...withOtherBytes(git)])
  const others = rawFields(git.ask(['ls-files', '--others', '--exclude-standard', '-z'])).map(nameOf)
  const untracked = others.filter((path) => !path.endsWith('/'))
  const unsized = new Set([...tracked, ...asked.flatMap((path) => [path, ...foldersAbove(path)])])
  const present: PresentFile[] = []
  const missing: string[] = []
  const skipped: string[] = []
  let bytes = 0
  const isReached = reachedIn(git.root)
  for (const path of new Set([...unsized, ...untracked])) {
    const stats = isReached(path) ? statsAt(placeOf(git.root, path)) : undefined
    if (stats === undefined || stats.isDirectory()) {
      if (tracked.has(path)) missing.push(path)
    } else if (
      isUnreadable(git.root, path, stats) ||
      (!unsized.has(path) && (stats.size > FILE_BYTES_MAX || bytes + stats.size > TOTAL_BYTES_MAX))
    )
      skipped.push(path)
    else if (stats.isFile() || stats.isSymbolicLink()) {
      bytes += stats.size
      present.push({ path, mode: stats.mode & PERMISSIONS, isLink: stats.isSymbolicLink() })
    }
  }
  const nested = others.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1))
  return { present, missing, skipped, nested }
}

/** Whether folders alone lead to a path: what lies behind a link is no file of this work tree. */
function reachedIn(root: string): (path: string) => boolean {
  const known = new Map<string, boolean>()
  const isFolder = (path: string): boolean => {
    const isOne = known.get(path) ?? statsAt(placeOf(root, path))?.isDirectory() === true
    known.set(path, isOne)
    return isOne
  }
  return (path) => foldersAbove(path).every(isFolder)
}

/** A file may stand where a folder of the path is expected. */
function statsAt(path: string | Buffer): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function isUnreadable(root: string, path: string, stats: Stats): boolean {
  if (!stats.isFile()) return false
  try {
    accessSync(placeOf(root, path), constants.R_OK)
    return false
  } catch {
    return true
  }
}

/** Files that git was told to pass over are not compared, and may have been changed. */
function passedOver(git: Plumbing): readonly string[] {
  return rawFields(git.ask(['ls-files', '-v', '-z'], AS_MARKED)).flatMap((field) => {
    const path = nameOf(field.subarray(2))
    return /^[Sa-z] /.test(field.toString('latin1', 0, 2)) && statsAt(placeOf(git.root, path)) !== undefined
      ? [path]
      : []
  })
}

/** To git these are unchanged, and yet it would write them otherwise: its conversions lose something. */
function withOtherBytes(git: Plumbing): readonly string[] {
  return isConverting(git) ? [...withOtherLineEnds(git), ...filtered(git)] : []
}

function isConverting(git: Plumbing): boolean {
  const isSet =
    git.text(['config', '--get-regexp', String.raw`^core\.(?:autocrlf|eol|attributesfile)$`]) !== ''
  const own = git.text(['rev-parse', '--path-format=absolute', '--git-path', 'info/attributes'])
  const listed = ['ls-files', '-z', '--cached', '--others', '--', ':(glob)**/.gitattributes']
  return isSet || existsSync(own) || git.ask(listed).length > 0
}

const LINE_ENDS = /^i\/(\S*) +w\/(\S*) +attr\/([^\t]*)\t/

/** Reads every file, which nobody without attributes has to pay for. */
function withOtherLineEnds(git: Plumbing): readonly string[] {
  const usual = /^(?:true|crlf)$/m.test(
    `${git.text(['config', 'core.autocrlf'])}\n${git.text(['config', 'core.eol'])}`,
  )
  return rawFields(git.ask(['ls-files', '--eol', '-z'])).flatMap((field) => {
    const [head = '', kept = '', here = '', attributes = ''] = LINE_ENDS.exec(field.toString('latin1')) ?? []
    if (kept === '' || here === '' || kept === '-text' || attributes.startsWith('-text')) return []
    const isCrlf = /eol=crlf/.test(attributes) || (usual && !/eol=lf/.test(attributes))
    const written = isCrlf && kept === 'lf' ? 'crlf' : kept
    return written === here && here !== 'mixed' ? [] : [nameOf(field.subarray(head.length))]
  })
}

/** These bring back what they were given, from a store of their own; others may leave something out for good. */
const FAITHFUL = /^(?:unspecified|unset|set|lfs|annex)$/

function filtered(git: Plumbing): readonly string[] {
  const paths = git.ask(['ls-files', '-z', '--cached'])
  const [names, values] = [[], []] as [Buffer[], string[]]
  rawFields(git.ask(['check-attr', '-z', '--stdin', 'filter'], { input: paths })).forEach((field, at) => {
    if (at % 3 === 0) names.push(field)
    if (at % 3 === 2) values.push(field.toString('utf8'))
  })
  return names.filter((_, at) => !FAITHFUL.test(values[at] ?? '')).map(nameOf)
}

/** For git's input; the folder in front of it is the work tree's. */
export function isListable(root: string, path: string): boolean {
  return !/[\n\0]/.test(join(root, bytesOf(path).toString('latin1')))
}
