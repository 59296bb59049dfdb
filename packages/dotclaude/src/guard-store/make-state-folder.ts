// Makes the folders below the guard's own one. Folders and files there are for the user alone.
import { mkdirSync } from 'node:fs'
import { Failure } from '../diagnostics/failure.ts'
import { placeIn } from './state-folder.ts'
import type { StatePlace } from './state-folder.ts'

const FOLDER_MODE = 0o700
export const FILE_MODE = 0o600

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
