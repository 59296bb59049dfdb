/**
 * The daemon, as a table of contents: what is logged and counted, how a page is collected, which path answers what,
 * where it listens, and how it stops.
 */
import type { Config } from './config/config.ts'
import { NO_FILES } from './daemon/config-files.ts'
import type { ConfigFiles } from './daemon/config-files.ts'
import { pageCollector } from './daemon/collect-page.ts'
import { Expectations } from './daemon/expectations.ts'
import { prepareTargets } from './daemon/prepare-targets.ts'
import { ScrapeRecorder } from './daemon/record-scrapes.ts'
import { MergeSession } from './exposition/merge-session.ts'
import { metricsRoute } from './http/metrics-route.ts'
import type { CollectPage } from './http/page-source.ts'
import { aliveRoute, indexRoute, ownMetricsRoute, readyRoute } from './http/plain-routes.ts'
import { routeRequests } from './http/route.ts'
import type { Route } from './http/route.ts'
import { listen } from './http/server.ts'
import type { Listener } from './http/server.ts'
import { createLog } from './telemetry/log.ts'
import type { Log } from './telemetry/log.ts'
import { OwnMetrics } from './telemetry/own-metrics.ts'
import type { ProcessFacts } from './telemetry/process-metrics.ts'

export type { ConfigFiles, TargetFiles } from './daemon/config-files.ts'
export type { TlsFiles } from './scrape/secure-requests.ts'
export type { ProcessFacts } from './telemetry/process-metrics.ts'

export interface DaemonOptions {
  /** Takes one JSON line without its line end. */
  readonly log: (line: string) => void
  readonly version: string
  /** Figures of the process; without them its metrics are left out. */
  readonly processFacts?: () => ProcessFacts
  /** Called when the first page is asked for; what is only needed to serve can wait until then. */
  readonly beforeFirstPage?: () => unknown
  /** What the files hold that the configuration names. */
  readonly files?: ConfigFiles
}

export interface Daemon {
  readonly url: string
  readonly port: number
  /** Keeps serving for the drain, then finishes what is in flight. Called again without a drain, it stops waiting. */
  readonly stop: (drainMs?: number) => Promise<void>
}

/** Rejects with a coded Failure where it cannot listen. */
export async function startDaemon(config: Config, options: DaemonOptions): Promise<Daemon> {
  checkEngine()
  const { version, processFacts } = options
  const targets = config.targets.map(({ name }) => name)
  const log = createLog({ level: config.logLevel, write: options.log })
  const own = new OwnMetrics({ targets, version, processFacts })
  const recorder = new ScrapeRecorder(own, log)
  const prepared = await prepareTargets(config, options.files ?? NO_FILES)
  const expectations = new Expectations()
  expectations.take(config.targets)
  const collectPage = pageCollector(config, { own, recorder, version, targets: prepared, expectations })
  const collect = preparedBy(options.beforeFirstPage, collectPage)
  const listener = await listen({
    listen: config.listen,
    server: config.server,
    route: routesOf(config, collect, own),
    onBug: (error) => log.error('a request failed by a mistake of ours', bugFields(error)),
  })
  log.info('listening', { url: listener.url, targets, version })
  return { url: listener.url, port: listener.port, stop: stopperOf(listener, config, log) }
}

/** Compiles the engine, so that a runtime without WebAssembly fails now and the first scrape does not wait for it. */
function checkEngine(): void {
  MergeSession.open([]).release()
}

function preparedBy(prepare: DaemonOptions['beforeFirstPage'], collect: CollectPage): CollectPage {
  let isPrepared = false
  return (wish) => {
    if (!isPrepared) prepare?.()
    isPrepared = true
    return collect(wish)
  }
}

function routesOf(config: Config, collect: CollectPage, own: OwnMetrics): Route {
  const { formats, allFailed, server } = config
  return routeRequests({
    '/': indexRoute(
      PATHS,
      config.targets.map(({ name }) => name),
    ),
    '/metrics': metricsRoute({ collect, metrics: own.requests, formats, allFailed, server }),
    '/-/metrics': ownMetricsRoute(() => own.write()),
    '/healthz': aliveRoute,
    '/-/healthy': aliveRoute,
    '/-/ready': readyRoute,
  })
}

const PATHS: Readonly<Record<string, string>> = {
  '/metrics': 'the metrics of all targets and our own',
  '/-/metrics': 'our own metrics alone',
  '/-/healthy': 'whether the process lives (also /healthz)',
  '/-/ready': 'whether it serves',
}

function bugFields(error: unknown): {
  readonly code: string
  readonly error: string
  readonly stack?: string
} {
  const fields = { code: 'INTERNAL_BUG', error: String(error) }
  return error instanceof Error && error.stack !== undefined ? { ...fields, stack: error.stack } : fields
}

function stopperOf(listener: Listener, config: Config, log: Log): Daemon['stop'] {
  const impatience = new AbortController()
  let stopped: Promise<void> | undefined
  const drainAndClose = async (drainMs: number): Promise<void> => {
    log.info('stopping', { drainMs })
    const { setTimeout: sleep } = await import('node:timers/promises')
    await sleep(drainMs, undefined, { signal: impatience.signal }).catch(() => undefined)
    await listener.close(config.scrape.timeoutMs + config.server.writeTimeoutMs)
    log.info('stopped')
  }
  return (drainMs = 0) => {
    if (drainMs === 0) impatience.abort()
    stopped ??= drainAndClose(drainMs)
    return stopped
  }
}
