// One run at a time may install into a folder: a lock that a process holds while it plans and writes. The lock of a
// process that is gone is taken over.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'

/** Long enough for a whole installation to end. */
const WAIT_MS = 10_000
const STEP_MS = 50
/** A run writes its id right after it made the folder; one that was killed between the two never will. */
const NAMELESS_MS = 2_000

/** What a lock is told of processes. */
export interface Processes {
  readonly own: number
  readonly isAlive: (pid: number) => boolean
}

/** Runs the work alone; waits for another run to end, and gives up with a Failure. */
export async function withLock<Result>(
  stateFile: string,
  processes: Processes,
  work: () => Result | Promise<Result>,
  waitMs: number = WAIT_MS,
): Promise<Result> {
  const lock = `${stateFile}.lock`
  await takeLock(lock, processes, waitMs)
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

async function takeLock(lock: string, { own, isAlive }: Processes, waitMs: number): Promise<void> {
  let namelessMs = 0
  for (let waited = 0; !tryLock(lock, own); waited += STEP_MS) {
    const pid = ownerOf(lock)
    namelessMs = pid === undefined ? namelessMs + STEP_MS : 0
    if (pid === undefined ? namelessMs > NAMELESS_MS : !isAlive(pid)) takeAway(lock, pid)
    if (waited >= waitMs) throw new Failure('DEPLOY_BUSY', { pid: pid ?? 'unknown', path: lock })
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
}

/** Making a folder succeeds for one process only. Where it was taken away as a dead run's, it is not this run's either. */
function tryLock(lock: string, own: number): boolean {
  try {
    mkdirSync(dirname(lock), { recursive: true })
    mkdirSync(lock)
    return writeOwner(lock, own)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    const detail = error instanceof Error ? error.message : String(error)
    throw new Failure('ENV_FILE_UNWRITABLE', { path: lock, detail }, { cause: error })
  }
}

function writeOwner(lock: string, own: number): boolean {
  try {
    writeFileSync(join(lock, 'pid'), String(own), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** `undefined` while its holder has not yet written it. */
function ownerOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Renaming succeeds for one process only; a lock that a new run took meanwhile goes back. */
function takeAway(lock: string, pid: number | undefined): void {
  const aside = `${lock}.${randomUUID()}`
  try {
    renameSync(lock, aside)
    if (ownerOf(aside) === pid) rmSync(aside, { recursive: true, force: true })
    else renameSync(aside, lock)
  } catch {
    // Another run was faster; the next look tells who holds it.
  }
}
