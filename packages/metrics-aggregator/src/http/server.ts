/**
 * The listener: its time and size limits, failures to listen as coded failures, and a close that lets the requests in
 * flight finish. Which path does what is the routes' matter.
 */
import { createServer } from 'node:http'
import type { Server, ServerOptions } from 'node:http'
import type { Server as SecureServer } from 'node:https'
import type { SecureContextOptions } from 'node:tls'
import type { Config } from '../config/config.ts'
import { Failure } from '../errors/failure.ts'
import { replyText } from './reply.ts'
import type { Route } from './route.ts'
import { startListening } from './start-listening.ts'

export interface Listener {
  /** For people: where the address is a wildcard, localhost stands for it. */
  readonly url: string
  readonly port: number
  /** Shows this from the next connection on. */
  readonly renew: (certificate: ServerCertificate) => void
  /** Takes no new connection, waits for the requests in flight, but not longer than the grace. */
  close(graceMs: number): Promise<void>
}

/** The contents of PEM files, known to be sound. */
export interface ServerCertificate {
  readonly cert: string
  readonly key: string
  /** Authorities of clients: they are asked for a certificate, and judged by the routes. */
  readonly clientCa?: string
}

export interface ListenerOptions {
  readonly listen: Config['listen']
  readonly server: Config['server']
  readonly route: Route
  /** Absent: plain HTTP. */
  readonly certificate?: ServerCertificate | undefined
  /** A request that failed by a mistake of ours. */
  readonly onBug: (error: unknown) => void
}

/** How often Node looks for connections that are over their time. */
const TIMEOUT_CHECK_MS = 1_000
/** Scrapers and probes need a handful; the bound keeps a flood of idle connections from taking all descriptors. */
const CONNECTIONS_MAX = 512

export async function listen(options: ListenerOptions): Promise<Listener> {
  const { certificate } = options
  const server = await createListener(options.server, certificate)
  server.maxConnections = CONNECTIONS_MAX
  let isClosing = false
  server.on('request', (request, response) => {
    if (isClosing) response.shouldKeepAlive = false
    response.on('close', () => {
      if (isClosing) server.closeIdleConnections()
    })
    void answer(options, request, response)
  })
  const port = await bind(server, options.listen)
  const close = async (graceMs: number): Promise<void> => {
    isClosing = true
    await closeServer(server, graceMs)
  }
  const renew = (next: ServerCertificate): void => {
    if ('setSecureContext' in server) server.setSecureContext(contextOf(next))
  }
  const scheme = certificate === undefined ? 'http' : 'https'
  return { url: `${scheme}://${authorityFor(options.listen.host, port)}`, port, renew, close }
}

type AnyServer = Server | SecureServer

/** What TLS needs is loaded only where it is spoken. */
async function createListener(
  server: Config['server'],
  certificate: ServerCertificate | undefined,
): Promise<AnyServer> {
  if (certificate === undefined) return createServer(limitsOf(server))
  const { createServer: createSecure } = await import('node:https')
  return createSecure({
    ...limitsOf(server),
    ...contextOf(certificate),
    handshakeTimeout: server.readHeaderTimeoutMs === 0 ? HANDSHAKE_MS : server.readHeaderTimeoutMs,
    requestCert: certificate.clientCa !== undefined,
    // Probes have no certificate, so who may go where is the routes' matter.
    rejectUnauthorized: false,
  })
}

const HANDSHAKE_MS = 10_000

function contextOf({ cert, key, clientCa }: ServerCertificate): SecureContextOptions {
  return { cert, key, ...(clientCa !== undefined && { ca: clientCa }) }
}

function limitsOf(server: Config['server']): ServerOptions {
  const { readTimeoutMs, readHeaderTimeoutMs } = server
  return {
    // Node refuses a time for the headers that is longer than the time for the whole request.
    headersTimeout: readTimeoutMs === 0 ? readHeaderTimeoutMs : Math.min(readHeaderTimeoutMs, readTimeoutMs),
    requestTimeout: readTimeoutMs,
    keepAliveTimeout: server.idleTimeoutMs,
    maxHeaderSize: server.headerBytesMax,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  }
}

async function answer(
  { route, onBug }: ListenerOptions,
  ...[request, response]: Parameters<Route>
): Promise<void> {
  try {
    await route(request, response)
  } catch (error) {
    onBug(error)
    if (response.headersSent) response.destroy()
    else
      replyText(response, {
        status: 500,
        body: 'A mistake in metrics-aggregator itself; its log says more.\n',
      })
  }
}

const CODE_BY_ERRNO = {
  EADDRINUSE: 'LISTEN_PORT_TAKEN',
  EACCES: 'LISTEN_PORT_FORBIDDEN',
  EADDRNOTAVAIL: 'LISTEN_ADDRESS_UNAVAILABLE',
} as const

function bind(server: AnyServer, { host, port }: Config['listen']): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(listenFailure(error, host, port))
    server.once('error', onError)
    server.once('listening', () => {
      server.off('error', onError)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
    startListening(server, host, port)
  })
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const codes: Readonly<Record<string, (typeof CODE_BY_ERRNO)[keyof typeof CODE_BY_ERRNO]>> = CODE_BY_ERRNO
  const code = codes[error.code ?? '']
  return code === undefined ? error : new Failure(code, { address: authority(host, port) }, { cause: error })
}

const WILDCARDS: readonly string[] = ['', '0.0.0.0', '::']

function authorityFor(host: string, port: number): string {
  return authority(WILDCARDS.includes(host) ? 'localhost' : host, port)
}

function authority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function closeServer(server: AnyServer, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
