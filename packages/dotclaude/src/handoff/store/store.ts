// Where handoffs are kept: a private gist, a branch in a git repository, a folder. All three do the same five things. What
// the world refuses is a Failure with its code; a collision is an outcome, since the caller decides about it.
import type { Handoff, HandoffFiles, HandoffMetadata } from '../handoff.ts'

/** `shared`: other users of this machine can read it, and nobody else. */
export type Privacy = 'private' | 'shared' | 'public' | 'unknown'

export interface StoredEntry {
  /** The name of the branch, the id of the gist, the path in the folder. */
  readonly key: string
  /** Changes with every put; a later put states it as its lease. */
  readonly revision: string
  /** ISO 8601, UTC. */
  readonly updatedAt: string
  readonly sizeBytes?: number
  /** Absent where the stored one cannot be read; such an entry is listed all the same. */
  readonly metadata?: HandoffMetadata
}

export type PutOutcome =
  | { readonly kind: 'created' | 'updated'; readonly entry: StoredEntry }
  /** Another session, or another machine's newer state, stands there. */
  | { readonly kind: 'collision'; readonly key: string; readonly detail: string }

export interface Store {
  readonly kind: 'gist' | 'git' | 'folder'
  /** For people: never with credentials. */
  readonly address: string
  readonly privacy: () => Promise<Privacy>
  /** Newest first. */
  readonly list: () => Promise<readonly StoredEntry[]>
  readonly get: (entry: StoredEntry) => Promise<HandoffFiles>
  readonly put: (handoff: Handoff, options: { readonly isForced: boolean }) => Promise<PutOutcome>
  readonly delete: (entries: readonly StoredEntry[]) => Promise<void>
}
