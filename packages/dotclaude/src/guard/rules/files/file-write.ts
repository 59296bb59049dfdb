// One file that a program would write, from the word that names it.
import { isUnknown, withoutGlobs } from '../../read/marks.ts'
import { foundFile, foundPattern } from '../../read/found-by.ts'
import { resolvePath } from '../../read/paths.ts'
import type { Run } from '../../read/run.ts'
import type { Write } from '../../verdict.ts'

export interface FileWrite extends Write {
  /** The old content is gone, as with `>` and unlike with `sed -i`. */
  readonly isReplaced: boolean
  /** Below the path there are changes, and only the run can tell whether it takes them. */
  readonly isLossy?: boolean
}

export interface Manner {
  readonly by: string
  readonly isReplaced: boolean
  readonly isTree?: boolean
}

/** What they make takes the name of one thing, which only the run may know. */
const COPIES = /^(?:cp|mv|ln|install|rsync|scp|docker|podman|kubectl|nerdctl|aws|gsutil|gcloud|oc)$/

export function fileWrite(run: Run, target: string, { by, isReplaced, isTree = false }: Manner): FileWrite {
  // What empties is told of every file that a search finds.
  const plain = withoutGlobs(isReplaced && !COPIES.test(by) ? foundFile(target) : foundPattern(target))
  const path = isUnknown(plain) ? undefined : resolvePath(run.folder, plain)
  const below = path === undefined ? folderOf(run, plain) : undefined
  return {
    ...(path === undefined ? {} : { path }),
    ...(below === undefined ? {} : { below }),
    isTree,
    certainty: path === undefined ? 'possible' : 'certain',
    by,
    isReplaced,
  }
}

/** What is known of a path from its start. */
function folderOf({ folder }: Run, path: string): string | undefined {
  const [, known] = /^([^\uE000-\uE002]+)\/[^/]*[\uE000-\uE002]/.exec(path) ?? []
  return known === undefined ? undefined : resolvePath(folder, known)
}

/** Which files, only the run can tell. */
export function unknownWrites({ by, isReplaced }: Manner): FileWrite {
  return { isTree: true, certainty: 'possible', by, isReplaced }
}
