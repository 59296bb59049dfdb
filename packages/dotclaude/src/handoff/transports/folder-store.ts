// The store that is a folder, such as one that is synced between machines: a file for each handoff, under the same names
// as the branches of a repository. A file is written aside and then put in place, so that it is always a whole one; the
// first one in place wins, and a later state takes its place only where nobody else's came first.
import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../../diagnostics/failure.ts'
import { replaceFile, writePart } from '../../repo/whole-file.ts'
import type { Handoff, HandoffFiles } from '../handoff.ts'
import { readBranch } from '../store/branch-layout.ts'
import { planPut } from '../store/plan-put.ts'
import { readMetadata } from '../store/read-metadata.ts'
import type { PutOutcome, Store, StoredEntry } from '../store/store.ts'
import { folderPrivacy } from './git-privacy.ts'
import { isRunning, ownPid } from './processes.ts'

export interface FolderStoreOptions {
  readonly folder: string
  readonly now: () => Date
}

const ENDING = '.json'
const MACHINE_LENGTH = 12
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
const FILE_BYTES_MAX = 100 * 1024 * 1024
const ATTEMPTS = 600
const PAUSE_MS = 20
/** Whoever holds a lock for longer was stopped, on whatever machine. Waiting for it takes longer than that. */
const LOCK_MS_MAX = 10_000
const LEFTOVER_MS_MIN = 600_000

export function folderStore({ folder, now }: FolderStoreOptions): Store {
  return {
    kind: 'folder',
    address: folder,
    privacy: () => reach(folder, () => Promise.resolve(folderPrivacy(folder))),
    list: () => reach(folder, () => Promise.resolve(entriesIn(folder))),
    get: (entry) => reach(folder, () => Promise.resolve(filesAt(folder, entry.key))),
    put: (handoff, { isForced }) => reach(folder, () => put(folder, handoff, isForced, now)),
    delete: (entries) => reach(folder, () => remove(folder, entries)),
  }
}

async function reach<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new Failure('HANDOFF_STORE_FAILED', { store: folder, detail }, { cause })
  }
}

function pathOf(folder: string, key: string): string {
  return `${join(folder, ...key.split('/'))}${ENDING}`
}

/** One that is not there may be misspelt or not mounted, so it is no empty one. */
function entriesIn(folder: string): readonly StoredEntry[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined)
    throw new Error('it is not there yet; the first `dotclaude handoff push` makes it')
  return keysIn(folder)
    .flatMap((key) => entryAt(folder, key) ?? [])
    .toSorted(
      (one, other) => other.updatedAt.localeCompare(one.updatedAt) || one.key.localeCompare(other.key),
    )
}

function keysIn(folder: string): readonly string[] {
  const start = join(folder, 'handoff')
  if (statSync(start, { throwIfNoEntry: false }) === undefined) return []
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ENDING))
    .map((path) => `handoff/${path.slice(0, -ENDING.length).split(sep).join('/')}`)
    .filter((key) => readBranch(key) !== undefined)
}

/** `undefined` where the file went away meanwhile. */
function entryAt(folder: string, key: string): StoredEntry | undefined {
  const path = pathOf(folder, key)
  const text = textAt(path)
  if (text === undefined) return undefined
  const stats = statSync(path, { throwIfNoEntry: false })
  const files = filesIn(text)
  const metadata = readMetadata(files?.['metadata.json'], files?.['description.txt'])
  return {
    key,
    revision: revisionOf(text),
    // A file that was copied has another time; what its writer noted goes with it.
    updatedAt: notedTime(text) ?? (stats?.mtime ?? new Date(0)).toISOString(),
    sizeBytes: Buffer.byteLength(text),
    ...(metadata === undefined ? {} : { metadata }),
  }
}

