// Whether links can be made here: Windows allows them to some users only, and some file systems to nobody.
import { randomUUID } from 'node:crypto'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Tries it in the folder, and leaves nothing. */
export function canLink(folder: string): boolean {
  const link = join(folder, `.dotclaude-link-${randomUUID()}`)
  try {
    symlinkSync('nowhere', link)
    rmSync(link)
    return true
  } catch {
    return false
  }
}
