// The paths that a change touches: a renamed file was there and is here, so both names count.
import type { Change } from '../repo/changes.ts'

export interface TouchedPath {
  readonly path: string
  readonly change: Change
}

export function touchedPaths(changes: readonly Change[]): readonly TouchedPath[] {
  return changes.flatMap((change) => {
    const left = change.status === 'R' && change.from !== undefined ? [{ path: change.from, change }] : []
    return [...left, { path: change.path, change }]
  })
}
