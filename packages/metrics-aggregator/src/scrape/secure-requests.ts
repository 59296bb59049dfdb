/**
 * How https targets are asked: who is trusted, and what we show of ourselves. node:https is loaded here, by the one call
 * that a daemon with such a target makes, because it takes memory that the others need not pay for.
 */
import type { ClientRequest, RequestOptions } from 'node:http'

export type OpenRequest = (options: RequestOptions) => ClientRequest

/** The contents of PEM files, known to be sound. */
export interface TlsFiles {
  /** Instead of the authorities that Node knows. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

export interface TlsTrust {
  readonly insecureSkipVerify: boolean
  /** Asked for and held against the certificate in place of the host. */
  readonly serverName?: string
}

export async function secureRequests(
  files: TlsFiles,
  { insecureSkipVerify, serverName }: TlsTrust,
): Promise<OpenRequest> {
  const [{ Agent, request }, { createSecureContext }] = await Promise.all([
    import('node:https'),
    import('node:tls'),
  ])
  const agent = new Agent({
    keepAlive: false,
    // A resumed session is not held against the host's name again, so there are none.
    maxCachedSessions: 0,
    rejectUnauthorized: !insecureSkipVerify,
    secureContext: createSecureContext(files),
  })
  const named = serverName === undefined ? {} : { servername: serverName }
  return (options) => request({ ...options, ...named, agent })
}
