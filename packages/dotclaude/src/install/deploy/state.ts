// What was installed, so that the next run knows its own files from the user's: a hash per file, and how it stands there.
// While files are being written the state names both what was and what will be, so that a run that was stopped in between
// leaves nothing that looks like the user's.
import type { Insertion } from './settings-entries.ts'

export interface Installed {
  readonly how: 'block' | 'file' | 'link' | 'settings'
  /** SHA-256, hexadecimal: of the file's bytes, of the text between our marks, of the link's target, or of our settings alone. */
  readonly hash: string
  /** The hash before the run that is under way, or that was stopped. */
  readonly previous?: string
  /** What that run found of ours in settings. */
  readonly previouslyInserted?: readonly Insertion[]
  /** Nothing of ours was there before the run that is under way, or that was stopped. */
  readonly isNew?: boolean
  /** What we put between the user's text and our block, so that taking the block out leaves the user's bytes. */
  readonly glue?: string
  /** What we put into settings, in the order of doing. */
  readonly inserted?: readonly Insertion[]
  /** The file did not exist before: without our part nothing of it stays. */
  readonly isWholeFile?: boolean
}

export interface DeployState {
  readonly version: 1
  /** Our own version that wrote it. */
  readonly program: string
  /** The agents that were installed for. */
  readonly agents: readonly string[]
  /** By path, relative to the base folder, with slashes. */
  readonly files: Readonly<Record<string, Installed>>
}

export const NO_STATE: DeployState = { version: 1, program: '', agents: [], files: {} }

export function stateText(state: DeployState): string {
  const files = Object.fromEntries(Object.entries(state.files).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify({ ...state, files }, undefined, 2)}\n`
}

/** `undefined` for what is no state of ours: then nothing may be taken for our own. */
export function parseState(text: string): DeployState | undefined {
  try {
    const value = JSON.parse(text) as Partial<DeployState> | null
    const isOurs =
      value?.version === 1 &&
      typeof value.program === 'string' &&
      Array.isArray(value.agents) &&
      typeof value.files === 'object' &&
      Object.entries(value.files).every(([path, file]) => isSafe(path) && typeof file.hash === 'string')
    return isOurs ? (value as DeployState) : undefined
  } catch {
    return undefined
  }
}

/** A state that somebody edited must not make us write or remove elsewhere. */
function isSafe(path: string): boolean {
  return (
    path !== '' && !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && !path.split(/[/\\]/).includes('..')
  )
}
