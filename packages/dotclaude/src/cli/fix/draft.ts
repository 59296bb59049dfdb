// The files as they will be: what is on disk, and over it what was mended so far. Nothing is written here.
import type { Snapshot } from '../../repo/snapshot.ts'

export interface Draft {
  /** As mended so far; `undefined` where there is no such file. */
  readonly textOf: (path: string) => string | undefined
  readonly write: (path: string, text: string) => void
  /** Only files that differ from the disk, in the order of their first change. */
  readonly changes: () => readonly FileChange[]
}

export interface FileChange {
  readonly path: string
  /** Empty for a new file. */
  readonly before: string
  readonly after: string
}

export function draftOf(snapshot: Snapshot): Draft {
  const written = new Map<string, string>()
  return {
    textOf: (path) => written.get(path) ?? snapshot.text(path),
    write: (path, text) => void written.set(path, text),
    changes: () =>
      [...written]
        .map(([path, after]) => ({ path, before: snapshot.text(path) ?? '', after }))
        .filter(({ before, after }) => before !== after),
  }
}
