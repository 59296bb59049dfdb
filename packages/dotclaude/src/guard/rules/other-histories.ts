// Mercurial and Subversion, as far as they throw away what nothing brings back: changes of the work tree, files that they do
// not know, and commits that are stripped without a copy. Jujutsu keeps every operation and takes it back.
import type { Run } from '../read/run.ts'
import { lineOf } from './judge.ts'
import type { Judge } from './judge.ts'

interface Row {
  readonly program: string
  /** Of the words, joined by blanks. */
  readonly words: RegExp
  readonly unless?: RegExp
  readonly detail: string
}

const CHANGES = 'changed files'
const UNKNOWN = 'files that it does not track'

const ROWS: readonly Row[] = [
  { program: 'hg', words: /^(?:update|up|checkout|co|goto)\b.*\s(?:-C|--clean)\b/, detail: CHANGES },
  { program: 'hg', words: /^revert\b.*\s(?:-C|--no-backup)\b/, unless: /--dry-run|\s-n\b/, detail: CHANGES },
  { program: 'hg', words: /^(?:purge|clean)\b/, unless: /--print|\s-[pn]\b|--dry-run/, detail: UNKNOWN },
  { program: 'hg', words: /^(?:strip|debugstrip)\b.*--no-backup/, detail: 'commits' },
  { program: 'svn', words: /^revert\b/, detail: CHANGES },
  { program: 'svn', words: /^cleanup\b.*--remove-(?:unversioned|ignored)/, detail: UNKNOWN },
]

export function judgeOtherHistories(run: Run, judge: Judge): void {
  const words = run.args.join(' ')
  const hit = ROWS.find(
    (row) => row.program === run.program && row.words.test(words) && row.unless?.test(words) !== true,
  )
  if (hit !== undefined) judge.stop('GUARD_FILE_DELETE_WORK', lineOf(run), hit.detail)
}
