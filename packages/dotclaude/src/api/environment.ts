// What the API reads of the process. Its contract says so where it does; everything else is handed in.
import { homedir } from 'node:os'
import type { Processes } from '../install/apply-lock.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export function environment(): Environment {
  return process.env
}

export function currentFolder(): string {
  return process.cwd()
}

export function homeFolder(): string {
  return homedir()
}

/** Signal 0 is sent to nobody, and refused where the process is another user's. */
export const processes: Processes = {
  own: process.pid,
  isAlive: (pid) => {
    try {
      process.kill(pid, 0)
      return true
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM'
    }
  },
}
