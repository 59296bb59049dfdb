/**
 * Connections to targets, for http alone. All of them are read into one buffer: by itself Node allocates 64 KiB for
 * every read, which takes time on the way and memory until its collector runs.
 */
import type { RequestOptions } from 'node:http'
import { connect } from 'node:net'
import type { NetConnectOpts, Socket } from 'node:net'

/** Twice as much as Node would read at once. */
const READ_BYTES_MAX = 131_072

let readBuffer: Buffer | undefined

/** The `createConnection` of a request. */
export function openConnection(options: RequestOptions): Socket {
  readBuffer ??= Buffer.allocUnsafeSlow(READ_BYTES_MAX)
  const callback = (bytes: number, buffer: Uint8Array): boolean => {
    // What Node itself would emit. Its HTTP parser copies the bodies out of it before the next read comes.
    socket.emit('data', buffer.subarray(0, bytes))
    return true
  }
  // The options of a request name a host and a port, and net looks at nothing else that is in them.
  const socket = connect({ ...options, onread: { buffer: readBuffer, callback } } as NetConnectOpts)
  return socket
}
