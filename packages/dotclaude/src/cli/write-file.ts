// Writes the files that a command was asked for: reports, a new spec, evidence, the manifest. Folders are made; what the
// disk refuses is a Failure with the path.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'

export interface WriteOptions {
  /** `new`: refuse where there is a file already; `append`: add to it. */
  readonly mode?: 'new' | 'append'
}

export function writeTextFile(path: string, text: string, { mode }: WriteOptions = {}): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (mode === 'append') appendFileSync(path, text)
    else writeFileSync(path, text, { flag: mode === 'new' ? 'wx' : 'w' })
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure('ENV_FILE_UNWRITABLE', { path, detail }, { cause })
  }
}
