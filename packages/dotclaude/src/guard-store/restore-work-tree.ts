// Brings a saved work tree back: the index, every saved file with its bytes and mode, and tracked files as the index has
// them. What lies there now is saved first, so that a restore can be undone too. HEAD and branches are left where they are.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { askGit, fieldsOf, runGit } from '../repo/git.ts'
import { replaceFile } from '../repo/whole-file.ts'
import { INDEX_FILE, indexPath, savedFiles, savedWorkTrees } from './saved-work-tree.ts'
import type { SavedFile, SavedSubmodule, SavedWorkTree } from './saved-work-tree.ts'
import { saveWorkTree } from './save-work-tree.ts'
import type { Occasion } from './save-work-tree.ts'

export interface Restored {
  readonly files: number
  /** The state before the restore, under its own name. */
  readonly before: string | undefined
  /** Large untracked files that were never kept. */
  readonly skipped: readonly string[]
}

export function restoreWorkTree(
  root: string,
  saved: SavedWorkTree,
  occasion: Omit<Occasion, 'command'>,
): Restored {
  const before = saveWorkTree(root, { ...occasion, command: 'dotclaude guard undo' })
  const files = restore(root, saved, occasion.env)
  return { files, before: before?.name, skipped: saved.facts.skipped }
}

function restore(root: string, { commit, facts }: SavedWorkTree, env: Occasion['env']): number {
  writeIndex(root, commit)
  for (const submodule of facts.submodules) restoreSubmodule(root, submodule, env)
  const saved = savedFiles(root, commit)
  const others = new Set([...saved.map(({ path }) => path), ...facts.missing])
  const contents = contentsOf(root, saved)
  for (const path of facts.missing) removeAt(join(root, path))
  saved.forEach((file, index) =>
    writeFile(root, file, contents[index] ?? new Uint8Array(), facts.modes[file.path]),
  )
  return saved.length + restoreTracked(root, others, env)
}

/** Whole, so that git never sees half of an index. */
function writeIndex(root: string, commit: string): void {
  const index = indexPath(root)
  const run = runGit(root, ['cat-file', 'blob', `${commit}:${INDEX_FILE}`])
  if (!run.ok) {
    rmSync(index, { force: true })
    return
  }
  mkdirSync(dirname(index), { recursive: true })
  replaceFile(index, run.stdout)
}

function contentsOf(root: string, files: readonly SavedFile[]): readonly Uint8Array[] {
  if (files.length === 0) return []
  const answer = askGit(root, ['cat-file', '--batch'], {
    input: files.map(({ object }) => `${object}\n`).join(''),
  })
  let at = 0
  return files.map(() => {
    const lineEnd = answer.indexOf('\n', at)
    const size = Number(/ blob (\d+)$/.exec(answer.subarray(at, lineEnd).toString('utf8'))?.[1] ?? 0)
    const start = lineEnd + 1
    at = start + size + 1
    return answer.subarray(start, start + size)
  })
}

function writeFile(root: string, file: SavedFile, content: Uint8Array, mode: number | undefined): void {
  const path = join(root, file.path)
  clearWay(root, file.path)
  if (file.mode === '120000') symlinkSync(Buffer.from(content), path)
  else {
    writeFileSync(path, content)
    chmodSync(path, mode ?? (file.mode === '100755' ? 0o755 : 0o644))
  }
}

/** A path through a file leads to nothing. */
function removeAt(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOTDIR') throw error
  }
}

/** A file where a folder has to be, or the reverse, was saved before and gives way; links are never followed. */
function clearWay(root: string, name: string): void {
  const parts = name.split('/')
  parts.slice(0, -1).reduce((folder, part) => {
    const path = join(folder, part)
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (stats !== undefined && !stats.isDirectory()) unlinkSync(path)
    if (stats?.isDirectory() !== true) mkdirSync(path)
    return path
  }, root)
  rmSync(join(root, name), { recursive: true, force: true })
}

/** Tracked files that were as the index has them: written by git, with its filters. */
function restoreTracked(root: string, others: ReadonlySet<string>, inherited: Occasion['env']): number {
  const scratch = mkdtempSync(join(tmpdir(), 'dotclaude-guard-'))
  try {
    const env = { ...inherited, GIT_INDEX_FILE: join(scratch, 'index') }
    const index = indexPath(root)
    if (!existsSync(index)) return 0
    copyFileSync(index, env.GIT_INDEX_FILE)
    runGit(root, ['update-index', '-q', '--refresh'], { env })
    const unmerged = new Set(
      fieldsOf(askGit(root, ['diff-files', '--name-only', '-z', '--diff-filter=U'], { env })),
    )
    const paths = fieldsOf(
      askGit(root, ['diff-files', '--name-only', '-z', '--ignore-submodules=all'], { env }),
    ).filter((path) => !others.has(path) && !unmerged.has(path))
    for (const path of paths) clearWay(root, path)
    if (paths.length > 0)
      askGit(root, ['checkout-index', '-f', '-z', '--stdin'], { env, input: `${paths.join('\0')}\0` })
    return paths.length
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The link to its repository comes first: without it there is nothing to restore from. */
function restoreSubmodule(root: string, { path, link, name }: SavedSubmodule, env: Occasion['env']): void {
  const folder = join(root, path)
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, '.git'))) writeFileSync(join(folder, '.git'), link)
  const saved = savedWorkTrees(folder).find((one) => one.name === name)
  if (saved !== undefined) restore(folder, saved, env)
}
