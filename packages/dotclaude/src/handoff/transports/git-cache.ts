// The bare repository in which what was fetched of a store is kept, so that a list asks only for what is new. It is a cache:
// it stays small, and goes when handoffs are removed from the store, since it holds them as well. While another process
// works in it, it stays.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withoutCredentials } from '../store/repository-address.ts'
import { userFolder } from '../store/settings-file.ts'
import type { Place } from '../store/settings-file.ts'
import { isRunning, ownPid } from './processes.ts'

export interface GitCache {
  readonly folder: string
  /** Removes it as well where it has become large, is for this run alone, or holds what was removed from the store. */
  readonly close: (options?: { readonly isStale?: boolean }) => void
}

/** Makes a bare repository in an empty folder; `false` where that failed. */
type Initialise = (folder: string) => Promise<boolean>

const BYTES_MAX = 64 * 1024 * 1024
const FOLDER_MODE = 0o700
const USERS = 'in-use'

/** The folder is made when it is missing; where it cannot be kept, a temporary one does for this run. */
export async function openGitCache(place: Place, address: string, initialise: Initialise): Promise<GitCache> {
  const kept = keptFolder(place, address)
  if (await isMade(kept, initialise)) return use(kept)
  const root = mkdtempSync(join(tmpdir(), 'dotclaude-handoff-'))
  const folder = join(root, 'cache.git')
  await isMade(folder, initialise)
  return { folder, close: () => rmSync(root, { recursive: true, force: true }) }
}

export function keptFolder(place: Place, address: string): string {
  const name = createHash('sha256').update(withoutCredentials(address)).digest('hex').slice(0, 20)
  return join(userFolder(place, 'XDG_CACHE_HOME', '.cache'), 'handoff', `${name}.git`)
}

async function isMade(folder: string, initialise: Initialise): Promise<boolean> {
  if (existsSync(join(folder, 'HEAD'))) return true
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  } catch {
    return false
  }
  return initialise(folder)
}

/** The mark of a process that was killed is that of nobody. */
function use(folder: string): GitCache {
  const mark = join(folder, USERS, `${ownPid()}-${randomUUID()}`)
  try {
    mkdirSync(join(folder, USERS), { recursive: true, mode: FOLDER_MODE })
    writeFileSync(mark, '')
  } catch {
    // Where nothing can be written, nothing is removed either.
  }
  return {
    folder,
    close: ({ isStale = false } = {}) => {
      rmSync(mark, { force: true })
      if ((isStale || bytesIn(folder) > BYTES_MAX) && !isUsed(folder)) remove(folder)
    },
  }
}

function isUsed(folder: string): boolean {
  return namesIn(join(folder, USERS)).some((name) => isRunning(Number(name.split('-', 1)[0])))
}

/** 0 for a folder that is not there. */
export function bytesIn(folder: string): number {
  return namesIn(folder, true).reduce((sum, name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false })
    return sum + (stats?.isFile() === true ? stats.size : 0)
  }, 0)
}

function namesIn(folder: string, recursive: boolean = false): readonly string[] {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' })
  } catch {
    return []
  }
}

/** What cannot be removed now is removed another time. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    return
  }
}
