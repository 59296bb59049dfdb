// The types of lock.mjs, which is plain JavaScript because it runs before anything is installed.
export interface LockOptions {
  readonly waitMs: number
  /** Told once, when others hold the lock. */
  readonly onWait: (pids: readonly number[]) => void
}

export function withLock<Result>(
  lock: string,
  work: (holdFor: (pid: number) => void) => Result | Promise<Result>,
  options: LockOptions,
): Promise<Result>
