// What `init` and `migrate` would do, as values: the plan is what tests, `--dry-run` and people look at, and `apply.ts`
// does nothing that is not in it.
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** A file, relative to the repository with slashes; hooks outside of it have their folder in `base`. */
interface FilePlace {
  readonly path: string
  /** An absolute folder; without it the repository's root. */
  readonly base?: string
}

/** The file is absent, and must still be when it is written. */
export interface CreateOp extends FilePlace {
  readonly kind: 'create'
  readonly text: string
  readonly isProgram: boolean
}

/** The user's file gets an addition, or makes room with `--force`; a backup is kept, and the mode. */
export interface ChangeOp extends FilePlace {
  readonly kind: 'merge' | 'replace'
  /** What must still be there when it is written. */
  readonly before: Uint8Array
  readonly text: string
  readonly why: string
}

/** The file stays as it is. */
export interface KeepOp extends FilePlace {
  readonly kind: 'keep'
  /** What we would have written, where that is something else. */
  readonly ours?: string
}

/** A setting of git, for this clone. */
export interface ConfigureOp {
  readonly kind: 'configure'
  readonly key: string
  readonly value: string
}

export type FileOp = CreateOp | ChangeOp | KeepOp
export type Op = FileOp | ConfigureOp

export interface Plan {
  /** In the order of doing. */
  readonly ops: readonly Op[]
  /** Why nothing can be written at all; empty in the usual case. */
  readonly conflicts: readonly Diagnostic[]
  /** What is left for a person, a sentence each. */
  readonly nextSteps: readonly string[]
}

/** Whether anything would change. */
export function changesAnything({ ops }: Plan): boolean {
  return ops.some(({ kind }) => kind !== 'keep')
}
