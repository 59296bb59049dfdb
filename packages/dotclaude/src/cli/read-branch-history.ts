// How the checked branch relates to the default branch, by git's word: which of the agent's files differ, and since
// which day. Where git cannot tell it is a Failure; a repository without any commit differs from nothing.
import { Failure } from '../diagnostics/failure.ts'
import { askGit, commitOf, defaultBranch, fieldsOf, isShallow } from '../repo/git.ts'
import type { BranchHistory, DivergedFile } from '../validate/branch-drift/branch-history.ts'

const FOLDER = '.claude'
const DAY_LENGTH = 'YYYY-MM-DD'.length

export function readBranchHistory(root: string, today: string): BranchHistory {
  const branch = comparedBranch(root)
  if (branch === undefined) return { branch: '', diverged: [] }
  const paths = differingPaths(root, branch)
  if (paths.length === 0) return { branch, diverged: [] }
  const days = firstDays(root, branch)
  return { branch, diverged: paths.map((path): DivergedFile => ({ path, since: days.get(path) ?? today })) }
}

/** Both names of a renamed file, and what is not tracked yet; sorted. */
function differingPaths(root: string, branch: string): readonly string[] {
  const compare = [
    'diff',
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--relative',
  ]
  const tracked = fieldsOf(askGit(root, [...compare, '--end-of-options', branch, '--', FOLDER]))
  const untracked = ['ls-files', '-z', '--others', '--exclude-standard', '--', FOLDER]
  return [...new Set([...tracked, ...fieldsOf(askGit(root, untracked))])].toSorted()
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
  // Three dots: the commits that only one of the two has.
  const range = `${branch}...HEAD`
  const wanted = ['-z', '--format=%x01%ct', '--name-only', '--no-renames', '-m', '--relative']
  const log = fieldsOf(askGit(root, ['log', ...wanted, '--end-of-options', range, '--', FOLDER]))
  const days = new Map<string, string>()
  let day = ''
  // Each commit is a mark with its time, then the paths that it touched.
  for (const field of log) {
    const path = field.replace(/^\n/, '')
    if (path.startsWith('\u0001')) day = dayOf(Number(path.slice(1)))
    else if (path !== '' && day < (days.get(path) ?? '~')) days.set(path, day)
  }
  return days
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, DAY_LENGTH)
}
