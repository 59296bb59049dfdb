/** What our own metrics say of configurations that were taken over or refused while we run. */
import { Counter, Gauge } from './metric-family.ts'
import type { WritableFamily } from './metric-family.ts'

export class ReloadMetrics {
  readonly #reloads = new Counter<'result'>({
    name: 'metrics_aggregator_config_reloads_total',
    help: 'Changed configurations by what became of them.',
    labels: ['result'],
  })
  readonly #successful = new Gauge({
    name: 'metrics_aggregator_config_last_reload_successful',
    help: 'Whether the last configuration that was read is in force (1), or one before it (0).',
  })
  readonly #lastSuccess = new Gauge({
    name: 'metrics_aggregator_config_last_reload_success_timestamp_seconds',
    help: 'When the configuration in force was taken over.',
  })

  /** The configuration of the start is the first one. */
  constructor(timestampSeconds: number) {
    for (const result of ['success', 'failure']) this.#reloads.ensure({ result })
    this.#successful.set({}, 1)
    this.#lastSuccess.set({}, timestampSeconds)
  }

  recordSuccess(timestampSeconds: number): void {
    this.#reloads.add({ result: 'success' })
    this.#successful.set({}, 1)
    this.#lastSuccess.set({}, timestampSeconds)
  }

  recordFailure(): void {
    this.#reloads.add({ result: 'failure' })
    this.#successful.set({}, 0)
  }

  get families(): readonly WritableFamily[] {
    return [this.#reloads, this.#successful, this.#lastSuccess]
  }
}
