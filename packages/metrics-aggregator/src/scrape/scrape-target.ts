/**
 * Scrapes one target: a GET with a deadline over connecting, headers and body, whose body goes to a sink while it
 * arrives. Whatever the target does, the outcome is a value and comes within the deadline; nothing is thrown.
 */
import type { IncomingMessage } from 'node:http'
import type { ScrapeFailure } from '../errors/failure.ts'
import type { ExpositionFormat } from '../exposition/formats.ts'
import type { Refusal } from '../exposition/report.ts'
import type { BodyLimits } from './body-meter.ts'
import { formatTimeoutSeconds } from './deadline.ts'
import { startExchange } from './exchange.ts'
import type { SocketAddress } from './exchange.ts'
import { judgeResponse } from './judge-response.ts'
import type { ExpectedBody, Framing } from './judge-response.ts'
import { printable, printableLocation } from './printable.ts'
import { withoutSecrets } from './without-secrets.ts'
import { readExcerpt } from './read-excerpt.ts'
import { receiveBody } from './receive-body.ts'
import type { BodyReceiver } from './receive-body.ts'
import type { OpenRequest } from './secure-requests.ts'

export interface ScrapeTarget {
  readonly name: string
  readonly url: URL
  readonly fallbackFormat: ExpositionFormat
  /** What its body is taken for, whatever it says itself. */
  readonly readAs?: ExpositionFormat
  readonly limits: BodyLimits
  /** Beside those that scraping sets. */
  readonly headers?: Readonly<Record<string, string>>
  /** Its own deadline, where that is earlier than the page's. */
  readonly timeoutMs?: number
  /** Where it is asked, if not at the URL's host. */
  readonly socket?: SocketAddress
  /** Present where it is reached by https. */
  readonly openSecure?: OpenRequest
}

/** What is the same for all targets of a daemon. */
export interface ScrapePolicy {
  readonly followRedirects: 'never' | 'same_origin'
  readonly allowHosts: readonly string[]
  readonly userAgent: string
}

/** What one page wants of its targets. */
export interface ScrapeRequest {
  /** The Accept header for the targets. */
  readonly accept: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** Where the exposition goes. Nothing is called after a refusal, nor after the outcome is known. */
export interface ExpositionSink {
  begin(format: ExpositionFormat): void
  write(chunk: Uint8Array): Refusal | undefined
  end(framing: Framing): Refusal | undefined
}

export type ScrapeResult =
  | { readonly ok: true; readonly format: ExpositionFormat; readonly isContentTypeMissing: boolean }
  | { readonly ok: false; readonly failure: ScrapeFailure }

export type ScrapeOutcome = ScrapeResult & { readonly durationMs: number }

const REDIRECTS_MAX = 5
const EXCERPT_CHARACTERS_MAX = 120

export function scrapeTarget(
  target: ScrapeTarget,
  sink: ExpositionSink,
  request: ScrapeRequest,
  policy: ScrapePolicy,
): Promise<ScrapeOutcome> {
  return new Promise((resolve) => new TargetScrape(target, sink, request, policy, resolve).start())
}

/** One scrape while it runs. Every way to end leads to `#settle`, and only the first one counts. */
class TargetScrape {
  readonly #target: ScrapeTarget
  readonly #sink: ExpositionSink
  readonly #request: ScrapeRequest
  readonly #policy: ScrapePolicy
  readonly #resolve: (outcome: ScrapeOutcome) => void
  readonly #startedAt = performance.now()
  #timeoutMs = 0
  #timer: NodeJS.Timeout | undefined
  #disconnect: () => void = () => undefined
  #receiver: BodyReceiver | undefined
  #isSettled = false
  #redirects = 0

  constructor(
    target: ScrapeTarget,
    sink: ExpositionSink,
    request: ScrapeRequest,
    policy: ScrapePolicy,
    resolve: (outcome: ScrapeOutcome) => void,
  ) {
    this.#target = target
    this.#sink = sink
    this.#request = request
    this.#policy = policy
    this.#resolve = resolve
  }

