// What a probe of `doctor` is: it looks at one thing and says what is right and what is not, with the command that mends
// it as the hint.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import type { Call } from '../command.ts'
import type { Terminal } from '../terminal.ts'

export const FACTS_FILE = 'docs/repo-facts.json'

export interface DoctorContext {
  readonly snapshot: Snapshot
  readonly call: Call
  readonly terminal: Terminal
  /** Whether programs that the repository names may be started. */
  readonly mayStart: boolean
}

/** A text is something that is right. */
export type Finding = string | Diagnostic

export type Probe = (context: DoctorContext) => readonly Finding[]
