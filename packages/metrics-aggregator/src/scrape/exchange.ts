/**
 * One GET as node:http or node:https sees it, reduced to three events: the head of the answer, a failure before it, a
 * break after it. A kept connection that the target closed meanwhile is no failure: the GET is sent once more, over a
 * fresh one (exposition-semantics, case 90).
 */
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { isIP } from 'node:net'
import type { ScrapeFailure } from '../errors/failure.ts'
import { ForbiddenAddress, guardedLookup, isAddressAllowed } from './address-rule.ts'
import { connectionFailure } from './connection-failure.ts'
import { requestAfresh, requestPlainly } from './plain-requests.ts'
import type { OpenRequest } from './secure-requests.ts'

export interface ExchangeHandlers {
  onResponse(response: IncomingMessage): void
  /** No answer that can be read. */
  onFailure(failure: ScrapeFailure): void
  /** The connection broke after the head of the answer had come. */
  onBreak(): void
}

/** A unix socket, and what is asked for there. */
export interface SocketAddress {
  readonly socketPath: string
  readonly path: string
}

export interface ExchangeOptions {
  readonly headers: Readonly<Record<string, string>>
  readonly allowHosts: readonly string[]
  readonly socket?: SocketAddress | undefined
  /** Present where a target is reached by https. */
  readonly openSecure?: OpenRequest | undefined
}

const HEADER_BYTES_MAX = 16_384
/** More interim answers (100 to 199) than this before the real one are a flood. */
const INTERIM_MAX = 8
const STATUS_SWITCHING_PROTOCOLS = 101

/** Returns what ends the exchange; after that no handler is called any more. */
export function startExchange(url: URL, options: ExchangeOptions, handlers: ExchangeHandlers): () => void {
  if (options.socket !== undefined) return connectSocket(options.socket, options, url, handlers)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // Names are checked by the lookup; an address is never looked up.
  if (isIP(host) !== 0 && !isAddressAllowed(host, host, options.allowHosts)) {
    handlers.onFailure(connectionFailure(new ForbiddenAddress(host, host), url))
    return () => undefined
  }
  const open = url.protocol === 'https:' ? options.openSecure : requestPlainly
  if (open === undefined) {
    handlers.onFailure({ code: 'INTERNAL_BUG', facts: { detail: 'https is not prepared for' } })
    return () => undefined
  }
  const outgoing = {
    host,
    port: url.port,
    path: url.pathname + url.search,
    headers: options.headers,
    maxHeaderSize: HEADER_BYTES_MAX,
    lookup: guardedLookup(options.allowHosts),
  }
  return send(open, outgoing, url, handlers)
}

/** A file of this machine: there is no name to look up and no address to judge. */
function connectSocket(
  { socketPath, path }: SocketAddress,
  { headers }: ExchangeOptions,
  url: URL,
  handlers: ExchangeHandlers,
): () => void {
  const named = { Host: 'localhost', ...headers }
  const outgoing = { socketPath, path, headers: named, maxHeaderSize: HEADER_BYTES_MAX }
  return send(requestPlainly, outgoing, url, handlers)
}

function send(open: OpenRequest, options: RequestOptions, url: URL, handlers: ExchangeHandlers): () => void {
  let disconnect = listen(open(options), url, handlers, () => {
    disconnect = listen(requestAfresh(options), url, handlers)
  })
  return () => disconnect()
}

/** `onStale` is called in place of a failure if the target had closed the connection before it could see the request. */
function listen(
  outgoing: ClientRequest,
  url: URL,
  handlers: ExchangeHandlers,
  onStale?: () => void,
): () => void {
  let isEnded = false
  let isAnswered = false
  let interim = 0
  const end = (): void => {
    isEnded = true
    // Closing takes the system a while, and whoever ends an exchange has better things to do, such as sending a page.
    setImmediate(() => outgoing.destroy())
  }
  const fail = (failure: ScrapeFailure): void => {
    if (!isEnded) handlers.onFailure(failure)
  }
  outgoing.on('response', (response) => {
    isAnswered = true
    // A response that is destroyed while nobody listens to it yet must not take the process with it.
    response.on('error', () => undefined)
    if (!isEnded) handlers.onResponse(response)
  })
  outgoing.on('information', () => {
    interim += 1
    if (interim > INTERIM_MAX) fail(invalidHeaders('more interim answers than allowed'))
  })
  outgoing.on('upgrade', (_response, socket) => {
    socket.destroy()
    fail({ code: 'SCRAPE_HTTP_STATUS', facts: { status: STATUS_SWITCHING_PROTOCOLS, excerpt: '' } })
  })
  // Destroying a request makes it report the destruction; that is our own doing and no news.
  outgoing.on('error', (error) => {
    if (isEnded) return
    if (isAnswered) handlers.onBreak()
    else if (onStale !== undefined && isStale(outgoing, error)) {
      isEnded = true
      onStale()
    } else fail(connectionFailure(error, url))
  })
  outgoing.on('close', () => {
    if (!isAnswered) fail({ code: 'SCRAPE_CONNECTION_RESET', facts: { detail: 'closed' } })
  })
  outgoing.end()
  return end
}

function isStale({ reusedSocket }: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
}

function invalidHeaders(detail: string): ScrapeFailure {
  return { code: 'SCRAPE_HEADERS_INVALID', facts: { detail } }
}
