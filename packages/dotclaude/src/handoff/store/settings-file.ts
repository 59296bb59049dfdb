// The file with the settings of handoffs, for the user alone: `handoff.env` in the folder for configuration. Its name and
// place are those of 1.3.0.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../../diagnostics/failure.ts'
import { replaceFile } from '../../repo/whole-file.ts'
import { findSettings, settingsFrom } from './settings.ts'
import type { FoundSetting, Settings } from './settings.ts'

/** Of the terminal, what handoffs need. */
export interface Place {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/** `XDG_CONFIG_HOME` and its likes, each with what stands for it below the user's own folder. */
export function userFolder({ env, home }: Place, variable: string, otherwise: string): string {
  const named = env[variable]
  return join(named === undefined || named === '' ? join(home, otherwise) : named, 'dotclaude')
}

export function settingsPath(place: Place): string {
  return join(userFolder(place, 'XDG_CONFIG_HOME', '.config'), 'handoff.env')
}

/** A file that is not there is an empty one. */
export function readSettingsFile(place: Place): string {
  const path = settingsPath(place)
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new Failure('ENV_FILE_UNREADABLE', { path, detail: (cause as Error).message }, { cause })
  }
}

export function foundSettings(place: Place): readonly FoundSetting[] {
  return findSettings(place.env, readSettingsFile(place))
}

export function readSettings(place: Place): Settings {
  return settingsFrom(foundSettings(place), place.home)
}

/** Readers meanwhile see the old file or the new one; a wider mode of the old one does not last. */
export function writePrivateFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
    replaceFile(path, text, { mode: FILE_MODE })
  } catch (cause) {
    throw new Failure('ENV_FILE_UNWRITABLE', { path, detail: (cause as Error).message }, { cause })
  }
}
