/**
 * Targets on a unix socket: `unix:/run/app.sock:/metrics`, the path of the socket and behind the last colon that a slash
 * follows the path of the request; `/metrics` where there is none.
 */

export interface SocketAddress {
  readonly socketPath: string
  /** With the query. */
  readonly path: string
}

/** What the kernel takes (sun_path, without its end). */
const BYTES_MAX = 107

/** Nothing for other URLs, and for one whose socket could not be connected to. */
export function socketOf(url: URL): SocketAddress | undefined {
  if (url.protocol !== 'unix:' || url.host !== '' || !url.pathname.startsWith('/')) return undefined
  const colon = url.pathname.lastIndexOf(':/')
  const socket = colon === -1 ? url.pathname : url.pathname.slice(0, colon)
  const socketPath = decoded(socket)
  const isConnectable = socketPath !== undefined && socketPath !== '/' && !/\p{Cc}/u.test(socketPath)
  if (!isConnectable || new TextEncoder().encode(socketPath).length > BYTES_MAX) return undefined
  return { socketPath, path: (colon === -1 ? '/metrics' : url.pathname.slice(colon + 1)) + url.search }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
