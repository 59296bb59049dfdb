// Reads a file line by line without holding it: a transcript may have hundreds of megabytes, and its agent may be writing
// to it. A line that is too long for a string is passed over and counted.
import { closeSync, openSync, readSync } from 'node:fs'
import { Failure } from '../../diagnostics/failure.ts'

const CHUNK_BYTES = 1024 * 1024
const LINE_BYTES_MAX = 64 * 1024 * 1024
const LINE_FEED = 0x0a

export interface LineTaker {
  /** `false` ends the reading. */
  readonly line: (text: string, isLast: boolean) => boolean | void
  readonly oversized: () => void
}

/** The last line is one without a line break at its end. */
export function readLines(path: string, take: LineTaker): void {
  const file = opened(path)
  try {
    readAll(path, file, take)
  } finally {
    closeSync(file)
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): Failure {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new Failure('ENV_FILE_UNREADABLE', { path, detail }, { cause })
}

function readAll(path: string, file: number, take: LineTaker): void {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let carry: Buffer[] = []
  let carriedBytes = 0
  const keep = (part: Buffer): void => {
    carriedBytes += part.length
    // Beyond the limit only the length is of interest.
    if (carriedBytes <= LINE_BYTES_MAX) carry.push(Buffer.from(part))
  }
  const flush = (isLast: boolean): boolean | void => {
    const isOversized = carriedBytes > LINE_BYTES_MAX
    const text = isOversized ? '' : Buffer.concat(carry).toString('utf8')
    carry = []
    carriedBytes = 0
    return isOversized ? take.oversized() : take.line(text, isLast)
  }
  for (let count = readChunk(path, file, chunk); count > 0; count = readChunk(path, file, chunk)) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0 && end < count; end = chunk.indexOf(LINE_FEED, start)) {
      if (carriedBytes > 0) keep(chunk.subarray(start, end))
      const goesOn = carriedBytes > 0 ? flush(false) : take.line(chunk.toString('utf8', start, end), false)
      if (goesOn === false) return
      start = end + 1
    }
    if (start < count) keep(chunk.subarray(start, count))
  }
  if (carriedBytes > 0) flush(true)
}

function readChunk(path: string, file: number, chunk: Buffer): number {
  try {
    return readSync(file, chunk)
  } catch (cause) {
    throw unreadable(path, cause)
  }
}
