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

  /** The files from now on, as they are now. Without files nothing is looked at. */
  async watch(paths: readonly string[]): Promise<void> {
    this.#paths = paths
    this.#isChanged = false
    this.#signature = await signatureOf(paths)
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
    const signature = await signatureOf(paths)
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

async function signatureOf(paths: readonly string[]): Promise<string> {
  if (paths.length === 0) return ''
  // Most pods have no file, and need not pay for what looks at one.
  const { stat } = await import('node:fs/promises')
  return (await Promise.all(paths.map((path) => signatureOfFile(path, stat)))).join('\n')
}

/** Of the file that the path leads to in the end; a missing one has a signature, too. */
async function signatureOfFile(path: string, stat: Stat): Promise<string> {
  try {
    const { dev, ino, size, mtimeMs, ctimeMs } = await stat(path)
    return [dev, ino, size, mtimeMs, ctimeMs].join()
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
  }
}
