// Brings a saved work tree back: the index, every saved file with its bytes and mode, and tracked files as the index has
// them. What lies there now is saved first, ignored files that would be written over with it, so that a restore can be
// undone too. HEAD and branches are left where they are; what cannot be brought back is told, and the rest comes back.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { copyIndex } from '../repo/copy-index.ts'
import { replaceFile } from '../repo/whole-file.ts'
import { makeRoom, takeAway } from './make-room.ts'
import type { Room } from './make-room.ts'
import { bytesOf, nameOf, placeOf, rawFields } from './path-bytes.ts'
import type { Entry } from './path-bytes.ts'
import { plumbingAt } from './plumbing.ts'
import type { Plumbing } from './plumbing.ts'
import { INDEX_FILE, indexPath, savedFiles, savedWorkTrees } from './saved-work-tree.ts'
import type { SavedSubmodule, SavedWorkTree } from './saved-work-tree.ts'
import { saveWorkTree } from './save-work-tree.ts'
import type { Occasion } from './save-work-tree.ts'

const BATCH_BYTES_MAX = 64 * 1024 * 1024

export interface Restored {
  readonly files: number
  /** The state before the restore, under its own name. */
  readonly before: string | undefined
  /** Files that were never kept: large untracked ones, and those that could not be read. */
  readonly skipped: readonly string[]
  /** What could not be brought back, and why. */
  readonly lost: readonly Loss[]
  /** Where folders lie that stood in the way; absent where none did. */
  readonly aside: string | undefined
}

export interface Loss {
  readonly path: string
  readonly detail: string
}

interface Restoring extends Room {
  readonly git: Plumbing
  readonly lost: Loss[]
  readonly occasion: Omit<Occasion, 'command'>
}

export function restoreWorkTree(
  root: string,
  saved: SavedWorkTree,
  occasion: Omit<Occasion, 'command'>,
): Restored {
  const git = plumbingAt(root, occasion.env)
  const asked = pathsOf(git, saved)
  const before = saveWorkTree(root, { ...occasion, command: 'dotclaude guard undo', asked })
  const folder = git.text(['rev-parse', '--path-format=absolute', '--git-path', 'dotclaude/aside'])
  const aside = join(folder, before?.name ?? 'unsaved')
  const unsaved = new Set(before?.facts.skipped)
  const restoring: Restoring = { root, git, aside, moved: [], lost: [], unsaved, occasion }
  const files = restore(saved, restoring)
  const { skipped } = saved.facts
  const { lost, moved } = restoring
  return { files, before: before?.name, skipped, lost, aside: moved.length === 0 ? undefined : aside }
}

/** Everything that a restore may write over or take away. */
function pathsOf(git: Plumbing, { commit, facts }: SavedWorkTree): readonly string[] {
  const staged = git.ask(['ls-tree', '-r', '-z', '--name-only', `${commit}:staged`])
  const tracked = rawFields(staged).map((field) => nameOf(field.subarray(STAGE_LENGTH)))
  return [...savedFiles(git, commit).map(({ path }) => path), ...facts.missing, ...tracked]
}

/** `0/`. */
const STAGE_LENGTH = 2

function restore({ commit, facts }: SavedWorkTree, restoring: Restoring): number {
  const { git } = restoring
  writeIndex(git, commit)
  for (const inner of facts.submodules) attempt(inner.path, restoring, () => restoreInner(inner, restoring))
  const saved = savedFiles(git, commit)
  const others = new Set([...saved.map(({ path }) => path), ...facts.missing])
  for (const path of facts.missing) attempt(path, restoring, () => takeAway(path, restoring))
  let files = 0
  for (const { entry, read } of contentsOf(git, saved))
    files += attempt(entry.path, restoring, () =>
      writeFile(entry, read(), facts.modes[entry.path], restoring),
    )
  return files + restoreTracked(others, restoring)
}

/** Counts what came back. One file that cannot be written must not keep the others away. */
function attempt(path: string, { lost }: Restoring, act: () => void): 0 | 1 {
  try {
    act()
    return 1
  } catch (error) {
    lost.push({ path, detail: error instanceof Error ? error.message : String(error) })
    return 0
  }
}

/** Whole, so that git never sees half of an index. */
function writeIndex(git: Plumbing, commit: string): void {
  const index = indexPath(git)
  const run = git.run(['cat-file', 'blob', `${commit}:${INDEX_FILE}`])
  if (!run.ok) {
    rmSync(index, { force: true })
    return
  }
  mkdirSync(dirname(index), { recursive: true })
  replaceFile(index, run.stdout)
}

