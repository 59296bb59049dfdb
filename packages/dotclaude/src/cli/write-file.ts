// Writes the files that a command was asked for: reports, a new spec, evidence, the manifest. Folders are made; what the
// disk refuses is a Failure with the path.
import { appendFileSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { replaceFile } from '../repo/whole-file.ts'

export interface WriteOptions {
  /** `new`: refuse where there is a file already; `append`: add to it. */
  readonly mode?: 'new' | 'append'
  /** A new file that nobody else may read. */
  readonly isPrivate?: boolean
}

const PRIVATE = 0o600

export function writeTextFile(
  path: string,
  text: string,
  { mode, isPrivate = false }: WriteOptions = {},
): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (mode === 'append') appendFileSync(path, text)
    else if (mode === 'new') writeFileSync(path, text, { flag: 'wx', ...(isPrivate && { mode: PRIVATE }) })
    else if (isSpecial(path)) writeFileSync(path, text)
    else replaceFile(path, text)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function unwritable(path: string, cause: unknown): Failure {
  if ((cause as NodeJS.ErrnoException).code === 'EEXIST')
    return new Failure(
      'ENV_FILE_UNWRITABLE',
      { path, detail: 'there is something of that name already' },
      { cause, hint: 'Name a file that is not there yet, or take the old one away: nothing is overwritten.' },
    )
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new Failure('ENV_FILE_UNWRITABLE', { path, detail }, { cause })
}

/** A pipe, a device or a link is written through: renaming would put a file in its place. */
function isSpecial(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === false
}
