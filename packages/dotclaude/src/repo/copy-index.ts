// A copy of git's index for questions and trees of our own, so that the user's stays as it is.
import { copyFileSync, statSync, utimesSync } from 'node:fs'

/**
 * As old as the original, to the second: git compares the contents of files that changed no earlier than their index, and a
 * copy that is younger would hide what changed right after it was written.
 */
export function copyIndex(index: string, copy: string): void {
  copyFileSync(index, copy)
  const seconds = Math.floor(statSync(index).mtimeMs / 1000)
  utimesSync(copy, seconds, seconds)
}
