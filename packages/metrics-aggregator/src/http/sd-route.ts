/**
 * The document for Prometheus' HTTP service discovery: one scrape target per target, all at our own address, so that
 * `up` is right for each of them through the one port.
 */
import type { IncomingMessage } from 'node:http'
import { replyText } from './reply.ts'
import type { Route } from './route.ts'

export interface SdTarget {
  readonly name: string
  /** Where it alone is served, encoded as in a URL. */
  readonly path: string
}

export interface SdOptions {
  readonly isSecure: boolean
  /** The label that all series have already. */
  readonly labelName: string
}

/** Kubernetes' own label for what our targets are. */
const CONTAINER = 'container'

export function sdRoute(targets: readonly SdTarget[], { isSecure, labelName }: SdOptions): Route {
  return (request, response) => {
    const address = addressFor(request)
    const groups = targets.map(({ name, path }) => ({
      targets: [address],
      labels: {
        __metrics_path__: path,
        ...(isSecure && { __scheme__: 'https' }),
        // A label of both target and series would be renamed on every series.
        ...(labelName !== CONTAINER && { [CONTAINER]: name }),
      },
    }))
    const body = `${JSON.stringify(groups, undefined, 2)}\n`
    replyText(response, { status: 200, body, contentType: 'application/json', headers: { Vary: 'Host' } })
  }
}

const AUTHORITY = /^(?:[a-zA-Z0-9._-]+|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?$/

/** Whoever asks reached us by this name; what is no address is not repeated. */
function addressFor({ headers, socket }: IncomingMessage): string {
  const host = headers.host ?? ''
  if (AUTHORITY.test(host)) return host
  const address = socket.localAddress ?? 'localhost'
  return `${address.includes(':') ? `[${address}]` : address}:${socket.localPort ?? 0}`
}
