// Saves a work tree: the index, every changed and every untracked file, under a private ref. It works with a scratch index
// and plumbing alone, so that stash, index, HEAD, refs and configuration of the user stay untouched. What cannot be saved
// throws: nobody is told of a saved work tree that is none.
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyIndex } from '../repo/copy-index.ts'
import { AS_MARKED, differingFiles, isListable } from './differing-files.ts'
import type { PresentFile } from './differing-files.ts'
import { maskSecrets } from './mask-secrets.ts'
import { bytesOf, entryOf, placeOf, rawFields } from './path-bytes.ts'
import type { Entry } from './path-bytes.ts'
import { plumbingAt } from './plumbing.ts'
import type { Plumbing } from './plumbing.ts'
import {
  FACTS_FILE,
  FILES_TREE,
  INDEX_FILE,
  SAVED_REFS,
  indexPath,
  realRoot,
  savedWorkTrees,
} from './saved-work-tree.ts'
import type { SavedFacts, SavedSubmodule, SavedWorkTree } from './saved-work-tree.ts'

const KEPT = 30
const DEPTH_MAX = 3

const AUTHOR = {
  GIT_AUTHOR_NAME: 'dotclaude guard',
  GIT_AUTHOR_EMAIL: 'guard@dotclaude.invalid',
  GIT_COMMITTER_NAME: 'dotclaude guard',
  GIT_COMMITTER_EMAIL: 'guard@dotclaude.invalid',
}

export interface Occasion {
  /** Before which it is saved. */
  readonly command: string
  readonly now: Date
  /** The whole environment for git. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Paths that are about to be written over: saved at any size, and if git ignores them too. */
  readonly asked?: readonly string[]
}

/** Absent where there is nothing to save: no repository, or a bare one. */
export function saveWorkTree(root: string, occasion: Occasion, depth = 0): SavedWorkTree | undefined {
  if (!existsSync(join(root, '.git')) || depth > DEPTH_MAX) return undefined
  try {
    return saveOnce(root, occasion, depth)
  } catch {
    // A file that went away meanwhile, such as a log, is no reason to save nothing.
    return saveOnce(root, occasion, depth)
  }
}

function saveOnce(root: string, occasion: Occasion, depth: number): SavedWorkTree {
  const scratch = mkdtempSync(join(tmpdir(), 'dotclaude-guard-'))
  try {
    return save({ ...occasion, depth, scratch, git: plumbingAt(root, occasion.env) })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Saving extends Occasion {
  readonly depth: number
  readonly scratch: string
  readonly git: Plumbing
}

function save(saving: Saving): SavedWorkTree {
  const { git, scratch, asked = [] } = saving
  const index = indexPath(git)
  const scratchIndex = join(scratch, 'index')
  if (existsSync(index)) copyIndex(index, scratchIndex)
  const own = git.with(scratchIndex)
  own.run(['update-index', '-q', '--refresh'], AS_MARKED)
  const { present, missing, skipped, nested } = differingFiles(own, asked)
  const staged = rawFields(own.ask(['ls-files', '--stage', '-z'])).flatMap(entryOf)
  const inner = [...staged.filter(({ mode }) => mode === '160000').map(({ path }) => path), ...nested]
  const facts: SavedFacts = {
    version: 1,
    workTree: realRoot(git.root),
    command: maskSecrets(saving.command).slice(0, 2000),
    head: headOf(git),
    missing,
    modes: Object.fromEntries(present.map(({ path, mode }) => [path, mode])),
    skipped,
    submodules: saveInner(inner, saving),
  }
  const tree = treeOf(git, [
    existsSync(index) ? `100644 blob ${writeBlob(git, wholeIndex(index, saving))}\t${INDEX_FILE}` : '',
    `040000 tree ${filesTree(present, saving)}\t${FILES_TREE}`,
    `040000 tree ${stagedTree(staged, saving)}\tstaged`,
    `100644 blob ${writeBlob(git, JSON.stringify(facts))}\t${FACTS_FILE}`,
  ])
  return keep(tree, facts, saving)
}

/** An index that is split leaves most of itself to a file that git throws away in time; any other is kept as it is. */
function wholeIndex(index: string, { git, scratch }: Saving): Uint8Array {
  if (git.text(['rev-parse', '--shared-index-path']) === '') return readFileSync(index)
  const whole = join(scratch, 'whole')
  copyIndex(index, whole)
  git.with(whole).ask(['update-index', '--no-split-index'])
  return readFileSync(whole)
}

/** The same state twice is kept once. */
function keep(tree: string, facts: SavedFacts, { git, now }: Saving): SavedWorkTree {
  const older = savedWorkTrees(git)
  const [last] = older
  if (last !== undefined && sameState(git, last.commit, tree)) return last
  const head = git.text(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  const date = { GIT_AUTHOR_DATE: now.toISOString(), GIT_COMMITTER_DATE: now.toISOString() }
  const commit = git
    .ask(['commit-tree', '--no-gpg-sign', tree, ...(head === '' ? [] : ['-p', head])], {
      input: `${facts.command}\n`,
      env: { ...AUTHOR, ...date },
    })
    .toString('utf8')
    .trim()
  const name = `${now
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.(\d+)Z$/, '.$1Z')}-${randomBytes(3).toString('hex')}`
  git.ask(['update-ref', `${SAVED_REFS}/${name}`, commit])
  for (const { name: old } of older.slice(KEPT - 1)) git.run(['update-ref', '-d', `${SAVED_REFS}/${old}`])
  return { name, commit, facts }
}

function sameState(git: Plumbing, commit: string, tree: string): boolean {
  const part = (name: string, of: string): string =>
    git.text(['rev-parse', '--verify', '--quiet', `${of}:${name}`])
  return [INDEX_FILE, FILES_TREE, FACTS_FILE].every((name) => part(name, commit) === part(name, tree))
}

/** The bytes as they lie on the disk, past every filter. */
function filesTree(files: readonly PresentFile[], { git, scratch }: Saving): string {
  const { root } = git
  const plain = files.filter(({ isLink, path }) => !isLink && isListable(root, path))
  const hashes =
    plain.length === 0
      ? []
      : git
          .ask(['hash-object', '-w', '--no-filters', '--stdin-paths'], {
            input: Buffer.concat(plain.map(({ path }) => lineOf(root, path))),
          })
          .toString('utf8')
          .trim()
          .split('\n')
  const known = new Map(plain.map(({ path }, index) => [path, hashes[index] ?? '']))
  const entries = files.map(({ path, mode, isLink }): Entry => {
    const place = placeOf(root, path)
    const object =
      known.get(path) ??
      writeBlob(git, isLink ? readlinkSync(place, { encoding: 'buffer' }) : readFileSync(place))
    return { mode: isLink ? '120000' : (mode & 0o100) === 0 ? '100644' : '100755', object, stage: '', path }
  })
  return treeOfEntries(entries, git.with(join(scratch, 'files')))
}

function lineOf(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), bytesOf(path), Buffer.from('\n')])
}

