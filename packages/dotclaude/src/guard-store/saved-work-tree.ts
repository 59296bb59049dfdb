// What a saved work tree is: a commit under a private ref that holds the index byte for byte, the bytes of every file that
// differs from it, and a list of what git has no place for. Submodules have saved work trees of their own.
import { askGit, fieldsOf, runGit } from '../repo/git.ts'

export const SAVED_REFS = 'refs/dotclaude/snapshots'

/** In the commit's tree: the index as a file, the files as a tree, and this as JSON. */
export interface SavedFacts {
  readonly version: 1
  readonly workTree: string
  readonly command: string
  /** The branch or commit that was checked out. */
  readonly head: string
  /** Tracked, and not there at the time. */
  readonly missing: readonly string[]
  /** Permission bits of the saved files. */
  readonly modes: Readonly<Record<string, number>>
  /** Untracked files that were too large to be kept. */
  readonly skipped: readonly string[]
  readonly submodules: readonly SavedSubmodule[]
}

export interface SavedSubmodule {
  readonly path: string
  readonly name: string
  /** The text of its `.git` file. */
  readonly link: string
}

export interface SavedWorkTree {
  /** The last part of the ref; begins with the time. */
  readonly name: string
  readonly commit: string
  readonly facts: SavedFacts
}

export const INDEX_FILE = 'index'
export const FILES_TREE = 'files'
export const FACTS_FILE = 'facts.json'

/** All of this work tree, newest first. */
export function savedWorkTrees(root: string): readonly SavedWorkTree[] {
  const refs = askGit(root, [
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    '--sort=-refname',
    SAVED_REFS,
  ])
  return refs
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [ref = '', commit = ''] = line.split(' ')
      const facts = commit === '' ? undefined : readFacts(root, commit)
      return facts === undefined || facts.workTree !== root
        ? []
        : [{ name: ref.slice(SAVED_REFS.length + 1), commit, facts }]
    })
}

function readFacts(root: string, commit: string): SavedFacts | undefined {
  const run = runGit(root, ['cat-file', 'blob', `${commit}:${FACTS_FILE}`])
  if (!run.ok) return undefined
  try {
    return JSON.parse(run.stdout.toString('utf8')) as SavedFacts
  } catch {
    return undefined
  }
}

export interface SavedFile {
  readonly mode: string
  readonly object: string
  readonly path: string
}

export function savedFiles(root: string, commit: string): readonly SavedFile[] {
  return fieldsOf(askGit(root, ['ls-tree', '-r', '-z', `${commit}:${FILES_TREE}`])).flatMap((field) => {
    const [, mode = '', object = '', path = ''] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(field) ?? []
    return path === '' ? [] : [{ mode, object, path }]
  })
}

/** The path of the index of this work tree, absolute. */
export function indexPath(root: string): string {
  return askGit(root, ['rev-parse', '--path-format=absolute', '--git-path', 'index'])
    .toString('utf8')
    .trimEnd()
}
