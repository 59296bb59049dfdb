// Which files differ between two states of a repository. Paths are relative to the checked root, bytes as git has them:
// no quoting, no display rules of the user's configuration.
import { askGit, fieldsOf } from './git.ts'
import type { GitOptions } from './git.ts'

export type ChangeStatus = 'A' | 'M' | 'D' | 'R' | 'C' | 'T'

export interface Change {
  readonly status: ChangeStatus
  /** Where the file is afterwards, or was before it was deleted. */
  readonly path: string
  /** Where it was before it was renamed or copied. */
  readonly from?: string
}

const COMPARE = ['-z', '--name-status', '--find-renames', '--no-ext-diff', '--no-textconv', '--relative']

/** From one commit to another; order of paths is git's. */
export function changedFiles(root: string, before: string, after: string): readonly Change[] {
  const args = ['diff-tree', '-r', ...COMPARE, '--end-of-options', before, after]
  return changesOf(fieldsOf(askGit(root, args)))
}

/** From a commit to what is on disk now, untracked files included. The options may name another index. */
export function changedSince(root: string, before: string, options: GitOptions = {}): readonly Change[] {
  const ask = (args: readonly string[]): readonly string[] => fieldsOf(askGit(root, args, options))
  const tracked = changesOf(ask(['diff', ...COMPARE, '--end-of-options', before]))
  const untracked = ask(['ls-files', '-z', '--others', '--exclude-standard'])
  return [...tracked, ...untracked.filter(isFilePath).map((path): Change => ({ status: 'A', path }))]
}

/** What the next commit would change, by the index alone. */
export function stagedChanges(root: string): readonly Change[] {
  return changesOf(fieldsOf(askGit(root, ['diff', '--cached', ...COMPARE])))
}

/** git shows a nested repository as a folder: not ours to judge. */
function isFilePath(path: string): boolean {
  return !path.endsWith('/')
}

function changesOf(fields: readonly string[]): readonly Change[] {
  const changes: Change[] = []
  for (let index = 0; index < fields.length;) {
    const status = statusOf(fields[index] ?? '')
    const moved = status === 'R' || status === 'C'
    const first = fields[index + 1] ?? ''
    changes.push(moved ? { status, path: fields[index + 2] ?? '', from: first } : { status, path: first })
    index += moved ? 3 : 2
  }
  return changes
}

/** `R087` is `R`; a conflict or anything else that git may say is a change of contents. */
function statusOf(field: string): ChangeStatus {
  const letter = field.charAt(0)
  return isStatus(letter) ? letter : 'M'
}

function isStatus(letter: string): letter is ChangeStatus {
  return ['A', 'M', 'D', 'R', 'C', 'T'].includes(letter)
}
