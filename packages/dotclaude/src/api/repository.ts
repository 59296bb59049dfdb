// Questions about a repository: git's word, its specs, its paths.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { askGit } from '../repo/git.ts'
import type { HarnessContext } from './context.ts'

/** Options by which git starts programs, writes files or talks to strangers. */
const REFUSED = [
  /^--(upload|receive)-pack\b/,
  /^--exec\b/,
  /^--config-env\b/,
  /^--output\b/,
  /^-c$/,
  /^-u$/,
  /^ext::/,
]

/** What git printed, trimmed. Throws where git fails. */
export function git({ repoRoot }: HarnessContext, args: readonly string[]): string {
  for (const arg of args) checkArgument(arg)
  return askGit(repoRoot, args).toString('utf8').trim()
}

function checkArgument(arg: unknown): void {
  if (typeof arg !== 'string') throw new TypeError('arguments of git are strings')
  if (REFUSED.some((refused) => refused.test(arg))) throw new Error(`git is not called with ${arg}`)
}

/** The folders below `docs/specs`, sorted. Throws where there is no such folder. */
export function listSpecDirs({ specsRoot }: HarnessContext): readonly string[] {
  const entries = readdirSync(specsRoot, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
}

export interface ListOptions {
  /** Names that are left out at the root. */
  readonly ignoredTopLevel?: ReadonlySet<string> | readonly string[]
  /** Folders that are left out, relative to the root. */
  readonly ignoredDirectories?: ReadonlySet<string> | readonly string[]
}

const TOP_LEVEL = ['.git', 'node_modules', 'dist', 'coverage']
const DIRECTORIES = ['.claude/worktrees', 'bin', 'api/tmp', 'test-results']

/** Every file on disk, ignored by git or not, relative and with slashes. Links are listed and not followed. */
export function listRepoPaths(
  { repoRoot }: HarnessContext,
  { ignoredTopLevel = TOP_LEVEL, ignoredDirectories = DIRECTORIES }: ListOptions = {},
): readonly string[] {
  const ignored = new Set([...ignoredTopLevel, ...ignoredDirectories])
  const paths: string[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(join(repoRoot, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (ignored.has(path)) continue
      if (entry.isDirectory()) folders.push(path)
      else paths.push(path)
    }
  }
  return paths.toSorted()
}
