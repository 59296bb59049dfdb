// What git and the disk answer to the guard's questions. Each question is asked at most once, and only when a rule needs
// it. Where git cannot answer, the answer is the one that protects more.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { RepositoryState } from '../guard/guard-context.ts'
import { defaultBranch, runGit } from '../repo/git.ts'
import { archiveMembers } from './archive-members.ts'
import { gitFiles } from './git-files.ts'
import type { StatePlace } from './state-folder.ts'

const SCRIPT_BYTES_MAX = 64 * 1024
const PATCH_BYTES_MAX = 4 * 1024 * 1024
const PATTERN = /[*?[]/

export function repositoryState({ env }: Pick<StatePlace, 'env'>): RepositoryState {
  const ask = memo((key: string) => run(JSON.parse(key) as readonly string[]))
  const git = (folder: string, ...args: readonly string[]): string | undefined =>
    ask(JSON.stringify([folder, ...args]))
  const root = memo(rootAround)
  const within = (path: string, ...args: readonly string[]): string | undefined => {
    const top = root(path)
    return top === undefined ? undefined : git(top, ...args, '--', pathspecOf(top, path))
  }
  const files = memo((top: string) => gitFiles(top, env))
  const isTracked = (path: string): boolean => {
    const top = root(path)
    if (top !== undefined && files(top).isUntracked(path)) return false
    return within(path, 'ls-files', '-z') !== ''
  }
  const isChanged = (path: string): boolean =>
    within(path, 'status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=none') !== ''
  const state: RepositoryState = {
    insideRepository: (path) => root(path) !== undefined,
    rootOf: root,
    exists: (path) => existsSync(path) || PATTERN.test(path),
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
    isTracked,
    isChanged,
    isDirty: (path) =>
      within(path, 'status', '--porcelain', '-z', '--untracked-files=normal', '--ignore-submodules=none') !==
      '',
    isIgnored: (path) => {
      const top = root(dirname(path))
      if (top === undefined) return false
      const isNamed = files(top).isIgnored(path) ?? git(top, 'check-ignore', '--', path) !== undefined
      return isNamed && !isTracked(path)
    },
    currentBranch: (folder) => line(git(folder, 'symbolic-ref', '--quiet', '--short', 'HEAD')),
    defaultBranch: (folder) => shortDefault(folder),
    branchExists: (branch, folder) =>
      git(folder, 'show-ref', '--verify', `refs/heads/${branch}`) !== undefined,
    isMerged: (branch, folder) => {
      const holders = git(
        folder,
        'for-each-ref',
        `--contains=refs/heads/${branch}`,
        '--format=%(refname)',
        'refs/heads',
        'refs/remotes',
      )
      return holders?.split('\n').some((ref) => ref !== '' && ref !== `refs/heads/${branch}`) === true
    },
    upstreamOf: (branch, folder) => line(git(folder, 'rev-parse', '--abbrev-ref', `${branch}@{upstream}`)),
    isPushed: (revision, folder) =>
      git(folder, 'for-each-ref', '--count=1', `--contains=${revision}`, 'refs/remotes') !== '',
    gitAlias: (name, folder) => line(git(folder, 'config', '--get', `alias.${name}`)),
    worktrees: (folder) =>
      git(folder, 'worktree', 'list', '--porcelain')
        ?.split(/^worktree /m)
        .slice(1).length ?? 2,
    readScript: (path) =>
      mayBeFresh(path, root, isTracked, isChanged) ? textOf(path, SCRIPT_BYTES_MAX) : undefined,
    readText: (path) => textOf(path, PATCH_BYTES_MAX),
    archiveMembers,
    filesUnlike: (revision, path) => {
      // The revision stands where an option could: it must not become one.
      if (revision.startsWith('-')) return undefined
      const names = within(path, 'diff', '--name-only', '--no-ext-diff', '-z', revision)
      const top = root(path)
      return top === undefined
        ? undefined
        : names?.split('\0').flatMap((name) => (name === '' ? [] : join(top, name)))
    },
  }
  return state
}

function memo<Value>(ask: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    if (!known.has(key)) known.set(key, ask(key))
    return known.get(key) as Value
  }
}

/** The output, or `undefined` where git says no. */
function run([folder = '.', ...args]: readonly string[]): string | undefined {
  // Locks would disturb a git that runs at the same time.
  const answer = runGit(nearestFolder(folder), ['--no-optional-locks', ...args])
  return answer.ok ? answer.stdout.toString('utf8') : undefined
}

function line(text: string | undefined): string | undefined {
  const first = text?.split('\n', 1)[0]
  return first === '' ? undefined : first
}

function shortDefault(folder: string): string | undefined {
  try {
    return defaultBranch(nearestFolder(folder))?.replace(/^origin\//, '')
  } catch {
    return undefined
  }
}

function nearestFolder(path: string): string {
  let at = PATTERN.test(path) ? path.slice(0, path.search(PATTERN)).replace(/[^/\\]*$/, '') : path
  while (statSync(at, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const parent = dirname(at)
    if (parent === at) return at
    at = parent
  }
  return at
}

/** The folder with `.git` in it, upwards from the path. */
function rootAround(path: string): string | undefined {
  for (let at = nearestFolder(resolve(path)); ; at = dirname(at)) {
    // Inside git's own folder there is no work tree of its own.
    if (basename(at) !== '.git' && existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

/** Literal, or with patterns as the guard's paths have them; links in front are followed, as git does. */
function pathspecOf(root: string, path: string): string {
  const folder = nearestFolder(path)
  const real = join(realOf(folder), relative(folder, path))
  const name = relative(realOf(root), real).split(sep).join('/')
  if (name === '') return ':(top)'
  return `:(top,${PATTERN.test(name) && !existsSync(path) ? 'glob' : 'literal'})${name}`
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** A script that a commit has was looked at by somebody; one that was written just now was not. */
function mayBeFresh(
  path: string,
  root: (path: string) => string | undefined,
  isTracked: (path: string) => boolean,
  isChanged: (path: string) => boolean,
): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false
  if (root(path) === undefined) return /^(?:\/tmp|\/var\/tmp|\/private\/tmp|\/dev\/shm)\//.test(path)
  return !/\/(?:node_modules|\.venv|venv)\//.test(path) && (!isTracked(path) || isChanged(path))
}

function textOf(path: string, bytesMax: number): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined || !stats.isFile() || stats.size > bytesMax) return undefined
  const text = readFileSync(path, 'utf8')
  return text.includes('\0') ? undefined : text
}
