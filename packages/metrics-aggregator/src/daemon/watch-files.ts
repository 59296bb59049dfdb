/**
 * Watches files by looking at them again and again. Mounted ConfigMaps and Secrets change by a symbolic link that is
 * swapped, editors by a rename, network disks without an event; a look finds them all, and costs microseconds.
 */
import type { Stats } from 'node:fs'

export interface WatchOptions {
  readonly intervalMs: number
  readonly onChange: () => void
}

/** A file that was just written is looked at again after this long, until it stays as it is. */
const SETTLE_MS = 200

export class FileWatch {
  readonly #options: WatchOptions
  #paths: readonly string[] = []
  #signature = ''
  #isChanged = false
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(options: WatchOptions) {
    this.#options = options
  }

  /**
   * The files from now on, as they were when they were read; what changed since then, by the clock of the files, has
   * changed. Without files nothing is looked at.
   */
  async watch(paths: readonly string[], readAtMs: number): Promise<void> {
    this.#paths = paths
    const { signature, changedAtMs } = await lookAt(paths)
    this.#signature = signature
    // The one clock counts whole milliseconds.
    this.#isChanged = changedAtMs > readAtMs + 1
    this.#schedule(this.#options.intervalMs)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer)
    if (this.#isStopped || this.#paths.length === 0) return
    this.#timer = setTimeout(() => void this.#look(), delayMs)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const paths = this.#paths
    const { signature } = await lookAt(paths)
    if (paths !== this.#paths || this.#isStopped) return
    const { intervalMs, onChange } = this.#options
    if (signature !== this.#signature) {
      this.#signature = signature
      this.#isChanged = true
      this.#schedule(Math.min(SETTLE_MS, intervalMs))
      return
    }
    if (this.#isChanged) {
      this.#isChanged = false
      onChange()
    }
    this.#schedule(intervalMs)
  }
}

type Stat = (path: string) => Promise<Stats>

interface Look {
  readonly signature: string
  /** When the latest of them changed; 0 without any. */
  readonly changedAtMs: number
}

async function lookAt(paths: readonly string[]): Promise<Look> {
  if (paths.length === 0) return { signature: '', changedAtMs: 0 }
  // Most pods have no file, and need not pay for what looks at one.
  const { stat } = await import('node:fs/promises')
  const files = await Promise.all(paths.map((path) => lookAtFile(path, stat)))
  return {
    signature: files.map(({ signature }) => signature).join('\n'),
    changedAtMs: Math.max(...files.map(({ changedAtMs }) => changedAtMs)),
  }
}

/** Of the file that the path leads to in the end; a missing one has a signature, too. */
async function lookAtFile(path: string, stat: Stat): Promise<Look> {
  try {
    const { dev, ino, size, mtimeMs, ctimeMs } = await stat(path)
    return { signature: [dev, ino, size, mtimeMs, ctimeMs].join(), changedAtMs: ctimeMs }
  } catch (error) {
    const signature = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { signature, changedAtMs: 0 }
  }
}
