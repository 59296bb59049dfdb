/**
 * Lets only those to a route who show the token, or a certificate, that is asked for. Health and readiness stay open:
 * who asks for them in a cluster has neither, and they say nothing.
 */
import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { replyText } from './reply.ts'
import { pathOf } from './route.ts'
import type { Route } from './route.ts'

export interface GuardOptions {
  /** What stands behind `Bearer`; absent where no token is asked for. */
  readonly token?: string
  readonly needsCertificate: boolean
}

const OPEN_PATHS: ReadonlySet<string> = new Set(['/healthz', '/-/healthy', '/-/ready'])

export async function guardRoute(route: Route, { token, needsCertificate }: GuardOptions): Promise<Route> {
  if (token === undefined && !needsCertificate) return route
  const isRight = token === undefined ? () => true : await tokenCheck(token)
  return (request, response) => {
    if (OPEN_PATHS.has(pathOf(request.url ?? ''))) return route(request, response)
    if (needsCertificate && !hasCertificate(request))
      return replyText(response, { status: 403, body: 'A client certificate is needed.\n' })
    if (isRight(request.headers.authorization ?? '')) return route(request, response)
    const headers = { 'WWW-Authenticate': 'Bearer realm="metrics-aggregator"' }
    replyText(response, { status: 401, body: 'A bearer token is needed.\n', headers })
  }
}

/** Compares digests, so that the time it takes tells nothing of the token, not even its length. */
async function tokenCheck(token: string): Promise<(header: string) => boolean> {
  const { createHash, timingSafeEqual } = await import('node:crypto')
  const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest()
  const expected = digest(token)
  return (header) => {
    const [, given] = /^bearer +([\u0021-\u007e]+) *$/i.exec(header) ?? []
    return timingSafeEqual(digest(given ?? ''), expected)
  }
}

/** A resumed session of TLS 1.3 counts as authorized although nobody ever showed a certificate, so that is looked at too. */
function hasCertificate({ socket }: IncomingMessage): boolean {
  // The listener asks for certificates only where it speaks TLS.
  const { authorized } = socket as Partial<TLSSocket>
  return authorized === true && Object.keys((socket as TLSSocket).getPeerCertificate()).length > 0
}