interface Content {
  readonly entry: Entry
  readonly read: () => Uint8Array
}

/** Many files by one git, as long as they fit into memory together. */
function* contentsOf(git: Plumbing, files: readonly Entry[]): Generator<Content> {
  const sizes = sizesOf(git, files)
  for (let from = 0; from < files.length;) {
    let to = from + 1
    for (let bytes = sizes[from] ?? 0; to < files.length; to += 1)
      if ((bytes += sizes[to] ?? 0) > BATCH_BYTES_MAX) break
    yield* batchOf(git, files.slice(from, to), sizes.slice(from, to))
    from = to
  }
}

/** An answer is a line with name, kind and size, the bytes and a line break. */
function* batchOf(git: Plumbing, files: readonly Entry[], sizes: readonly number[]): Generator<Content> {
  const input = files.map(({ object }) => `${object}\n`).join('')
  let answer: Buffer | undefined
  let at = 0
  for (const [index, entry] of files.entries()) {
    const size = sizes[index] ?? 0
    const start = at + `${entry.object} blob ${size}\n`.length
    at = start + size + 1
    yield {
      entry,
      read: () => (answer ??= git.ask(['cat-file', '--batch'], { input })).subarray(start, start + size),
    }
  }
}

function sizesOf(git: Plumbing, files: readonly Entry[]): readonly number[] {
  if (files.length === 0) return []
  const input = files.map(({ object }) => `${object}\n`).join('')
  const lines = git.ask(['cat-file', '--batch-check=%(objectsize)'], { input }).toString('utf8').split('\n')
  return files.map((_, index) => Number(lines[index]))
}

function writeFile(file: Entry, content: Uint8Array, mode: number | undefined, room: Restoring): void {
  const place = placeOf(room.root, file.path)
  makeRoom(file.path, room)
  if (file.mode === '120000') symlinkSync(Buffer.from(content), place)
  else {
    writeFileSync(place, content)
    chmodSync(place, mode ?? (file.mode === '100755' ? 0o755 : 0o644))
  }
}

/** Tracked files that were as the index has them: written by git, with its filters. */
function restoreTracked(others: ReadonlySet<string>, restoring: Restoring): number {
  const { git } = restoring
  const index = indexPath(git)
  if (!existsSync(index)) return 0
  const scratch = mkdtempSync(join(tmpdir(), 'dotclaude-guard-'))
  try {
    copyIndex(index, join(scratch, 'index'))
    const own = git.with(join(scratch, 'index'))
    own.run(['update-index', '-q', '--refresh'])
    const unmerged = new Set(namesIn(own, ['--diff-filter=U']))
    const paths = namesIn(own, ['--ignore-submodules=all']).filter(
      (path) => !others.has(path) && !unmerged.has(path),
    )
    const ready = paths.filter((path) => attempt(path, restoring, () => makeRoom(path, restoring)) === 1)
    const input = Buffer.concat(ready.flatMap((path) => [bytesOf(path), Buffer.alloc(1)]))
    // It writes what it can, and says no where one file could not be written.
    if (ready.length > 0) own.run(['checkout-index', '-f', '-z', '--stdin'], { input })
    const here = ready.filter((path) => isThere(restoring, path))
    return here.length
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function isThere({ root, lost }: Restoring, path: string): boolean {
  const isFound = lstatSync(placeOf(root, path), { throwIfNoEntry: false }) !== undefined
  if (!isFound) lost.push({ path, detail: 'git could not write it' })
  return isFound
}

function namesIn(git: Plumbing, options: readonly string[]): readonly string[] {
  return rawFields(git.ask(['diff-files', '--name-only', '-z', ...options])).map(nameOf)
}

/** The link to its repository comes first: without it there is nothing to restore from. */
function restoreInner({ path, link, name }: SavedSubmodule, restoring: Restoring): void {
  const root = join(restoring.root, path)
  if (!existsSync(join(root, '.git'))) {
    if (link === undefined) throw new Error('its repository, which lay in there, is gone')
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, '.git'), link)
  }
  const { occasion } = restoring
  const git = plumbingAt(root, occasion.env)
  const saved = savedWorkTrees(git).find((one) => one.name === name)
  if (saved === undefined) throw new Error('its repository no longer has what was saved')
  const asked = pathsOf(git, saved)
  const before = saveWorkTree(root, { ...occasion, command: 'dotclaude guard undo', asked })
  restore(saved, {
    ...restoring,
    root,
    git,
    aside: join(restoring.aside, path),
    unsaved: new Set(before?.facts.skipped),
  })
}
