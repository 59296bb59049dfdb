/** All metrics of our own as one text exposition. Its metrics are listed in docs/metrics.md, which a test holds equal. */
import { writeBuildInfo, writeProcessMetrics } from './process-metrics.ts'
import type { ProcessFacts } from './process-metrics.ts'
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
  readonly #buildInfo: string
  readonly #processFacts: (() => ProcessFacts) | undefined

  constructor({ targets, version, processFacts }: OwnMetricsOptions) {
    this.targets = new TargetMetrics(targets)
    this.requests = new RequestMetrics()
    this.#buildInfo = writeBuildInfo(version)
    this.#processFacts = processFacts
  }

  /** Text 0.0.4 as of now. */
  write(): string {
    const families = [...this.targets.families, ...this.requests.families]
    const process = this.#processFacts === undefined ? '' : writeProcessMetrics(this.#processFacts())
    return families.map((family) => family.write()).join('') + this.#buildInfo + process
  }
}
