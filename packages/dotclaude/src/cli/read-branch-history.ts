// How the checked branch relates to the default branch, by git's word: which of the agent's files differ, and since
// which day. Where git cannot tell it is a Failure; a repository without any commit differs from nothing.
import { Failure } from '../diagnostics/failure.ts'
import { changedSince } from '../repo/changes.ts'
import { askGit, commitOf, defaultBranch, fieldsOf, isShallow, mergeBase } from '../repo/git.ts'
import type { BranchHistory, DivergedFile } from '../validate/branch-drift/branch-history.ts'

const FOLDER = '.claude'
const DAY_LENGTH = 'YYYY-MM-DD'.length

export function readBranchHistory(root: string, today: string): BranchHistory {
  const branch = comparedBranch(root)
  if (branch === undefined) return { branch: '', diverged: [] }
  const paths = changedSince(root, branch)
    .flatMap(({ path, from }) => (from === undefined ? [path] : [from, path]))
    .filter((path) => path.startsWith(`${FOLDER}/`))
  if (paths.length === 0) return { branch, diverged: [] }
  const days = firstDays(root, branch)
  const diverged = [...new Set(paths)]
    .toSorted()
    .map((path): DivergedFile => ({ path, since: days.get(path) ?? today }))
  return { branch, diverged }
}

/** A repository that has no remote and no usual name for a branch has only the one it is on. */
function comparedBranch(root: string): string | undefined {
  if (commitOf(root, 'HEAD') === undefined) return undefined
  const branch = defaultBranch(root)
  if (branch !== undefined) return branch
  if (askGit(root, ['remote']).length === 0) return 'HEAD'
  throw new Failure('ENV_BASE_UNKNOWN', { detail: 'no default branch is known' })
}

/** The day on which either side first changed a file after the branches parted. */
function firstDays(root: string, branch: string): ReadonlyMap<string, string> {
  if (isShallow(root)) throw new Failure('ENV_HISTORY_SHALLOW')
  const start = mergeBase(root, branch, 'HEAD')
  const ranges = start === undefined ? [branch, 'HEAD'] : [`${start}..${branch}`, `${start}..HEAD`]
  const days = new Map<string, string>()
  for (const [path, day] of ranges.flatMap((range) => datedPaths(root, range))) {
    const known = days.get(path)
    if (known === undefined || day < known) days.set(path, day)
  }
  return days
}

/** Each commit is a mark with its time, then the paths that it touched. */
function datedPaths(root: string, range: string): readonly (readonly [path: string, day: string])[] {
  const format = '--format=%x01%ct'
  const args = [
    'log',
    '-z',
    format,
    '--name-only',
    '--no-renames',
    '-m',
    '--end-of-options',
    range,
    '--',
    FOLDER,
  ]
  let day = ''
  return fieldsOf(askGit(root, args)).flatMap((field) => {
    const path = field.replace(/^\n/, '')
    if (!path.startsWith('\u0001')) return path === '' ? [] : [[path, day] as const]
    day = new Date(Number(path.slice(1)) * 1_000).toISOString().slice(0, DAY_LENGTH)
    return []
  })
}
