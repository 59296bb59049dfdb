/**
 * Shares one piece of work among the requests that want the same thing at the same time, and counts who still needs
 * its result: work that nobody waits for is aborted, a result that nobody uses any more is disposed of. An old result
 * is given out again only within `keepMs`, which is 0 unless configured (exposition-semantics, cases 79 to 81).
 */

export interface SharedWork<Result> {
  /** Requests with equal keys want the same. */
  readonly key: string
  /** On the clock of `performance.now()`. Work is joined only if it ends no later than the joiner can wait. */
  readonly deadlineAt: number
  readonly start: (signal: AbortSignal) => Promise<Result>
}

export interface Lease<Result> {
  readonly result: Result
  /** Somebody else's request had started the work. */
  readonly isShared: boolean
  /** Called once, when the result is not used any more. */
  readonly release: () => void
}

export interface CoalescerOptions<Result> {
  /** How long a result is given out after it is there. */
  readonly keepMs: number
  /** Called once per result, after its last release. */
  readonly dispose: (result: Result) => void
}

interface Entry<Result> {
  readonly key: string
  readonly deadlineAt: number
  readonly controller: AbortController
  readonly work: Promise<Result>
  /** Requests that wait for the result or use it, and the cache while it keeps it. */
  holders: number
  isDone: boolean
}

export class Coalescer<Result> {
  readonly #options: CoalescerOptions<Result>
  readonly #entries = new Set<Entry<Result>>()

  constructor(options: CoalescerOptions<Result>) {
    this.#options = options
  }

  /** Undefined if the signal came first. Rejects if the work does. */
  async join(work: SharedWork<Result>, signal: AbortSignal): Promise<Lease<Result> | undefined> {
    if (signal.aborted) return undefined
    const running = this.#find(work)
    const entry = running ?? this.#start(work)
    const release = this.#hold(entry)
    signal.addEventListener('abort', release)
    try {
      const result = await entry.work
      signal.removeEventListener('abort', release)
      return signal.aborted ? undefined : { result, isShared: running !== undefined, release }
    } catch (error) {
      release()
      throw error
    }
  }

  #find({ key, deadlineAt }: SharedWork<Result>): Entry<Result> | undefined {
    return [...this.#entries].find(
      (entry) => entry.key === key && (entry.isDone || entry.deadlineAt <= deadlineAt),
    )
  }

  #start({ key, deadlineAt, start }: SharedWork<Result>): Entry<Result> {
    const controller = new AbortController()
    const work = start(controller.signal)
    const entry: Entry<Result> = { key, deadlineAt, controller, work, holders: 0, isDone: false }
    this.#entries.add(entry)
    void work.then(
      (result) => this.#finish(entry, result),
      () => this.#entries.delete(entry),
    )
    return entry
  }

  #finish(entry: Entry<Result>, result: Result): void {
    entry.isDone = true
    if (entry.holders === 0) return this.#options.dispose(result)
    const { keepMs } = this.#options
    if (keepMs === 0) {
      this.#entries.delete(entry)
      return
    }
    const release = this.#hold(entry)
    const drop = (): void => {
      this.#entries.delete(entry)
      release()
    }
    setTimeout(drop, keepMs).unref()
  }

  /** Returns the release of this hold; calling it again does nothing. */
  #hold(entry: Entry<Result>): () => void {
    let isHeld = true
    entry.holders += 1
    return () => {
      if (!isHeld) return
      isHeld = false
      entry.holders -= 1
      if (entry.holders === 0) this.#abandon(entry)
    }
  }

  #abandon(entry: Entry<Result>): void {
    // Whoever comes now must not join work that is being aborted.
    this.#entries.delete(entry)
    if (entry.isDone) void entry.work.then(this.#options.dispose)
    else entry.controller.abort()
  }
}
