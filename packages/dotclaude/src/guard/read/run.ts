// What the readers of shells hand to the rules: programs that would be started and files that would be written, with
// marks where only the run can tell.
import type { Write } from '../verdict.ts'

/** By the file: where its old content is by then; empty where the new content was made of it. Absolute. */
export type Kept = ReadonlyMap<string, string>

export interface Run {
  /** Without folder and `.exe`; may hold marks. */
  readonly program: string
  /** As written, with its folder. */
  readonly path: string
  readonly args: readonly string[]
  /** What the command line sets for it, by assignments before it and by exports. */
  readonly environment: ReadonlyMap<string, string>
  /** What the command line has put into git's configuration by then; keys in lower case. */
  readonly settings: ReadonlyMap<string, string>
  readonly via: readonly string[]
  readonly folder: string | undefined
  /** What it would read, where the command line says so. */
  readonly stdin: string | undefined
  /** Files whose old content stays. */
  readonly kept: Kept
  /** It runs in another machine or container, whose paths are not ours. */
  readonly isElsewhere: boolean
}

/** A file that a redirection would write; cut off to nothing first, or appended to. */
export interface Redirected extends Write {
  readonly isAppended: boolean
  /** Where the line has copied the old content before. */
  readonly copy?: string
}

/** Something that cannot be read to its end and looks dangerous; the text says what. */
export interface Doubt {
  readonly detail: string
  readonly culprit: string
}

export interface Reading {
  readonly runs: readonly Run[]
  readonly redirections: readonly Redirected[]
  readonly doubts: readonly Doubt[]
  readonly keeping: { readonly discarded: ReadonlySet<string> }
}

/** The program's name as the rules know it: no folder, no ending of Windows, no case on what ends so. */
export function programName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return /\.(?:exe|cmd|bat)$/i.test(name) ? name.slice(0, -4).toLowerCase() : name
}
