// What a transcript tells, in one form for all agents. Texts are raw, as the agent wrote them: nothing here is scrubbed
// or cut.

/** The agents whose sessions can be read, as commands and branches name them. */
export type SessionAgent = 'claude' | 'codex' | 'copilot' | 'gemini'

/** What is worth showing in a list. */
export interface SessionFacts {
  readonly agent: SessionAgent
  readonly id: string
  /** The last title that was given, by the user or else by the agent. */
  readonly title?: string
  /** Absolute, as the agent wrote it; the folder that the session began in. */
  readonly cwd?: string
  /** The branch that the transcript names last. */
  readonly branch?: string
  readonly model?: string
  readonly agentVersion?: string
  /** ISO 8601, UTC. */
  readonly startedAt?: string
  readonly endedAt?: string
  /** The log of a sub-agent: it belongs to another session and is none itself. */
  readonly isSidechain?: boolean
}

export type SessionEvent =
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'answer'; readonly text: string }
  /** The agent summed up what came before, because its memory was full. */
  | { readonly kind: 'summary'; readonly text: string }
  | { readonly kind: 'command'; readonly call: string; readonly command: string }
  | { readonly kind: 'write'; readonly call: string; readonly paths: readonly string[] }
  /** The agent proposed a plan; the result of the call says whether the user took it. */
  | { readonly kind: 'plan'; readonly call: string; readonly text: string }
  /** The agent asked the user something; the answer is the result of the call. */
  | { readonly kind: 'question'; readonly call: string; readonly text: string }
  /** How a call ended; of a call that is told twice the first counts. */
  | { readonly kind: 'result'; readonly call: string; readonly isError: boolean; readonly output: string }
  /** The agent's list of steps, which replaces the one before. */
  | { readonly kind: 'steps'; readonly steps: readonly Step[] }
  /** So many prompts, and what was said after them, are taken back. What was done stays done. */
  | { readonly kind: 'rewind'; readonly prompts: number }

export interface Step {
  readonly text: string
  readonly state: 'open' | 'doing' | 'done'
}
