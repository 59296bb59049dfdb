// Saves a work tree: the index, every changed and every untracked file, under a private ref. It works with a scratch index
// and plumbing alone, so that stash, index, HEAD, refs and configuration of the user stay untouched.
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askGit, commitOf, fieldsOf, runGit } from '../repo/git.ts'
import { maskSecrets } from './mask-secrets.ts'
import {
  FACTS_FILE,
  FILES_TREE,
  INDEX_FILE,
  SAVED_REFS,
  indexPath,
  savedWorkTrees,
} from './saved-work-tree.ts'
import type { SavedFacts, SavedSubmodule, SavedWorkTree } from './saved-work-tree.ts'

const FILE_BYTES_MAX = 20 * 1024 * 1024
const TOTAL_BYTES_MAX = 200 * 1024 * 1024
const KEPT = 30
const DEPTH_MAX = 3
const PERMISSIONS = 0o7777

/**
 * In a sparse work tree git forgets the mark of a file that should not be there and is, and yet removes it when it resets.
 */
const AS_MARKED: readonly string[] = ['-c', 'core.sparseCheckout=false']

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
}

/** Absent where there is nothing to save: no repository, or a bare one. */
export function saveWorkTree(root: string, occasion: Occasion, depth = 0): SavedWorkTree | undefined {
  if (!existsSync(join(root, '.git')) || depth > DEPTH_MAX) return undefined
  const scratch = mkdtempSync(join(tmpdir(), 'dotclaude-guard-'))
  try {
    return save(root, { ...occasion, depth, scratch })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Saving extends Occasion {
  readonly depth: number
  readonly scratch: string
}

function save(root: string, saving: Saving): SavedWorkTree {
  const scratchIndex = join(saving.scratch, 'index')
  const index = indexPath(root)
  if (existsSync(index)) copyFileSync(index, scratchIndex)
  const env = { ...saving.env, GIT_INDEX_FILE: scratchIndex }
  runGit(root, [...AS_MARKED, 'update-index', '-q', '--refresh'], { env })
  const { present, missing, skipped } = differing(root, env)
  const facts: SavedFacts = {
    version: 1,
    workTree: root,
    command: maskSecrets(saving.command).slice(0, 2000),
    head: headOf(root),
    missing,
    modes: Object.fromEntries(present.map(({ path, mode }) => [path, mode])),
    skipped,
    submodules: saveSubmodules(root, saving),
  }
  const tree = treeOf(root, [
    existsSync(index) ? `100644 blob ${writeBlob(root, readFileSync(index))}\t${INDEX_FILE}` : '',
    `040000 tree ${filesTree(root, present, saving)}\t${FILES_TREE}`,
    `040000 tree ${stagedTree(root, saving)}\tstaged`,
    `100644 blob ${writeBlob(root, JSON.stringify(facts))}\t${FACTS_FILE}`,
  ])
  return keep(root, tree, facts, saving)
}

/** The same state twice is kept once. */
function keep(root: string, tree: string, facts: SavedFacts, { now, env }: Saving): SavedWorkTree {
  const older = savedWorkTrees(root)
  const [last] = older
  if (last !== undefined && sameState(root, last.commit, tree)) return last
  const head = commitOf(root, 'HEAD')
  const date = { GIT_AUTHOR_DATE: now.toISOString(), GIT_COMMITTER_DATE: now.toISOString() }
  const commit = askGit(
    root,
    ['-c', 'commit.gpgSign=false', 'commit-tree', tree, ...(head === undefined ? [] : ['-p', head])],
    {
      input: `${facts.command}\n`,
      env: { ...env, ...AUTHOR, ...date },
    },
  )
    .toString('utf8')
    .trim()
  const name = `${now
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.(\d+)Z$/, '.$1Z')}-${randomBytes(3).toString('hex')}`
  askGit(root, ['update-ref', `${SAVED_REFS}/${name}`, commit])
  for (const { name: old } of older.slice(KEPT - 1))
    runGit(root, ['update-ref', '-d', `${SAVED_REFS}/${old}`])
  return { name, commit, facts }
}

function sameState(root: string, commit: string, tree: string): boolean {
  const part = (name: string, of: string): string =>
    runText(root, ['rev-parse', '--verify', '--quiet', `${of}:${name}`])
  return [INDEX_FILE, FILES_TREE, FACTS_FILE].every((name) => part(name, commit) === part(name, tree))
}

function runText(root: string, args: readonly string[]): string {
  const run = runGit(root, args)
  return run.ok ? run.stdout.toString('utf8').trim() : ''
}

interface PresentFile {
  readonly path: string
  readonly mode: number
  readonly isLink: boolean
}

interface Differing {
  readonly present: readonly PresentFile[]
  readonly missing: readonly string[]
  readonly skipped: readonly string[]
}

/** A file may stand where a folder of the path is expected. */
function statsAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Files that git was told to pass over are not compared, and may have been changed. */
function passedOver(root: string, env: Occasion['env']): readonly string[] {
  const listed = fieldsOf(askGit(root, [...AS_MARKED, 'ls-files', '-v', '-z'], { env }))
  return listed.flatMap((field) =>
    /^[Sa-z] /.test(field) && statsAt(join(root, field.slice(2))) !== undefined ? [field.slice(2)] : [],
  )
}

/** Tracked files that differ from the index, conflicted ones with them, and untracked files that are not ignored. */
function differing(root: string, env: Occasion['env']): Differing {
  const tracked = new Set([
    ...fieldsOf(askGit(root, ['diff-files', '--name-only', '-z', '--ignore-submodules=all'], { env })),
    ...passedOver(root, env),
  ])
  const untracked = fieldsOf(
    askGit(root, ['ls-files', '--others', '--exclude-standard', '-z'], { env }),
  ).filter((path) => !path.endsWith('/'))
  const present: PresentFile[] = []
  const missing: string[] = []
  const skipped: string[] = []
  let bytes = 0
  for (const path of [...tracked, ...untracked]) {
    const stats = statsAt(join(root, path))
    if (stats === undefined || stats.isDirectory()) {
      if (tracked.has(path)) missing.push(path)
    } else if (!tracked.has(path) && (stats.size > FILE_BYTES_MAX || bytes + stats.size > TOTAL_BYTES_MAX))
      skipped.push(path)
    else if (stats.isFile() || stats.isSymbolicLink()) {
      bytes += stats.size
      present.push({ path, mode: stats.mode & PERMISSIONS, isLink: stats.isSymbolicLink() })
    }
  }
  return { present, missing, skipped }
}

/** The bytes as they lie on the disk, past every filter. */
function filesTree(root: string, files: readonly PresentFile[], { scratch, env }: Saving): string {
  const plain = files.filter(({ isLink, path }) => !isLink && !path.includes('\n'))
  const hashes =
    plain.length === 0
      ? []
      : askGit(root, ['hash-object', '-w', '--no-filters', '--stdin-paths'], {
          input: plain.map(({ path }) => `${join(root, path)}\n`).join(''),
        })
          .toString('utf8')
          .trim()
          .split('\n')
  const known = new Map(plain.map(({ path }, index) => [path, hashes[index] ?? '']))
  const entries = files.map(({ path, mode, isLink }) => {
    const object =
      known.get(path) ??
      writeBlob(
        root,
        isLink ? readlinkSync(join(root, path), { encoding: 'buffer' }) : readFileSync(join(root, path)),
      )
    return `${isLink ? '120000' : (mode & 0o100) === 0 ? '100644' : '100755'} ${object}\t${path}\0`
  })
  return treeOfEntries(root, entries, { ...env, GIT_INDEX_FILE: join(scratch, 'files') })
}

/** What the index refers to, so that no collection of garbage takes it; each stage of a conflict has a name of its own. */
function stagedTree(root: string, { scratch, env }: Saving): string {
  const staged = fieldsOf(askGit(root, ['ls-files', '--stage', '-z']))
  const entries = staged.flatMap((field) => {
    const [, mode = '', object = '', stage = '', path = ''] = /^(\d+) (\w+) (\d)\t(.*)$/s.exec(field) ?? []
    return path === '' || mode === '160000' || /^0+$/.test(object)
      ? []
      : [`${mode} ${object}\t${stage}/${path}\0`]
  })
  return treeOfEntries(root, entries, { ...env, GIT_INDEX_FILE: join(scratch, 'staged') })
}

function treeOfEntries(root: string, entries: readonly string[], env: Occasion['env']): string {
  if (entries.length > 0)
    askGit(root, ['update-index', '-z', '--index-info'], { env, input: entries.join('') })
  else askGit(root, ['read-tree', '--empty'], { env })
  return askGit(root, ['write-tree', '--missing-ok'], { env }).toString('utf8').trim()
}

function writeBlob(root: string, content: string | Uint8Array): string {
  return askGit(root, ['hash-object', '-w', '--stdin', '--no-filters'], { input: content })
    .toString('utf8')
    .trim()
}

function treeOf(root: string, lines: readonly string[]): string {
  const input = lines
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
  return askGit(root, ['mktree', '--missing'], { input }).toString('utf8').trim()
}

function headOf(root: string): string {
  return (
    runText(root, ['symbolic-ref', '--quiet', 'HEAD']) ||
    runText(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  )
}

function saveSubmodules(root: string, { command, now, env, depth }: Saving): readonly SavedSubmodule[] {
  const links = fieldsOf(askGit(root, ['ls-files', '--stage', '-z'])).flatMap(
    (field) => /^160000 \w+ 0\t(.*)$/s.exec(field)?.[1] ?? [],
  )
  return links.flatMap((path) => {
    const link = join(root, path, '.git')
    if (lstatSync(link, { throwIfNoEntry: false })?.isFile() !== true) return []
    const saved = saveWorkTree(join(root, path), { command, now, env }, depth + 1)
    return saved === undefined ? [] : [{ path, name: saved.name, link: readFileSync(link, 'utf8') }]
  })
}
