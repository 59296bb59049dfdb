/**
 * The route of the page: what the client takes, the targets' answers, the format that loses least, and the answer from
 * the merge's own memory, which is released when the last byte has gone or the client has.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config/config.ts'
import { reasonOf } from '../errors/failure.ts'
import { choosePageFormat } from '../negotiation/page-format.ts'
import { WishReader } from '../negotiation/wishes.ts'
import type { Wishes } from '../negotiation/wishes.ts'
import type { RequestMetrics } from '../telemetry/request-metrics.ts'
import type { RequestTrace, Tracing } from '../telemetry/tracing/tracing.ts'
import type { InflightGate } from './inflight-gate.ts'
import type { CollectPage, CollectedPage, FailedTarget, PageWish } from './page-source.ts'
import { NEGOTIATED, replyPage, replyText } from './reply.ts'
import { pathOf } from './route.ts'
import type { Route } from './route.ts'

export interface MetricsRouteOptions {
  readonly collect: CollectPage
  /** Absent where requests are not counted. */
  readonly metrics?: RequestMetrics
  /** Shared by the routes that make the targets work. */
  readonly gate: InflightGate
  /** The one target that is served; all if absent. */
  readonly target?: string
  readonly formats: Config['formats']
  readonly allFailed: Config['allFailed']
  readonly server: Config['server']
  /** Absent where nothing is traced. */
  readonly tracing?: Tracing | undefined
}

const STATUS_CLIENT_GONE = 499
const RETRY_AFTER_SECONDS = '1'

export function metricsRoute(options: MetricsRouteOptions): Route {
  const { gate, metrics } = options
  const wishReader = new WishReader(options.formats)
  return async (request, response) => {
    if (metrics !== undefined) observe(response, metrics)
    const trace = traceOf(request, response, options)
    const leave = gate.enter()
    if (leave === undefined) return replyBusy(response)
    response.on('close', leave)
    const families = familiesOf(request.url ?? '')
    if (families.length > FAMILIES_MAX) return replyTooMany(response)
    const wishes = wishReader.read(request.headers.accept, headerOf(request, 'accept-encoding'))
    await servePage(request, response, { ...wishes, families, trace }, options)
  }
}

function observe(response: ServerResponse, metrics: RequestMetrics): void {
  const startedAt = performance.now()
  const finish = metrics.begin()
  response.on('close', () => finish(statusOf(response), (performance.now() - startedAt) / 1_000))
}

/** Of an answer that is closed. */
function statusOf(response: ServerResponse): number {
  return response.writableFinished ? response.statusCode : STATUS_CLIENT_GONE
}

/** The span of a request, which ends with its answer. */
function traceOf(
  { method = '', url = '', headers, socket }: IncomingMessage,
  response: ServerResponse,
  { tracing, target }: MetricsRouteOptions,
): RequestTrace | undefined {
  const trace = tracing?.startRequest({
    method,
    path: pathOf(url),
    route: target === undefined ? '/metrics' : '/targets/{name}/metrics',
    scheme: 'encrypted' in socket ? 'https' : 'http',
    headers,
  })
  if (trace !== undefined) response.on('close', () => trace.end(statusOf(response)))
  return trace
}

async function servePage(
  request: IncomingMessage,
  response: ServerResponse,
  wishes: Wishes & Pick<PageWish, 'families' | 'trace'>,
  options: MetricsRouteOptions,
): Promise<void> {
  const page = await options.collect({
    formats: wishes.formats,
    escaping: wishes.escaping,
    accept: wishes.targetAccept,
    target: options.target,
    families: wishes.families,
    trace: wishes.trace,
    timeoutSeconds: headerOf(request, 'x-prometheus-scrape-timeout-seconds'),
    signal: goneSignal(response),
  })
  if (page === undefined) return
  if (response.destroyed) return page.release()
  response.on('close', () => page.release())
  limitSending(response, options.server.writeTimeoutMs)
  if (page.isFailed && options.allFailed === '503') replyAllFailed(response, page.failures)
  else await sendPage(response, page, wishes)
}

async function sendPage(
  response: ServerResponse,
  page: CollectedPage,
  { ranked, encoding }: Wishes,
): Promise<void> {
  const rendered = page.render(choosePageFormat(ranked, page.answered))
  await replyPage(response, { status: 200, ...rendered, encoding })
}

/** What other programs of the field call this parameter (case 99). */
const FAMILIES = 'name[]'
/** Every pattern is held against every family, so nobody may have us do that with a megabyte of them. */
const FAMILIES_MAX = 256

/** Sorted, so that the same wish is the same page. */
function familiesOf(url: string): readonly string[] {
  const query = url.split('?', 2)[1]
  return query === undefined ? [] : new URLSearchParams(query).getAll(FAMILIES).toSorted()
}

/** Several headers of one name arrive joined by commas, all but a few that Node gives as a list. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}

function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  response.on('close', () => {
    // An answer that was sent to its end left nobody waiting, and an abort is not cheap.
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

/** A client that reads slowly, or not at all, must not keep a merge's memory. */
function limitSending(response: ServerResponse, timeoutMs: number): void {
  if (timeoutMs === 0) return
  const timer = setTimeout(() => response.destroy(), timeoutMs)
  response.on('close', () => clearTimeout(timer))
}

function replyBusy(response: ServerResponse): void {
  const body = 'Too many requests are being answered at this moment.\n'
  replyText(response, { status: 503, body, headers: { ...NEGOTIATED, 'Retry-After': RETRY_AFTER_SECONDS } })
}

function replyTooMany(response: ServerResponse): void {
  replyText(response, { status: 400, body: `At most ${FAMILIES_MAX} times name[] in one request.\n` })
}

function replyAllFailed(response: ServerResponse, failures: readonly FailedTarget[]): void {
  const rows = failures.map(({ target, failure }) => `${target}: ${failure.code} (${reasonOf(failure)})\n`)
  replyText(response, { status: 503, body: `Every target failed.\n${rows.join('')}`, headers: NEGOTIATED })
}
