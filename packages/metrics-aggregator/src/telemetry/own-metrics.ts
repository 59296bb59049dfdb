/** All metrics of our own as one text exposition. Its metrics are listed in docs/metrics.md, which a test holds equal. */
import { writeBuildInfo, writeProcessMetrics } from './process-metrics.ts'
import type { ProcessFacts } from './process-metrics.ts'
import { ReloadMetrics } from './reload-metrics.ts'
import { RequestMetrics } from './request-metrics.ts'
import { TargetMetrics } from './target-metrics.ts'

export interface OwnMetricsOptions {
  readonly targets: readonly string[]
  readonly version: string
  /** Without it no metrics of the process are written. */
  readonly processFacts?: (() => ProcessFacts) | undefined
}

export class OwnMetrics {
  readonly targets: TargetMetrics
  readonly requests: RequestMetrics
  readonly reloads: ReloadMetrics
  readonly #buildInfo: string
  readonly #processFacts: (() => ProcessFacts) | undefined

  constructor({ targets, version, processFacts }: OwnMetricsOptions) {
    this.targets = new TargetMetrics(targets)
    this.requests = new RequestMetrics()
    this.reloads = new ReloadMetrics(Date.now() / 1_000)
    this.#buildInfo = writeBuildInfo(version)
    this.#processFacts = processFacts
  }

  /** The part about the process. Asking the system takes longer than all the rest, so it can be done ahead. */
  writeProcess(): string {
    return this.#processFacts === undefined ? '' : writeProcessMetrics(this.#processFacts())
  }

  /** Text 0.0.4 as of now. */
  write(process: string = this.writeProcess()): string {
    let text = ''
    for (const family of this.targets.families) text += family.write()
    for (const family of this.requests.families) text += family.write()
    for (const family of this.reloads.families) text += family.write()
    return text + this.#buildInfo + process
  }
}
