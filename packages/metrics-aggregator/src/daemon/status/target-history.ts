/** What is remembered of one target for people who look: its last scrapes, its last success, its last failure. Bounded. */
import { describeFailure, reasonOf } from '../../errors/failure.ts'
import type { ScrapeFailure } from '../../errors/failure.ts'
import type { TargetCounters } from '../../exposition/report.ts'
import type {
  ErrorStatus,
  ScrapePoint,
  ScrapeStatus,
  TargetStatus,
} from '../../http/status/status-document.ts'
import { isoTime } from '../../telemetry/iso-time.ts'
import type { TargetResult } from '../target-result.ts'

export const HISTORY_MAX = 60

interface Scrape {
  readonly atMs: number
  readonly durationMs: number
  readonly code: string | null
}

type Shown = Pick<
  TargetStatus,
  'state' | 'isExpected' | 'lastScrape' | 'lastSuccessTime' | 'lastError' | 'history'
>

export class TargetHistory {
  readonly #scrapes: Scrape[] = []
  #last: TargetResult | undefined
  #successAtMs: number | undefined
  #failure: { readonly atMs: number; readonly failure: ScrapeFailure } | undefined

  record(result: TargetResult, atMs: number): void {
    const { durationMs, failure } = result
    this.#scrapes.push({ atMs, durationMs, code: failure?.code ?? null })
    if (this.#scrapes.length > HISTORY_MAX) this.#scrapes.shift()
    this.#last = result
    if (failure === undefined) this.#successAtMs = atMs
    else this.#failure = { atMs, failure }
  }

  /** Of the page that the last scrape was for, which drops what stands on it twice. */
  recordPage(counters: TargetCounters): void {
    if (this.#last !== undefined) this.#last = { ...this.#last, counters }
  }

  show(): Shown {
    const points = this.#scrapes.map(pointOf)
    const last = points.at(-1)
    return {
      state: this.#state(),
      isExpected: this.#last?.isExpected ?? true,
      lastScrape: last === undefined || this.#last === undefined ? null : scrapeOf(last, this.#last),
      lastSuccessTime: this.#successAtMs === undefined ? null : isoTime(this.#successAtMs),
      lastError: this.#failure === undefined ? null : errorOf(this.#failure.failure, this.#failure.atMs),
      history: points,
    }
  }

  #state(): Shown['state'] {
    if (this.#last === undefined) return 'unknown'
    return this.#last.failure === undefined ? 'up' : 'down'
  }
}

function pointOf({ atMs, durationMs, code }: Scrape): ScrapePoint {
  return { time: isoTime(atMs), durationSeconds: durationMs / 1_000, code }
}

function scrapeOf(point: ScrapePoint, { counters, format }: TargetResult): ScrapeStatus {
  return {
    ...point,
    format: format ?? null,
    samples: counters.samples,
    bodyBytes: counters.bytes,
    labelCollisions: counters.collisions,
    invalidLines: counters.skippedLines + counters.skippedMetrics,
    duplicates: counters.duplicates,
  }
}

function errorOf(failure: ScrapeFailure, atMs: number): ErrorStatus {
  const { facts } = failure
  return {
    time: isoTime(atMs),
    code: failure.code,
    reason: reasonOf(failure),
    text: describeFailure(failure),
    line: 'line' in facts && facts.line > 0 ? facts.line : null,
    column: 'column' in facts && facts.column > 0 ? facts.column : null,
  }
}
