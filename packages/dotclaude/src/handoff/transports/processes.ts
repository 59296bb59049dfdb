// This process and others of the machine, by their numbers: what is marked with one is nobody's once it does not run.

export function ownPid(): number {
  return process.pid
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
