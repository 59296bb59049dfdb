// Processes of this machine, for locks: which one this is, and whether another is still there.
import type { Processes } from '../install/apply-lock.ts'

export const processes: Processes = { own: process.pid, isAlive }

/** Signal 0 is sent to nobody, and refused where the process is another user's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
