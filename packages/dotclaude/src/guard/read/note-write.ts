// A file that code or a script of another tool would write, noted like a redirection of the shell.
import { copyOf } from './kept.ts'
import { isUnknown } from './marks.ts'
import { resolvePath } from './paths.ts'
import type { Call, Reader } from './reader.ts'

interface Manner {
  readonly by: string
  readonly isReplaced: boolean
}

export function noteWrite(path: string, { by, isReplaced }: Manner, { scope }: Call, reader: Reader): void {
  const full = isUnknown(path) ? undefined : resolvePath(scope.folder, path)
  reader.redirections.push({
    ...(full === undefined ? {} : { path: full }),
    isTree: false,
    certainty: full === undefined ? 'possible' : 'certain',
    by,
    isAppended: !isReplaced,
    ...copyOf(full, reader.keeping),
  })
}
