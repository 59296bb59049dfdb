// The guard's own folder of the user: what was denied, what a human approved, the log, and
// the hook's compiled scripts. Files are for the user alone.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'

export interface StatePlace {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const FOLDER_MODE = 0o700
export const FILE_MODE = 0o600

/** Absolute. */
export function stateFolder({ env, home }: StatePlace): string {
  const base = env['XDG_STATE_HOME']
  return join(base === undefined || base === '' ? join(home, '.local', 'state') : base, 'dotclaude', 'guard')
}

/** For who only reads: it may be missing. */
export function placeIn(place: StatePlace, name: string): string {
  return join(stateFolder(place), name)
}

/** Made where it is missing. */
export function folderIn(place: StatePlace, name: string): string {
  const folder = placeIn(place, name)
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure('ENV_FILE_UNWRITABLE', { path: folder, detail }, { cause })
  }
  return folder
}
