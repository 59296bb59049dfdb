// The log of the guard: a line of JSON for each denial, warning, approval and saved work tree, newest last. It is cut when
// it grows, and secrets are masked before they reach it.
import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { maskSecrets } from './mask-secrets.ts'
import { FILE_MODE, folderIn } from './make-state-folder.ts'
import { placeIn } from './state-folder.ts'
import type { StatePlace } from './state-folder.ts'

const LOG_BYTES_MAX = 1024 * 1024
const FILE = 'guard.jsonl'

export interface LogEntry {
  readonly time: string
  readonly event: 'deny' | 'warn' | 'approve' | 'use approval' | 'save' | 'restore'
  readonly rule?: string
  readonly command?: string
  readonly repository: string
  readonly code?: string
}

export function appendLog(entry: LogEntry, place: StatePlace): void {
  const command = entry.command === undefined ? {} : { command: maskSecrets(entry.command).slice(0, 2000) }
  const file = join(folderIn(place, 'log'), FILE)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  appendFileSync(file, `${JSON.stringify({ ...entry, ...command })}\n`, { mode: FILE_MODE })
}

/** Newest last; a line that is torn is left out. */
export function readLog(place: StatePlace): readonly LogEntry[] {
  const file = join(placeIn(place, 'log'), FILE)
  return [`${file}.1`, file].flatMap((path) => linesOf(path)).flatMap(entryOf)
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}

function entryOf(line: string): readonly LogEntry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as LogEntry]
  } catch {
    return []
  }
}