/** What the index refers to, so that no collection of garbage takes it; each stage of a conflict has a name of its own. */
function stagedTree(staged: readonly Entry[], { git, scratch }: Saving): string {
  const entries = staged.filter(({ mode, object }) => mode !== '160000' && !/^0+$/.test(object))
  return treeOfEntries(entries, git.with(join(scratch, 'staged')))
}

function treeOfEntries(entries: readonly Entry[], git: Plumbing): string {
  const lines = entries.flatMap(({ mode, object, stage, path }) => [
    Buffer.from(`${mode} ${object}\t${stage === '' ? '' : `${stage}/`}`),
    bytesOf(path),
    Buffer.alloc(1),
  ])
  if (lines.length > 0) git.ask(['update-index', '-z', '--index-info'], { input: Buffer.concat(lines) })
  else git.ask(['read-tree', '--empty'])
  return git.ask(['write-tree', '--missing-ok']).toString('utf8').trim()
}

function writeBlob(git: Plumbing, content: string | Uint8Array): string {
  return git.ask(['hash-object', '-w', '--stdin', '--no-filters'], { input: content }).toString('utf8').trim()
}

function treeOf(git: Plumbing, lines: readonly string[]): string {
  const input = lines
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
  return git.ask(['mktree', '--missing'], { input }).toString('utf8').trim()
}

function headOf(git: Plumbing): string {
  return (
    git.text(['symbolic-ref', '--quiet', 'HEAD']) || git.text(['rev-parse', '--verify', '--quiet', 'HEAD'])
  )
}

/** Repositories inside this one, each saved in its own. */
function saveInner(
  paths: readonly string[],
  { git, command, now, env, depth }: Saving,
): readonly SavedSubmodule[] {
  return [...new Set(paths)].flatMap((path) => {
    const folder = join(git.root, path)
    const stats = lstatSync(join(folder, '.git'), { throwIfNoEntry: false })
    if (stats === undefined || path.startsWith('\0')) return []
    const saved = saveWorkTree(folder, { command, now, env }, depth + 1)
    if (saved === undefined) return []
    const link = stats.isFile() ? { link: readFileSync(join(folder, '.git'), 'utf8') } : {}
    return [{ path, name: saved.name, ...link }]
  })
}
