/** What our own metrics say of the requests to /metrics and of the collections that answer them. */
import { Counter, Gauge, Histogram } from './metric-family.ts'
import type { WritableFamily } from './metric-family.ts'

export class RequestMetrics {
  readonly #collections = new Counter({
    name: 'metrics_aggregator_requests_total',
    help: 'Collections, each a scrape of all targets.',
  })
  readonly #failedCollections = new Counter({
    name: 'metrics_aggregator_errors_total',
    help: 'Collections in which every target failed.',
  })
  readonly #shared = new Counter({
    name: 'metrics_aggregator_requests_coalesced_total',
    help: 'Requests answered from a collection that another request had started.',
  })
  readonly #requests = new Counter<'code'>({
    name: 'metrics_aggregator_http_requests_total',
    help: 'Requests to /metrics by the status they were answered with; 499 where the client did not wait.',
    labels: ['code'],
  })
  readonly #duration = new Histogram({
    name: 'metrics_aggregator_http_request_duration_seconds',
    help: 'How long requests to /metrics took until their answer was sent.',
  })
  readonly #inflight = new Gauge({
    name: 'metrics_aggregator_http_requests_in_flight',
    help: 'Requests to /metrics that are being answered now.',
  })

  constructor() {
    for (const family of [
      this.#collections,
      this.#failedCollections,
      this.#shared,
      this.#duration,
      this.#inflight,
    ])
      family.ensure({})
    this.#requests.ensure({ code: '200' })
  }

  recordCollection(isFailed: boolean): void {
    this.#collections.add({})
    if (isFailed) this.#failedCollections.add({})
  }

  recordShared(): void {
    this.#shared.add({})
  }

  /** Returns what is called once the request is over. */
  begin(): (code: number, durationSeconds: number) => void {
    this.#inflight.add({}, 1)
    return (code, durationSeconds) => {
      this.#inflight.add({}, -1)
      this.#requests.add({ code: String(code) })
      this.#duration.observe({}, durationSeconds)
    }
  }

  get families(): readonly WritableFamily[] {
    return [
      this.#collections,
      this.#failedCollections,
      this.#shared,
      this.#requests,
      this.#duration,
      this.#inflight,
    ]
  }
}
