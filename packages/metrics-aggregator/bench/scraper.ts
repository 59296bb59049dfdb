/**
 * A client as Prometheus is one: a kept connection, one GET after another, the whole body read. It works on the bare
 * socket with one buffer, so that what is measured is the server.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface ScrapeTiming {
  readonly milliseconds: number
  /** Of the body, as it came over the wire. */
  readonly bytes: number
}

export interface Scraper {
  scrape(encoding: 'identity' | 'gzip'): Promise<ScrapeTiming>
  close(): void
}

const BUFFER_BYTES = 262_144
const HEAD_END = '\r\n\r\n'
/** What a chunked body ends in. */
const LAST_CHUNK = '\r\n0\r\n\r\n'

interface Answer {
  headText: string
  /** Unknown until the head is read. */
  bodyBytes: number | 'chunked' | undefined
  received: number
  tail: string
}

export async function connectScraper(port: number, path = '/metrics'): Promise<Scraper> {
  let onData: (chunk: Buffer) => void = () => undefined
  let onLoss: (error: Error) => void = () => undefined
  const socket: Socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(BUFFER_BYTES),
      callback: (bytes, buffer) => {
        onData(Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
        return true
      },
    },
  })
  socket.on('close', () => onLoss(new Error(`port ${port} closed the connection`)))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return {
    scrape: (encoding) =>
      new Promise((resolve, reject) => {
        const answer: Answer = { headText: '', bodyBytes: undefined, received: 0, tail: '' }
        const startedAt = performance.now()
        onLoss = reject
        if (socket.destroyed) reject(new Error(`port ${port} had closed the connection`))
        onData = (chunk) => {
          try {
            if (takeChunk(answer, chunk))
              resolve({ milliseconds: performance.now() - startedAt, bytes: answer.received })
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        }
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain;version=0.0.4\r\nAccept-Encoding: ${encoding}\r\n\r\n`,
        )
      }),
    close: () => socket.destroy(),
  }
}

/** Takes what arrived; says whether the answer is complete. */
function takeChunk(answer: Answer, chunk: Buffer): boolean {
  const body = answer.bodyBytes === undefined ? takeHead(answer, chunk) : chunk
  if (body === undefined) return false
  answer.received += body.length
  if (answer.bodyBytes !== 'chunked') return answer.received === answer.bodyBytes
  answer.tail = (answer.tail + body.subarray(-LAST_CHUNK.length).toString('latin1')).slice(-LAST_CHUNK.length)
  return answer.tail === LAST_CHUNK
}

/** The bytes behind the head, once the head is complete. */
function takeHead(answer: Answer, chunk: Buffer): Buffer | undefined {
  const before = answer.headText.length
  answer.headText += chunk.toString('latin1')
  const end = answer.headText.indexOf(HEAD_END)
  if (end === -1) return undefined
  const head = answer.headText.slice(0, end)
  if (!head.startsWith('HTTP/1.1 200 ')) throw new Error(`unexpected answer: ${head.split('\r\n')[0]}`)
  const length = /^content-length: (\d+)$/im.exec(head)?.[1]
  answer.bodyBytes = length === undefined ? 'chunked' : Number(length)
  return chunk.subarray(end + HEAD_END.length - before)
}