function textAt(path: string): string | undefined {
  try {
    const stats = statSync(path)
    // Reading a pipe would wait for somebody who writes.
    if (!stats.isFile() || stats.size > FILE_BYTES_MAX) return ''
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function notedTime(text: string): string | undefined {
  const time = fieldsIn(text)['updatedAt']
  return typeof time === 'string' && !Number.isNaN(Date.parse(time))
    ? new Date(time).toISOString()
    : undefined
}

function filesIn(text: string): HandoffFiles | undefined {
  const files = fieldsIn(text)['files']
  if (typeof files !== 'object' || files === null) return undefined
  const texts = Object.entries(files).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const known = { 'metadata.json': '', 'description.txt': '', ...Object.fromEntries(texts) }
  return 'handoff.md' in known ? (known as HandoffFiles) : undefined
}

function filesAt(folder: string, key: string): HandoffFiles {
  const files = filesIn(textAt(pathOf(folder, key)) ?? '')
  if (files === undefined) throw new Failure('HANDOFF_DAMAGED', { key, detail: 'it is no file of a handoff' })
  return files
}

async function put(
  folder: string,
  handoff: Handoff,
  isForced: boolean,
  now: () => Date,
): Promise<PutOutcome> {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  const plan = planPut(handoff, entriesIn(folder), isForced)
  if (plan.kind === 'collision') return plan
  const updatedAt = now().toISOString()
  const text = `${JSON.stringify({ version: 1, updatedAt, files: plan.handoff.files }, undefined, 2)}\n`
  const entry = {
    key: plan.key,
    revision: revisionOf(text),
    updatedAt,
    sizeBytes: Buffer.byteLength(text),
    metadata: plan.handoff.metadata,
  }
  const path = pathOf(folder, plan.key)
  const isDone = plan.kind === 'create' ? create(path, text) : await replace(path, text, plan.entry.revision)
  if (!isDone) return put(folder, handoff, isForced, now)
  removeLeftovers(dirname(path))
  return { kind: plan.kind === 'create' ? 'created' : 'updated', entry }
}

/** What a push wrote aside before it was stopped. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const writtenMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY
    if (name.endsWith('.part') && Date.now() - writtenMs > LEFTOVER_MS_MIN) rmSync(path, { force: true })
  }
}

/** A second name for a file is made for one process only. */
function create(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
  const aside = writePart(path, text, { mode: FILE_MODE })
  try {
    linkSync(aside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

async function replace(path: string, text: string, expected: string): Promise<boolean> {
  return withLock(path, () => {
    const stored = textAt(path)
    if (stored === undefined || revisionOf(stored) !== expected) return false
    replaceFile(path, text, { mode: FILE_MODE })
    return true
  })
}

async function withLock<Result>(path: string, work: () => Result): Promise<Result> {
  const lock = `${path}.lock`
  for (let attempt = 1; !takeLock(lock); attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error(`${lock} is held by another push`)
    await sleep(PAUSE_MS)
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, holder(ownPid()), { mode: FILE_MODE, flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const heldSince = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - heldSince > LOCK_MS_MAX || isOfStopped(lock)) rmSync(lock, { force: true })
    return false
  }
}

/** The machine's name is nobody's business, so its sum stands for it. */
function holder(pid: number): string {
  return `${revisionOf(hostname()).slice(0, MACHINE_LENGTH)} ${pid}`
}

/** Of another machine nobody here knows what runs. */
function isOfStopped(lock: string): boolean {
  const text = textAt(lock) ?? ''
  const pid = Number(/ (\d+)$/.exec(text)?.[1])
  return text === holder(pid) && !isRunning(pid)
}

/** What was pushed since the list was made stays. */
async function remove(folder: string, entries: readonly StoredEntry[]): Promise<void> {
  for (const { key, revision } of entries) {
    const path = pathOf(folder, key)
    await withLock(path, () => {
      const stored = textAt(path)
      if (stored === undefined) return
      if (revisionOf(stored) !== revision)
        throw new Failure('HANDOFF_STORE_FAILED', {
          store: folder,
          detail: `${key} was pushed again meanwhile`,
        })
      rmSync(path, { force: true })
    })
  }
}
