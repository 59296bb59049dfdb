// What a saved work tree is: a commit under a private ref that holds the index byte for byte, the bytes of every file that
// differs from it, and a list of what git has no place for. Submodules have saved work trees of their own.
import { realpathSync } from 'node:fs'
import { entryOf, rawFields } from './path-bytes.ts'
import type { Entry } from './path-bytes.ts'
import type { Plumbing } from './plumbing.ts'

export const SAVED_REFS = 'refs/dotclaude/snapshots'

/** In the commit's tree: the index as a file, the files as a tree, and this as JSON. */
export interface SavedFacts {
  readonly version: 1
  /** Without links. */
  readonly workTree: string
  readonly command: string
  /** The branch or commit that was checked out. */
  readonly head: string
  /** Tracked, and not there at the time. */
  readonly missing: readonly string[]
  /** Permission bits of the saved files. */
  readonly modes: Readonly<Record<string, number>>
  /** Untracked files that were too large to be kept, or that cannot be read. */
  readonly skipped: readonly string[]
  /** Submodules, and repositories that lie in this one and are none of its own. */
  readonly submodules: readonly SavedSubmodule[]
}

export interface SavedSubmodule {
  readonly path: string
  readonly name: string
  /** The text of its `.git` file; absent where `.git` is a folder, without which nothing of it can come back. */
  readonly link?: string
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
export function savedWorkTrees(git: Plumbing): readonly SavedWorkTree[] {
  const refs = git.ask(['for-each-ref', '--format=%(refname) %(objectname)', '--sort=-refname', SAVED_REFS])
  const here = [git.root, realRoot(git.root)]
  return refs
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [ref = '', commit = ''] = line.split(' ')
      const facts = commit === '' ? undefined : readFacts(git, commit)
      return facts === undefined || !here.includes(facts.workTree)
        ? []
        : [{ name: ref.slice(SAVED_REFS.length + 1), commit, facts }]
    })
}

/** A session may have reached the work tree through a link. */
export function realRoot(root: string): string {
  try {
    return realpathSync(root)
  } catch {
    return root
  }
}

function readFacts(git: Plumbing, commit: string): SavedFacts | undefined {
  const run = git.run(['cat-file', 'blob', `${commit}:${FACTS_FILE}`])
  if (!run.ok) return undefined
  try {
    return JSON.parse(run.stdout.toString('utf8')) as SavedFacts
  } catch {
    return undefined
  }
}

/** As they lay on the disk, past every filter. */
export function savedFiles(git: Plumbing, commit: string): readonly Entry[] {
  return rawFields(git.ask(['ls-tree', '-r', '-z', `${commit}:${FILES_TREE}`])).flatMap(entryOf)
}

/** The path of the index of this work tree, absolute. */
export function indexPath(git: Plumbing): string {
  return git.text(['rev-parse', '--path-format=absolute', '--git-path', 'index'])
}
