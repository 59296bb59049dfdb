/**
 * What becomes of a scrape's outcome besides the page: the metrics of the targets, and a log line where something
 * changed. The same code stands in all places.
 */
import { describeFailure, reasonOf } from '../errors/failure.ts'
import type { ScrapeFailure } from '../errors/failure.ts'
import type { FamilyEvent, FamilyEventKind, TargetReport } from '../exposition/report.ts'
import { ConflictStates } from '../telemetry/conflict-states.ts'
import type { Log, LogLevel } from '../telemetry/log.ts'
import type { OwnMetrics } from '../telemetry/own-metrics.ts'
import { TargetStates } from '../telemetry/target-states.ts'
import type { StatusRecord } from './status/status-record.ts'
import type { TargetResult } from './target-result.ts'

/**
 * How each kind is told. Texts differ between versions of a library all the time; a type or a name that differs costs
 * somebody a query.
 */
const TELLING: Readonly<Record<FamilyEventKind, { readonly level: LogLevel; readonly msg: string }>> = {
  type_conflict: { level: 'warn', msg: 'targets disagree on the type of a family' },
  help_conflict: { level: 'debug', msg: 'targets disagree on the help of a family' },
  unit_conflict: { level: 'debug', msg: 'targets disagree on the unit of a family' },
  name_clash: { level: 'warn', msg: 'the names of two families clash' },
  degraded: { level: 'warn', msg: 'a family could not be written with its type' },
  family_rejected: { level: 'warn', msg: 'a family was left out' },
  name_collision: { level: 'warn', msg: 'different names became one by escaping' },
  native_histograms_degraded: {
    level: 'info',
    msg: 'native histograms were written without their native buckets',
  },
}

export interface ScrapeRecorderParts {
  readonly own: OwnMetrics
  readonly log: Log
  readonly status: StatusRecord
}

export interface RenderedPage {
  readonly events: readonly FamilyEvent[]
  readonly targets: readonly TargetReport[]
  /** The only one on the page; undefined for a page of all. */
  readonly target: string | undefined
  /** Only some families were asked for. */
  readonly isFiltered: boolean
}

export class ScrapeRecorder {
  readonly #own: OwnMetrics
  readonly #log: Log
  readonly #status: StatusRecord
  readonly #targetStates = new TargetStates()
  readonly #conflictStates = new ConflictStates()

  constructor({ own, log, status }: ScrapeRecorderParts) {
    this.#own = own
    this.#log = log
    this.#status = status
  }

  /** All targets were asked for one page. */
  recordCollection(results: readonly TargetResult[]): void {
    const isFailed = results.length > 0 && results.every(({ failure }) => failure !== undefined)
    this.#own.requests.recordCollection(isFailed)
  }

  /** `traceId` is that of the request that asked for them, where it is traced. */
  recordScrapes(results: readonly TargetResult[], traceId?: string): void {
    this.#status.recordScrapes(results)
    for (const result of results) {
      this.#count(result)
      this.#tell(result, traceId)
    }
  }

  /** What is known once a page is rendered. A page of one target or of some families says nothing about the others. */
  recordPage({ events, targets: reports, target, isFiltered }: RenderedPage, traceId?: string): void {
    this.#own.targets.recordLeftOut(reports)
    if (isFiltered) return
    if (target === undefined) {
      this.#own.targets.recordPage(events)
      this.#status.recordPage(events, reports)
    }
    for (const { kind, family, targets, detail } of this.#conflictStates.take(events, target)) {
      const { level, msg } = TELLING[kind]
      this.#log[level](msg, { kind, family, targets, detail, trace_id: traceId })
    }
  }

  #count(result: TargetResult): void {
    const { target, failure, isContentTypeMissing, isExpected, counters } = result
    const durationSeconds = result.durationMs / 1_000
    const deadlineSeconds = result.deadlineMs / 1_000
    const observation = {
      target,
      durationSeconds,
      deadlineSeconds,
      isContentTypeMissing,
      isExpected,
      counters,
    }
    const failureReason = failure === undefined ? {} : { failureReason: reasonOf(failure) }
    this.#own.targets.record({ ...observation, ...failureReason }, Date.now() / 1_000)
  }

  #tell({ target, durationMs, failure, isExpected, counters }: TargetResult, traceId?: string): void {
    const traced = { trace_id: traceId }
    const { samples, bytes } = counters
    this.#log.debug('target scraped', { target, durationMs, samples, bytes, code: failure?.code, ...traced })
    // The end of its grace is news as well.
    const state = failure && `${failure.code}${isExpected ? '' : ' unexpected'}`
    if (this.#targetStates.take(target, state) === undefined) return
    if (failure === undefined) this.#log.info('target is up', { target, samples, bytes, ...traced })
    else
      this.#log[isExpected ? 'warn' : 'info']('target is down', {
        target,
        ...failureFields(failure),
        ...traced,
      })
  }
}

function failureFields(failure: ScrapeFailure): Readonly<Record<string, string | number>> {
  return { code: failure.code, reason: reasonOf(failure), error: describeFailure(failure), ...failure.facts }
}
