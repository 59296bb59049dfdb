// What a verdict depends on besides the command line: where it would run, what the repository's configuration says, what
// git and the disk know, and what a human has approved. Everything is handed in and asked for only when it decides.
import type { GuardCode, Shell } from './verdict.ts'

export interface GuardContext {
  readonly shell: Shell
  /** Absolute. */
  readonly cwd: string
  /** The user's own folder, absolute; `~` and `$HOME` stand for it. */
  readonly home?: string
  readonly options: GuardOptions
  readonly state: RepositoryState
  /** Whether a human let this command pass this rule. Asking uses the approval up. */
  readonly isApproved: (denial: Denial) => boolean
}

export interface Denial {
  readonly rule: GuardCode
  readonly command: string
}

export type Pack =
  | 'git-discard'
  | 'git-history'
  | 'git-shared-history'
  | 'controls'
  | 'files'
  | 'forges'
  | 'infrastructure'
  | 'databases'

export type GuardMode = 'off' | 'warn' | 'deny'

export interface GuardOptions {
  /** Packs that are not named keep their own default. */
  readonly packs: Readonly<Partial<Record<Pack, GuardMode>>>
  /** Single rules; they win over their pack. */
  readonly rules: Readonly<Partial<Record<GuardCode, GuardMode>>>
  /** Globs of branches that nobody forces or deletes, besides the default branch. */
  readonly protectedBranches: readonly string[]
}

/**
 * What only git and the disk can tell. Paths are absolute, and may hold the patterns `*`, `**`, `?` and `[…]`: then the
 * question is about what matches. Every function answers without throwing; where the truth is not to be had it gives the
 * answer that protects more.
 */
export interface RepositoryState {
  /** Whether the path lies in a work tree, or is one. */
  readonly insideRepository: (path: string) => boolean
  /** The root of the work tree around a path. */
  readonly rootOf: (path: string) => string | undefined
  readonly exists: (path: string) => boolean
  readonly isFolder: (path: string) => boolean
  /** The path, or something below it, is in git's index. */
  readonly isTracked: (path: string) => boolean
  /** The path, or something below it, is tracked and differs from the last commit, staged or not. */
  readonly isChanged: (path: string) => boolean
  /** The path, or something below it, holds work that no commit has: changed, or untracked and not ignored. */
  readonly isDirty: (path: string) => boolean
  /** Git ignores the path as a whole, and tracks nothing of it. */
  readonly isIgnored: (path: string) => boolean
  /** The branch that is checked out in the work tree around a folder; absent when HEAD is detached. */
  readonly currentBranch: (folder: string) => string | undefined
  /** Without the remote: `main`. */
  readonly defaultBranch: (folder: string) => string | undefined
  readonly branchExists: (branch: string, folder: string) => boolean
  /** Another branch, or a remote's, holds every commit of the branch. */
  readonly isMerged: (branch: string, folder: string) => boolean
  /** As `origin/main`. */
  readonly upstreamOf: (branch: string, folder: string) => string | undefined
  /** Some remote holds the commit, so that rewriting it rewrites what others have. */
  readonly isPushed: (revision: string, folder: string) => boolean
  /** The text behind an alias of git's configuration, `!` included. */
  readonly gitAlias: (name: string, folder: string) => string | undefined
  /** How many work trees share the repository and so its stash; at least 1. */
  readonly worktrees: (folder: string) => number
  /** The text of a script that would be run; absent for what is long, binary or not there. */
  readonly readScript: (path: string) => string | undefined
  /** The text of a patch that would be applied; absent for what is long, binary or not there. */
  readonly readText: (path: string) => string | undefined
  /** The names in an archive, as it has them; absent where there is none, or where no program can list it. */
  readonly archiveMembers: (path: string) => readonly string[] | undefined
  /** Files, absolute, that are the path or lie below it and differ from a commit; absent where git cannot tell. */
  readonly filesUnlike: (revision: string, path: string) => readonly string[] | undefined
}
