/**
 * The configuration in force and all that follows from it: what is scraped, which paths there are. A new one takes over
 * in one step; a page that is being collected ends with the one that it began with.
 */
import type { Config, TargetConfig } from '../config/config.ts'
import { guardRoute } from '../http/guard-route.ts'
import type { CollectPage } from '../http/page-source.ts'
import type { Route } from '../http/route.ts'
import type { StatusDocument } from '../http/status/status-document.ts'
import type { Log } from '../telemetry/log.ts'
import type { OwnMetrics } from '../telemetry/own-metrics.ts'
import type { Tracing } from '../telemetry/tracing/tracing.ts'
import { pageCollector } from './collect-page.ts'
import { NO_FILES } from './config-files.ts'
import type { ConfigFiles } from './config-files.ts'
import { Expectations } from './expectations.ts'
import { prepareTargets } from './prepare-targets.ts'
import type { ListenerState } from './discovery/discovery.ts'
import { ScrapeRecorder } from './record-scrapes.ts'
import { routesOf } from './routes.ts'
import { describeStatus } from './status/describe-status.ts'
import type { StatusRecord } from './status/status-record.ts'

export interface InForceParts {
  readonly own: OwnMetrics
  readonly log: Log
  readonly status: StatusRecord
  /** Ports that discovery met. */
  readonly listeners: () => readonly ListenerState[]
  /** Undefined where nothing is traced. */
  readonly tracing: Tracing | undefined
  readonly version: string
  /** Called when the first page is asked for. */
  readonly beforeFirstPage: (() => unknown) | undefined
}

export class InForce {
  readonly #parts: InForceParts
  readonly #recorder: ScrapeRecorder
  readonly #expectations = new Expectations()
  #config: Config
  #files: ConfigFiles = NO_FILES
  /** Targets that nobody configured. */
  #found: readonly TargetConfig[] = []
  #route: Route | undefined
  #isPrepared = false
  #turn: Promise<void> = Promise.resolve()

  /** `take` has to follow before the first request. */
  constructor(config: Config, parts: InForceParts) {
    this.#parts = parts
    this.#config = config
    this.#recorder = new ScrapeRecorder(parts)
  }

  /** Without the targets that were found. */
  get config(): Config {
    return this.#config
  }

  readonly route: Route = (request, response) => {
    if (this.#route === undefined) throw new Error('no configuration is in force')
    return this.#route(request, response)
  }

  async take(config: Config, files: ConfigFiles): Promise<void> {
    this.#config = config
    this.#files = files
    await this.#switchInTurn()
  }

  /** Those whose name is configured are left out. */
  async takeFound(targets: readonly TargetConfig[]): Promise<void> {
    this.#found = targets
    await this.#switchInTurn()
  }

  /** The last that was taken has to be the last that is made. */
  async #switchInTurn(): Promise<void> {
    const switched = this.#turn.then(() => this.#switch())
    this.#turn = switched.catch(() => undefined)
    await switched
  }

  async #switch(): Promise<void> {
    const files = this.#files
    const names = new Set(this.#config.targets.map(({ name }) => name))
    const found = this.#found.filter(({ name }) => !names.has(name))
    const config = { ...this.#config, targets: [...this.#config.targets, ...found] }
    const targets = await prepareTargets(config, files)
    const { own, version, status, listeners, tracing } = this.#parts
    const targetNames = config.targets.map(({ name }) => name)
    own.targets.keepOnly(targetNames)
    own.targets.setLimits(config.targets.map(({ name, limits }) => ({ target: name, ...limits })))
    status.keepOnly(targetNames)
    this.#expectations.take(config.targets)
    const collect = pageCollector(config, {
      own,
      recorder: this.#recorder,
      version,
      targets,
      expectations: this.#expectations,
      status,
    })
    const describe = (): StatusDocument =>
      describeStatus({ targets: config.targets, record: status, listeners: listeners(), release: version })
    this.#route = await guardRoute(
      routesOf(config, { collect: this.#prepared(collect), own, tracing, describe }),
      {
        ...(files.server?.token !== undefined && { token: files.server.token }),
        needsCertificate: config.server.tls?.clientCa !== undefined,
      },
    )
  }

  #prepared(collect: CollectPage): CollectPage {
    return (wish) => {
      if (!this.#isPrepared) this.#parts.beforeFirstPage?.()
      this.#isPrepared = true
      return collect(wish)
    }
  }
}
