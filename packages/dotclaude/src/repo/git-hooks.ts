// Where git looks for the hooks of a repository, and what is there: a setting, a folder, a pre-commit hook of somebody
// else. Only reads.
import { readFileSync, readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { runGit } from './git.ts'

export interface GitHooks {
  /** `core.hooksPath`, as it is written. */
  readonly configured?: string
  /** The folder in which git finds the hooks: relative to the root where it lies in it, else absolute. */
  readonly folder: string
  /** Whether the folder belongs to this repository; a folder of the user's is for all of his. */
  readonly isOfRepository: boolean
  /** Whether the root is all of the repository, and not a folder in it. */
  readonly isWholeRepository: boolean
  /** Names of hooks that are there; samples do not count. */
  readonly present: readonly string[]
  /** The hook that people edit, which a manager keeps elsewhere than git finds it. */
  readonly preCommit: HookFile
}

export interface HookFile {
  /** Relative to the root, or to `base` where it lies outside; with slashes. */
  readonly path: string
  readonly base?: string
  /** `undefined` where there is none. */
  readonly bytes: Uint8Array | undefined
}

/** `undefined` outside of git. */
export function readGitHooks(root: string): GitHooks | undefined {
  const common = runGit(root, ['rev-parse', '--path-format=absolute', '--git-common-dir'])
  if (!common.ok) return undefined
  const gitFolder = lineOf(common.stdout)
  const setting = runGit(root, ['config', '--get', 'core.hooksPath'])
  const configured = setting.ok ? lineOf(setting.stdout) : undefined
  const folder = configured ? resolve(root, expanded(root, configured)) : join(gitFolder, 'hooks')
  return {
    ...(configured === undefined ? {} : { configured }),
    folder: isWithin(folder, root) ? fromRoot(root, folder) : folder,
    isOfRepository: isWithin(folder, root) || isWithin(folder, gitFolder),
    isWholeRepository: isWhole(root),
    present: namesIn(folder),
    preCommit: readHook(root, isHusky(folder) ? dirname(folder) : folder),
  }
}

function readHook(root: string, folder: string): HookFile {
  const bytes = readIfThere(join(folder, 'pre-commit'))
  return isWithin(folder, root)
    ? { path: fromRoot(root, join(folder, 'pre-commit')), bytes }
    : { path: 'pre-commit', base: folder, bytes }
}

function fromRoot(root: string, path: string): string {
  return relative(realpathSync(root), nearestReal(path)).split(sep).join('/')
}

function isWhole(root: string): boolean {
  const run = runGit(root, ['rev-parse', '--show-prefix'])
  return run.ok && lineOf(run.stdout) === ''
}

function lineOf(stdout: Buffer): string {
  return stdout.toString('utf8').replace(/\r?\n$/, '')
}

/** git knows what `~` means for a path in its settings. */
function expanded(root: string, configured: string): string {
  const run = runGit(root, ['config', '--type=path', '--get', 'core.hooksPath'])
  return run.ok ? lineOf(run.stdout) : configured
}

/** husky lets git call its own folder, from which the files beside it are called. */
function isHusky(folder: string): boolean {
  return basename(folder) === '_' && basename(dirname(folder)) === '.husky'
}

function isWithin(folder: string, outer: string): boolean {
  const real = nearestReal(folder)
  const base = nearestReal(outer)
  return real === base || real.startsWith(base + sep)
}

/** The real path of what exists of it. */
function nearestReal(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(nearestReal(parent), basename(path))
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.endsWith('.sample'))
      .toSorted()
  } catch {
    return []
  }
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
