/**
 * Connections to targets, for http alone. All of them are read into one buffer, and once the head of an answer has told
 * how long its body is, the body can be taken from there. By itself Node allocates 64 KiB for every read, and again as
 * much in its HTTP parser, which takes time on the way and memory until its collector runs.
 */
import type { IncomingMessage, RequestOptions } from 'node:http'
import { connect } from 'node:net'
import type { NetConnectOpts, Socket } from 'node:net'

/** Twice as much as Node would read at once. */
const READ_BYTES_MAX = 131_072

let readBuffer: Buffer | undefined

/** Is done with the chunk when it returns: the next read overwrites it. */
type TakeChunk = (chunk: Uint8Array) => void

const takers = new WeakMap<Socket, TakeChunk>()

/** The `createConnection` of a request. */
export function openConnection(options: RequestOptions): Socket {
  readBuffer ??= Buffer.allocUnsafeSlow(READ_BYTES_MAX)
  const callback = (bytes: number, buffer: Uint8Array): boolean => {
    const chunk = buffer.subarray(0, bytes)
    const take = takers.get(socket)
    // The event is what Node itself would emit; its HTTP parser copies what it keeps.
    if (take === undefined) socket.emit('data', chunk)
    else take(chunk)
    return true
  }
  // The options of a request name a host and a port, or a socket, and net looks at nothing else that is in them.
  const socket = connect({ ...options, onread: { buffer: readBuffer, callback } } as NetConnectOpts)
  return socket
}

/**
 * From the next read on, what the connection of this response delivers goes to `take` and past the HTTP parser, which
 * will never see the response complete. Only for a body without any coding whose length is known. A connection that was
 * opened elsewhere (https) is left alone.
 */
export function takeReads({ socket }: IncomingMessage, take: TakeChunk): void {
  takers.set(socket, take)
}
