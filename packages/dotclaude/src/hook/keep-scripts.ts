// Keeps what the engine made of the hook's scripts, so that the next call finds it: once for each version of the hook and
// of Node. Nothing depends on it, so a folder that cannot be written costs time and nothing else.
import { lstatSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { dropOld } from '../repo/drop-old.ts'
import { replaceFile } from '../repo/whole-file.ts'
import type { FreshScript } from './scripts.ts'
import { isOwn } from './scripts.ts'
import { warmUp } from './warm-up.ts'

const FOLDER_MODE = 0o700
const FILE_MODE = 0o600
const KEPT_MS = 30 * 24 * 60 * 60_000

export interface Keeping {
  readonly now: Date
  readonly user: number | undefined
}

const WARMED = new Set(['guard', 'grammar'])

/** The list grows by what the warming up loads. */
export function keepScripts(fresh: readonly FreshScript[], keeping: Keeping): void {
  const [first] = fresh
  if (first === undefined) return
  try {
    const folder = dirname(first.file)
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
    if (!isOwn(lstatSync(folder), keeping.user)) return
    if (fresh.some(({ name }) => WARMED.has(name))) warmUp()
    // Versions that nobody may have any more; what is still used comes back with its next call.
    dropOld(folder, { now: keeping.now, ageMaxMs: KEPT_MS })
    for (const script of fresh) keep(script)
  } catch {
    return
  }
}

/** Whole or not at all: another call may be reading. */
function keep({ file, script }: FreshScript): void {
  const bytes = script.createCachedData()
  replaceFile(file, Buffer.concat([bytes, bytes]), { mode: FILE_MODE })
}