  start(): void {
    const { signal, timeoutMs } = this.#request
    if (signal.aborted) return this.#onAbort()
    signal.addEventListener('abort', this.#onAbort)
    this.#timeoutMs = Math.min(timeoutMs, this.#target.timeoutMs ?? timeoutMs)
    this.#timer = setTimeout(this.#onTimeout, this.#timeoutMs)
    this.#get(this.#target.url)
  }

  readonly #onAbort = (): void => this.#fail({ code: 'SCRAPE_ABORTED', facts: {} })

  readonly #onTimeout = (): void =>
    this.#fail({ code: 'SCRAPE_TIMEOUT', facts: { timeoutMs: Math.round(this.#timeoutMs) } })

  #get(url: URL): void {
    const { userAgent, allowHosts } = this.#policy
    const { socket, openSecure } = this.#target
    const headers = {
      'User-Agent': userAgent,
      ...this.#target.headers,
      Accept: this.#request.accept,
      // Over loopback compressing costs more than it saves.
      'Accept-Encoding': 'identity',
      'X-Prometheus-Scrape-Timeout-Seconds': formatTimeoutSeconds(this.#remainingMs()),
    }
    const disconnect = startExchange(
      url,
      { headers, allowHosts, socket, openSecure },
      {
        onResponse: (response) => this.#takeResponse(response, url),
        onFailure: (failure) => this.#fail(failure),
        onBreak: () => this.#receiver?.breakOff(),
      },
    )
    if (this.#isSettled) disconnect()
    else this.#disconnect = disconnect
  }

  #remainingMs(): number {
    return this.#timeoutMs - (performance.now() - this.#startedAt)
  }

  #takeResponse(response: IncomingMessage, url: URL): void {
    const { fallbackFormat, readAs } = this.#target
    const { bodyBytesMax } = this.#target.limits
    const head = { status: response.statusCode ?? 0, headers: response.headers }
    const verdict = judgeResponse(head, { fallbackFormat, readAs, bodyBytesMax })
    switch (verdict.kind) {
      case 'body':
        return this.#takeBody(response, verdict.body)
      case 'redirect':
        return this.#takeRedirect(verdict.status, verdict.location, url)
      case 'status':
        return this.#takeStatus(verdict.status, response)
      case 'failure':
        return this.#fail(verdict.failure)
    }
  }

  #takeBody(response: IncomingMessage, expected: ExpectedBody): void {
    const { format, framing, isContentTypeMissing } = expected
    const begun = this.#guard(() => this.#sink.begin(format))
    if (begun !== undefined) return this.#fail(begun)
    this.#receiver = receiveBody({
      response,
      expected,
      limits: this.#target.limits,
      write: (chunk) => (this.#isSettled ? undefined : this.#guard(() => this.#sink.write(chunk))),
      done: (failure) => {
        if (this.#isSettled) return
        const cause = failure ?? this.#guard(() => this.#sink.end(framing))
        if (cause === undefined) this.#settle({ ok: true, format, isContentTypeMissing })
        else this.#fail(cause)
      },
    })
  }

  /** A refusal of the exposition becomes a failure of the scrape; a mistake of ours costs this target, not the daemon. */
  #guard(step: () => Refusal | undefined | void): ScrapeFailure | undefined {
    try {
      const refusal = step()
      return refusal === undefined ? undefined : refusalFailure(refusal)
    } catch (error) {
      return { code: 'INTERNAL_BUG', facts: { detail: String(error) } }
    }
  }

  #takeRedirect(status: number, location: string, from: URL): void {
    const next = this.#policy.followRedirects === 'same_origin' ? sameOrigin(location, from) : undefined
    this.#redirects += 1
    if (next === undefined || this.#redirects > REDIRECTS_MAX)
      return this.#fail({
        code: 'SCRAPE_REDIRECT',
        facts: { status, location: printableLocation(location, from) },
      })
    this.#disconnect()
    this.#get(next)
  }

  #takeStatus(status: number, response: IncomingMessage): void {
    const isReadable = response.headers['content-encoding'] === undefined
    const fail = (excerpt: string): void =>
      this.#fail({ code: 'SCRAPE_HTTP_STATUS', facts: { status, excerpt } })
    if (isReadable) readExcerpt(response, fail)
    else fail('')
  }

  #fail(failure: ScrapeFailure): void {
    this.#settle({ ok: false, failure: withoutSecrets(failure, this.#target) })
  }

  #settle(result: ScrapeResult): void {
    if (this.#isSettled) return
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.#request.signal.removeEventListener('abort', this.#onAbort)
    this.#receiver?.stop()
    this.#disconnect()
    this.#resolve({ ...result, durationMs: performance.now() - this.#startedAt })
  }
}

/** Why a target is missing whose exposition was refused. */
export function refusalFailure({ code, ...place }: Refusal): ScrapeFailure {
  return { code, facts: { ...place, excerpt: printable(place.excerpt, EXCERPT_CHARACTERS_MAX) } }
}

function sameOrigin(location: string, from: URL): URL | undefined {
  if (location === '' || !URL.canParse(location, from.href)) return undefined
  const next = new URL(location, from)
  // The origins of all URLs without a host are the same word.
  if (from.origin === 'null') return undefined
  const hasSecrets = next.username !== '' || next.password !== ''
  return next.origin === from.origin && !hasSecrets ? next : undefined
}
