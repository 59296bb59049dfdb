// One run at a time installs and builds in a clone. The lock is a folder with the ids of the processes that work under it:
// that of a run which is gone is taken over, and nobody waits for ever. Only node: imports, like all of the front door.
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const STEP_MS = 50
/** A run that is there writes its id right after it made the folder; one that was killed between never will. */
const NAMELESS_MS = 2_000

/**
 * Runs the work alone. It is handed a function for the ids of processes that it starts: one that outlives a killed run
 * keeps the lock until it ends. Throws when others hold the lock for longer than `waitMs`.
 */
export async function withLock(lock, work, { waitMs, onWait }) {
  await takeLock(lock, { waitMs, onWait })
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.once('exit', release)
  try {
    return await work((pid) => appendFileSync(join(lock, 'pids'), `${pid}\n`))
  } finally {
    process.off('exit', release)
    release()
  }
}

async function takeLock(lock, { waitMs, onWait }) {
  let isTold = false
  let namelessMs = 0
  for (let waitedMs = 0; !tryLock(lock); waitedMs += STEP_MS) {
    const pids = holdersOf(lock)
    namelessMs = pids.length === 0 ? namelessMs + STEP_MS : 0
    if (pids.some(isAlive)) {
      if (!isTold) onWait(pids)
      isTold = true
    } else if (pids.length > 0 || namelessMs > NAMELESS_MS) takeAway(lock, pids)
    if (waitedMs >= waitMs) throw new Error(busy(lock, pids, waitMs))
    await pause(STEP_MS)
  }
}

function busy(lock, pids, waitMs) {
  const who = pids.length === 0 ? 'a process without a name' : `process ${pids.join(', ')}`
  return `${who} installs or builds for longer than ${waitMs / 1_000} s; if that is no run of this clone, remove ${lock}`
}

/** Whoever writes the file has the lock, also in a folder that somebody else made. */
function tryLock(lock) {
  mkdirSync(dirname(lock), { recursive: true })
  try {
    mkdirSync(lock)
    writeFileSync(join(lock, 'pids'), `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    // The folder is there, or it was taken away as a dead run's before the file was written.
    if (error.code === 'EEXIST' || error.code === 'ENOENT') return false
    throw error
  }
}

/** None while its holder has not yet written them. */
function holdersOf(lock) {
  try {
    return readFileSync(join(lock, 'pids'), 'utf8').split('\n').map(Number).filter(isPid)
  } catch {
    return []
  }
}

function isPid(number) {
  return Number.isInteger(number) && number > 0
}

/** Signal 0 is sent to nobody. Our own id in a lock that we do not hold is what an earlier process had, as in containers. */
function isAlive(pid) {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Renaming succeeds for one process only; a lock that another run took meanwhile goes back. */
function takeAway(lock, pids) {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
    if (String(holdersOf(aside)) === String(pids)) rmSync(aside, { recursive: true, force: true })
    else renameSync(aside, lock)
  } catch {
    // Another run was faster; the next look tells who holds it.
  }
}
