// A target that answers byte by byte as a test says, valid HTTP or not: a TCP listener on loopback that hands over each
// connection once its request is complete.
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface RawTarget {
  readonly url: URL
  readonly port: number
  /** The heads of the requests that came, in order. */
  readonly requests: readonly string[]
  /** Connections that were ever opened. */
  readonly connections: () => number
  /** Connections that are open now. */
  readonly openConnections: () => number
  readonly close: () => Promise<void>
}

/** Called once per request; what the target does with the socket is the test's matter. */
export type RawAnswer = (socket: Socket, requestHead: string) => void

/** Listens until the test ends. */
export async function startRawTarget(answer: RawAnswer, host: string = '127.0.0.1'): Promise<RawTarget> {
  const sockets = new Set<Socket>()
  const requests: string[] = []
  let connections = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    connections += 1
    // A scraper that hangs up in the middle is what most of these tests are about.
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    onRequest(socket, (head) => {
      requests.push(head)
      answer(socket, head)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  onTestFinished(close)
  const authority = host.includes(':') ? `[${host}]` : host
  const url = new URL(`http://${authority}:${port}/metrics`)
  return { url, port, requests, connections: () => connections, openConnections: () => sockets.size, close }
}

function onRequest(socket: Socket, take: (head: string) => void): void {
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    const end = received.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = received.slice(0, end)
    received = received.slice(end + 4)
    take(head)
  })
}

/** A complete answer with the right length. */
export function httpAnswer(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = { 'Content-Type': 'text/plain; version=0.0.4' },
  status: string = '200 OK',
): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `HTTP/1.1 ${status}\r\n${lines.join('')}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])
}

/** Repeats a step until the socket is gone, giving the event loop its turns. */
export function writeForever(socket: Socket, chunk: string | Uint8Array, pauseMs: number = 0): void {
  const step = (): void => {
    if (socket.destroyed || !socket.writable) return
    const isTaken = socket.write(chunk)
    if (isTaken) setTimeout(step, pauseMs)
    else socket.once('drain', () => setTimeout(step, pauseMs))
  }
  step()
}
