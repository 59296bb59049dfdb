/**
 * The daemon, as a table of contents: what is logged and counted, how a page is collected, which path answers what,
 * where it listens, and how it stops.
 */
import type { Config } from './config/config.ts'
import { NO_FILES } from './daemon/config-files.ts'
import type { ConfigFiles } from './daemon/config-files.ts'
import type { Discovery, DiscoveryParts, ListenerState } from './daemon/discovery/discovery.ts'
import { InForce } from './daemon/in-force.ts'
import { StatusRecord } from './daemon/status/status-record.ts'
import { CODES } from './errors/codes.ts'
import { describe } from './errors/failure.ts'
import type { Finding } from './errors/failure.ts'
import { MergeSession } from './exposition/merge-session.ts'
import { listen } from './http/server.ts'
import type { Listener } from './http/server.ts'
import { createLog } from './telemetry/log.ts'
import type { Log } from './telemetry/log.ts'
import { OwnMetrics } from './telemetry/own-metrics.ts'
import type { Tracing } from './telemetry/tracing/tracing.ts'
import type { ProcessFacts } from './telemetry/process-metrics.ts'

export { FileWatch } from './daemon/watch-files.ts'
export type { ConfigFiles, ServerFiles, TargetFiles } from './daemon/config-files.ts'
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
  /** Where the kernel's tables of listeners are, for discovery. */
  readonly listenerTables?: string
}

export interface Daemon {
  readonly url: string
  readonly port: number
  /** What discovery knows of the ports that listen; nothing where it is off. */
  readonly listeners: () => readonly ListenerState[]
  /** A changed configuration, to be in force from the next page on; warnings are logged. */
  readonly takeOver: (config: Config, files: ConfigFiles, warnings: readonly Finding[]) => Promise<void>
  /** A changed configuration that is wrong; the one before stays in force. */
  readonly refuse: (findings: readonly Finding[]) => void
  /** Keeps serving for the drain, then finishes what is in flight. Called again without a drain, it stops waiting. */
  readonly stop: (drainMs?: number) => Promise<void>
}

/** Rejects with a coded Failure where it cannot listen. */
export async function startDaemon(config: Config, options: DaemonOptions): Promise<Daemon> {
  checkEngine()
  const { version, processFacts, beforeFirstPage } = options
  const targets = config.targets.map(({ name }) => name)
  const log = createLog({ level: config.logLevel, write: options.log })
  const own = new OwnMetrics({ targets, version, processFacts })
  const status = new StatusRecord()
  let found: Discovery | undefined = undefined
  const listeners = (): readonly ListenerState[] => found?.states ?? []
  const tracing = await startTraces(config, log)
  const inForce = new InForce(config, { own, log, status, listeners, tracing, version, beforeFirstPage })
  await inForce.take(config, options.files ?? NO_FILES)
  const listener = await listen({
    listen: config.listen,
    server: config.server,
    route: inForce.route,
    certificate: options.files?.server?.tls,
    onBug: (error) => log.error('a request failed by a mistake of ours', bugFields(error)),
  })
  log.info('listening', { url: listener.url, targets, version })
  const tables = options.listenerTables ?? '/proc/net'
  found = await startDiscovery(inForce, { ownPort: listener.port, log, version, tables })
  return {
    listeners,
    url: listener.url,
    port: listener.port,
    takeOver: async (next, files, warnings) => {
      await inForce.take(next, files)
      if (files.server?.tls !== undefined) listener.renew(files.server.tls)
      own.reloads.recordSuccess(Date.now() / 1_000)
      status.recordTakenOver()
      for (const warning of warnings) log.warn(describe(warning.code, warning.facts), { code: warning.code })
      log.info('configuration taken over', { targets: next.targets.map(({ name }) => name) })
    },
    refuse: (findings) => {
      const errors = findings.filter(isError)
      own.reloads.recordFailure()
      status.recordRefused(errors)
      for (const { code, facts } of errors)
        log.error('the new configuration is refused, the one before stays in force', {
          code,
          error: describe(code, facts),
        })
    },
    stop: stopperOf({ listener, found, tracing }, config, log),
  }
}

/** What sends traces is larger than all the rest, and is loaded only where it is switched on. */
async function startTraces({ tracing }: Config, log: Log): Promise<Tracing | undefined> {
  if (tracing === undefined) return undefined
  const { startTracing } = await import('./telemetry/tracing/open-telemetry.ts')
  return startTracing({
    ...tracing,
    onLoss: (detail) => log.warn('traces could not be sent', { error: detail.slice(0, LOSS_CHARACTERS_MAX) }),
  })
}

const LOSS_CHARACTERS_MAX = 200

/** Loaded only where it is asked for. */
async function startDiscovery(
  inForce: InForce,
  parts: Omit<DiscoveryParts, 'config' | 'takeFound'>,
): Promise<Discovery | undefined> {
  if (inForce.config.discovery === undefined) return undefined
  const { Discovery: Finder } = await import('./daemon/discovery/discovery.ts')
  const discovery = new Finder({
    ...parts,
    config: () => inForce.config,
    takeFound: (targets) => inForce.takeFound(targets),
  })
  // Nobody waits for it: there is a page without what will be found.
  void discovery.start()
  return discovery
}

/** Compiles the engine, so that a runtime without WebAssembly fails now and the first scrape does not wait for it. */
function checkEngine(): void {
  MergeSession.open([]).release()
}

function isError({ code }: Finding): boolean {
  return CODES[code].severity === 'error'
}

function bugFields(error: unknown): {
  readonly code: string
  readonly error: string
  readonly stack?: string
} {
  const fields = { code: 'INTERNAL_BUG', error: String(error) }
  return error instanceof Error && error.stack !== undefined ? { ...fields, stack: error.stack } : fields
}

interface Running {
  readonly listener: Listener
  readonly found: Discovery | undefined
  readonly tracing: Tracing | undefined
}

function stopperOf({ listener, found, tracing }: Running, config: Config, log: Log): Daemon['stop'] {
  const impatience = new AbortController()
  let stopped: Promise<void> | undefined
  const drainAndClose = async (drainMs: number): Promise<void> => {
    log.info('stopping', { drainMs })
    const { setTimeout: sleep } = await import('node:timers/promises')
    await sleep(drainMs, undefined, { signal: impatience.signal }).catch(() => undefined)
    found?.stop()
    await listener.close(config.scrape.timeoutMs + config.server.writeTimeoutMs)
    await tracing?.stop()
    log.info('stopped')
  }
  return (drainMs = 0) => {
    if (drainMs === 0) impatience.abort()
    stopped ??= drainAndClose(drainMs)
    return stopped
  }
}
