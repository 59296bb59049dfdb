// The digest of a session: what the next agent has to know. It is made in three steps that all have this form: collected
// with raw values, scrubbed, then cut to its size. Only the last may be shown to anyone or leave the machine.
import type { SessionAgent, Step } from '../../agents/session-event.ts'
import type { ReadingLoss } from '../sessions/session.ts'

export interface Digest {
  readonly version: 1
  readonly agent: SessionAgent
  readonly sessionId: string
  /** The first eight characters of the id. */
  readonly shortId: string
  readonly title?: string
  /** With `~` for the user's own folder. */
  readonly cwd?: string
  readonly model?: string
  readonly agentVersion?: string
  /** ISO 8601, UTC. */
  readonly startedAt?: string
  readonly endedAt?: string
  /** The user's words, in order. */
  readonly asked: readonly string[]
  readonly files: readonly TouchedFile[]
  /** Oldest first; of one that ran several times the last run. */
  readonly commands: readonly RunCommand[]
  readonly commits: readonly Commit[]
  readonly decisions: readonly string[]
  readonly questions: readonly string[]
  readonly steps: readonly Step[]
  readonly nextStep: string
  /** The end of the conversation, oldest first. */
  readonly tail: readonly Said[]
  readonly repository?: RepositoryState
  /** Only where it was asked for. */
  readonly patch?: WorkPatch
  readonly losses: readonly ReadingLoss[]
  /** How many entries of each list are not there any more, for the size of the digest. */
  readonly leftOut: Partial<Readonly<Record<DigestList, number>>>
}

export type DigestList =
  | 'asked'
  | 'files'
  | 'commands'
  | 'commits'
  | 'decisions'
  | 'questions'
  | 'steps'
  | 'tail'
  | 'dirtyPaths'

export interface TouchedFile {
  /** Relative to the session's folder where it lies inside, otherwise with `~`. */
  readonly path: string
  readonly edits: number
}

export interface RunCommand {
  readonly command: string
  /** Absent where the transcript does not tell. */
  readonly ok?: boolean
}

export interface Commit {
  readonly id?: string
  readonly subject: string
}

export interface Said {
  readonly who: 'user' | 'agent'
  readonly text: string
}

/** The session's repository when the digest was made, not when the session ended. */
export interface RepositoryState {
  readonly name: string
  /** Without credentials; absent where the repository has no remote. */
  readonly remote?: string
  /** Absent on a detached head. */
  readonly branch?: string
  /** Absent where nothing was committed yet. */
  readonly head?: string
  /** Commits that the upstream branch lacks; absent without one. */
  readonly aheadCount?: number
  readonly isDirty: boolean
  /** Changed and untracked paths, relative to the root. */
  readonly dirtyPaths: readonly string[]
}

/** The uncommitted change, untracked files included, a piece for each file as `git apply --3way` takes it. */
export interface WorkPatch {
  /** The commit that it applies to. */
  readonly base: string
  readonly files: readonly FilePatch[]
  /** Files that changed too and do not travel. */
  readonly leftOut: readonly LeftOutFile[]
}

export interface FilePatch {
  readonly path: string
  readonly text: string
}

export interface LeftOutFile {
  readonly path: string
  readonly reason: 'secret' | 'binary' | 'link' | 'too-large'
}
