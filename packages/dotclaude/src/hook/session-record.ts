// What the hook remembers of a session, in the git folder where nobody commits it: what already differed when the session
// began, so that nobody is held to what somebody else left lying, and how often its end was refused.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropOld } from '../repo/drop-old.ts'
import { askGit } from '../repo/git.ts'

export interface SessionRecord {
  /** Paths that differed from the base, with the digest of what they held; absent files have none. */
  readonly differing: Readonly<Record<string, string>>
  readonly refusals: number
  /** What was checked out when the session began. */
  readonly head?: SessionHead
}

export interface SessionHead {
  readonly branch: string
  readonly commit: string
}

export const NO_RECORD: SessionRecord = { differing: {}, refusals: 0 }
const FOLDER = 'dotclaude/sessions'
const RECORD_AGE_MAX_MS = 30 * 24 * 60 * 60 * 1000

export function readRecord(root: string, session: string): SessionRecord {
  try {
    const value = JSON.parse(readFileSync(fileOf(root, session), 'utf8')) as Partial<SessionRecord>
    return {
      differing: value.differing ?? {},
      refusals: value.refusals ?? 0,
      ...(value.head === undefined ? {} : { head: value.head }),
    }
  } catch {
    return NO_RECORD
  }
}

/** Records of sessions that nobody will take up again go. */
export function writeRecord(root: string, session: string, record: SessionRecord, now: Date): void {
  const folder = folderOf(root)
  mkdirSync(folder, { recursive: true })
  dropOld(folder, { now, ageMaxMs: RECORD_AGE_MAX_MS })
  writeFileSync(fileOf(root, session), `${JSON.stringify(record)}\n`)
}

/** Of a file as it is on disk; empty where there is none. */
export function digestOf(root: string, path: string): string {
  try {
    return createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex')
  } catch {
    return ''
  }
}

/** A session's name is an agent's to choose, and so no name for a file. */
function fileOf(root: string, session: string): string {
  return join(folderOf(root), `${createHash('sha256').update(session).digest('hex').slice(0, 32)}.json`)
}

/** In an ordinary repository it is plain where; a linked work tree has its own place, which git knows. */
function folderOf(root: string): string {
  if (statSync(join(root, '.git')).isDirectory()) return join(root, '.git', FOLDER)
  const folder = askGit(root, ['rev-parse', '--path-format=absolute', '--git-path', FOLDER])
  return folder.toString('utf8').trim()
}
