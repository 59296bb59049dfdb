// What a session is before anything is read of it, and what its transcript tells while it is read: events in one form for
// all agents. Texts of events are raw, as the agent wrote them; nothing here is scrubbed or cut.

/** The agents whose sessions can be read, as commands and branches name them. */
export type SessionAgent = 'claude' | 'codex' | 'copilot' | 'gemini'

/** A transcript that was found. Finding looks at folders and file times alone; nothing was opened. */
export interface SessionFile {
  readonly agent: SessionAgent
  /** The agent's own id, from the name of the file or folder; of old Gemini files only its first eight characters. */
  readonly id: string
  /** Absolute. */
  readonly path: string
  readonly modifiedMs: number
  readonly sizeBytes: number
}

/** What is worth showing in a list: read from the whole transcript, since a title may be given late. */
export interface SessionFacts {
  readonly agent: SessionAgent
  readonly id: string
  /** The last title that was given, by the user or else by the agent. */
  readonly title?: string
  /** Absolute, as the agent wrote it. */
  readonly cwd?: string
  /** The branch that the transcript names last. */
  readonly branch?: string
  readonly model?: string
  readonly agentVersion?: string
  /** ISO 8601, UTC. */
  readonly startedAt?: string
  readonly endedAt?: string
}

export type SessionEvent =
  /** A fact about the session; of each key the last one counts, but for the first `startedAt`. */
  | { readonly kind: 'facts'; readonly facts: Partial<SessionFacts> }
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'answer'; readonly text: string }
  /** The agent summed up what came before, because its memory was full. */
  | { readonly kind: 'summary'; readonly text: string }
  | { readonly kind: 'command'; readonly call: string; readonly command: string }
  | { readonly kind: 'write'; readonly call: string; readonly paths: readonly string[] }
  /** How a call ended; `output` is raw and may be long. */
  | { readonly kind: 'result'; readonly call: string; readonly isError: boolean; readonly output: string }
  /** The agent's list of steps, which replaces the one before. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** The agent asked the user something; the answer is the result of the call. */
  | { readonly kind: 'question'; readonly call: string; readonly text: string }
  /** Everything after the mark is taken back. */
  | { readonly kind: 'rewind'; readonly to: number }

export interface Step {
  readonly text: string
  readonly state: 'open' | 'doing' | 'done'
}

/** What a reader could not use, by reason; a transcript without loss has none. */
export interface ReadingLoss {
  readonly reason: 'damaged-line' | 'unknown-shape' | 'unfinished-line' | 'oversized-line'
  readonly count: number
}
