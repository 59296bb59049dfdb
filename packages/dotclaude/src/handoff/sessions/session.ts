// What a session is before anything is read of it, and what reading it could not use.
import type { SessionAgent } from '../../agents/session-event.ts'

export type { SessionAgent, SessionEvent, SessionFacts, Step } from '../../agents/session-event.ts'

/** A transcript that was found. Finding looks at folders and file times alone; nothing was opened. */
export interface SessionFile {
  readonly agent: SessionAgent
  /** From the name of the file or folder; of Gemini only the first eight characters. */
  readonly id: string
  /** Absolute. */
  readonly path: string
  readonly modifiedMs: number
  readonly sizeBytes: number
}

/** What a reader could not use; a transcript without loss has none. */
export interface ReadingLoss {
  readonly reason: 'damaged-line' | 'unfinished-line' | 'oversized-line' | 'unknown-shape'
  readonly count: number
}
