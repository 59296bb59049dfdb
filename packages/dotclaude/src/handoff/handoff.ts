// A handoff as it is published: files of text, and the metadata by which it is found again. Everything in it was
// scrubbed. File names and keys of the metadata are those of the public 1.3.0 tool, which reads them and writes them too.
import type { SessionAgent } from './sessions/session.ts'

export interface HandoffMetadata {
  readonly cli: SessionAgent
  readonly session_id: string
  readonly short_id: string
  /** With `~` for the user's own folder; older tools wrote it absolute. */
  readonly cwd?: string
  /** A slug. */
  readonly project: string
  /** `2026-11`: of the first push, so that a later one updates the same handoff. */
  readonly month: string
  /** A slug. */
  readonly hostname: string
  readonly created_at: string
  readonly scrubbed_count: number
  readonly tags: readonly string[]
  readonly title?: string
}

/** A handoff's files by name. */
export interface HandoffFiles {
  /** The `<handoff>` block. */
  readonly 'handoff.md': string
  readonly 'metadata.json': string
  readonly 'description.txt': string
  /** The digest, patch included; absent in handoffs of older tools. */
  readonly 'digest.json'?: string
  /** All of the above, encrypted for recipients; what stands in the open then says so and no more. */
  readonly 'handoff.age'?: string
}

export interface Handoff {
  readonly metadata: HandoffMetadata
  readonly files: HandoffFiles
}
