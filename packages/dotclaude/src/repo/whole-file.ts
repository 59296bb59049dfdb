// Writes a file so that whoever reads it, also after a run that was stopped, finds the old one or the new one and never a
// half: into a part beside it, which then takes its name. A part that could not be finished goes away.
import { randomUUID } from 'node:crypto'
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs'

export interface PartOptions {
  /** Permissions of the part, as far as the user's mask grants them. */
  readonly mode?: number
  /** Exactly that mode, whatever the mask. Some file systems refuse to be told. */
  readonly isModeExact?: boolean
  /** A fixed name lets a later run find what a killed one left; without it nobody else has the name. */
  readonly part?: string
}

/** The path of a part that is whole. A part that is there already is an error, and stays. */
export function writePart(
  file: string,
  content: string | Uint8Array,
  { mode, isModeExact = false, part = `${file}.${randomUUID()}.part` }: PartOptions = {},
): string {
  try {
    writeFileSync(part, content, { flag: 'wx', ...(mode !== undefined && { mode }) })
    if (isModeExact && mode !== undefined) chmodSync(part, mode)
    return part
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') removePart(part)
    throw error
  }
}

export function replaceFile(file: string, content: string | Uint8Array, options: PartOptions = {}): void {
  const part = writePart(file, content, options)
  try {
    renameSync(part, file)
  } catch (error) {
    removePart(part)
    throw error
  }
}

/** That it cannot be removed is no reason to hide why it could not be written or placed. */
function removePart(part: string): void {
  try {
    rmSync(part, { force: true })
  } catch {
    return
  }
}
