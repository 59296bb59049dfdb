/** Reads the beginning of an answer that is not an exposition, for the log: at most 1 KiB, and without waiting long. */
import type { IncomingMessage } from 'node:http'
import { printable } from './printable.ts'

const BYTES_MAX = 1_024
const CHARACTERS_MAX = 120
/** A failed answer that trickles must not hold the page until its deadline. */
const WAIT_MS = 250

/** Calls `done` exactly once; the rest of the answer is the caller's to throw away. */
export function readExcerpt(response: IncomingMessage, done: (excerpt: string) => void): void {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const finish = (): void => {
    clearTimeout(timer)
    response.off('data', take).off('end', finish).off('close', finish)
    done(printable(Buffer.concat(chunks).toString('utf8'), CHARACTERS_MAX))
  }
  const take = (chunk: Uint8Array): void => {
    chunks.push(chunk.subarray(0, BYTES_MAX - bytes))
    bytes += chunk.length
    if (bytes >= BYTES_MAX) finish()
  }
  const timer = setTimeout(finish, WAIT_MS)
  response.on('data', take).on('end', finish).on('close', finish).on('error', finish)
}
