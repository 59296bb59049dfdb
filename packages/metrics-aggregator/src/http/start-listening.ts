/**
 * Makes a server listen without what the way there loads: for every server Node takes in node:cluster, and with it all
 * that child processes and datagrams need, which is 0.8 MB at rest and two milliseconds of every start.
 */
import { isIP } from 'node:net'
import type { Server } from 'node:net'

/** The step in which `listen` ends, whose outcome comes as the same events. */
type BareListen = (this: Server, address: string | null, port: number, family: number) => void

/** What Node falls back to where there is no IPv6 to listen on for every address. */
const IPV4 = 4

/** `host` is an address, a name, or empty for every address. Emits `listening` or `error`, as `listen` does. */
export function startListening(server: Server, host: string, port: number): void {
  // Node does not document it, so one that has it no more gets a plain `listen`.
  const { _listen2: bareListen } = server as { readonly _listen2?: BareListen }
  const family = host === '' ? IPV4 : isIP(host)
  const isName = family === 0
  if (bareListen !== undefined && !isName) bareListen.call(server, host === '' ? null : host, port, family)
  else if (host === '') server.listen(port)
  else server.listen(port, host)
}
