// Where an agent is told about the hook: its settings file, and what has to stand in it. Data and templates alone; who
// writes them, and how nothing else is disturbed, is the installer's matter.
import type { AgentName, HookEvent } from './hook-event.ts'

/** The hook file in a repository, and the mark by which an entry of ours is known. */
export const HOOK_PLACE = '.claude/hooks/guard.mjs'

export interface Registration {
  readonly agent: AgentName
  /** Relative to the repository. */
  readonly file: string
  /** Files and folders by which a repository shows that the agent is used in it. */
  readonly marks: readonly string[]
  readonly form: SettingsForm | WholeFile
}

/** JSON that other people write in as well: each entry is added to its list and nothing else is touched. */
export interface SettingsForm {
  readonly kind: 'settings'
  /** Keys of a new file. */
  readonly fresh: Readonly<Record<string, unknown>>
  readonly entries: readonly Entry[]
  /** The folder in which the agent starts a command: always the root, or wherever the session is. */
  readonly startsIn: 'root' | 'session'
}

/** A file of the agent's that only we write. */
export interface WholeFile {
  readonly kind: 'file'
  readonly text: string
}

export interface Entry {
  /** The keys that lead to the list. */
  readonly path: readonly string[]
  readonly value: Readonly<Record<string, unknown>> | string
  /** What the entry is for. Absent for what is no hook. */
  readonly purpose?: Purpose
}

export interface Purpose {
  readonly kind: Exclude<HookEvent['kind'], 'other'>
  /** A tool that the entry has to be called for; an entry of another form that matches it does as well. */
  readonly tool?: string
  /** Tools that it has to be called for as well; an entry without them still counts as there. */
  readonly also?: readonly string[]
  /** Without it something is not stopped; with a start missing, only less is known at the end. */
  readonly isNeeded: boolean
}
