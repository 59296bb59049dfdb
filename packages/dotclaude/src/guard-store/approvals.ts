// Denials and approvals on disk. A denial is noted under a short code; an approval is bound to the very command, the rule
// and the repository, lasts ten minutes and is used up by the first command that needs it.
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GuardCode } from '../guard/verdict.ts'
import { dropOld } from '../repo/drop-old.ts'
import { maskSecrets } from './mask-secrets.ts'
import { FILE_MODE, folderIn } from './make-state-folder.ts'
import { sha256 } from './sha256.ts'
import { placeIn } from './state-folder.ts'
import type { StatePlace } from './state-folder.ts'

const APPROVAL_MS = 10 * 60_000
const DENIAL_MS = 24 * 60 * 60_000
/** A denial waits for the disk, and adds one at most. */
const LOOKED_AT_MAX = 16
const CODE_LENGTH = 6
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export interface DeniedCommand {
  readonly rule: GuardCode
  readonly command: string
  /** The root of the repository, or the folder outside of one. */
  readonly repository: string
}

/** What is written down of a denial: the command as people may see it, and its key. */
export interface NotedDenial {
  readonly code: string
  readonly key: string
  readonly rule: string
  readonly command: string
  readonly repository: string
  readonly time: string
}

/** The same for the same command, rule and repository, and for nothing else. */
function keyOf({ rule, command, repository }: DeniedCommand): string {
  return sha256([rule, repository, command].join('\0'))
}

function codeOf(key: string): string {
  return Array.from({ length: CODE_LENGTH }, (_, index) => {
    const byte = Number.parseInt(key.slice(index * 2, index * 2 + 2), 16)
    return LETTERS[byte % LETTERS.length]
  }).join('')
}

/** Gives the code by which a human can approve it. */
export function noteDenial(denied: DeniedCommand, place: StatePlace, now: Date): string {
  const key = keyOf(denied)
  const code = codeOf(key)
  const noted: NotedDenial = {
    code,
    key,
    rule: denied.rule,
    command: maskSecrets(denied.command),
    repository: denied.repository,
    time: now.toISOString(),
  }
  const folder = folderIn(place, 'denied')
  writeFileSync(join(folder, `${code}.json`), JSON.stringify(noted), { mode: FILE_MODE })
  dropOld(folder, { now, ageMaxMs: DENIAL_MS, lookedAtMax: LOOKED_AT_MAX })
  return code
}

export function readDenial(code: string, place: StatePlace): NotedDenial | undefined {
  if (!/^[A-Z0-9]+$/.test(code)) return undefined
  return readJson(join(placeIn(place, 'denied'), `${code}.json`)) as NotedDenial | undefined
}

export function writeApproval({ key }: NotedDenial, place: StatePlace, now: Date): void {
  const file = join(folderIn(place, 'approved'), `${key}.json`)
  writeFileSync(file, JSON.stringify({ until: now.getTime() + APPROVAL_MS }), { mode: FILE_MODE })
}

/** Whether a human approved it; the approval is gone afterwards, whoever asks first. */
export function useApproval(denied: DeniedCommand, place: StatePlace, now: Date): boolean {
  const file = join(placeIn(place, 'approved'), `${keyOf(denied)}.json`)
  const approval = readJson(file) as { readonly until?: unknown } | undefined
  if (approval === undefined) return false
  try {
    unlinkSync(file)
  } catch {
    return false
  }
  const { until } = approval
  return typeof until === 'number' && until >= now.getTime() && until <= now.getTime() + APPROVAL_MS
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    return undefined
  }
}
