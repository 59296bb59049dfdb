/** How one target fared in one collection: what metrics, log and status page are told alike. */
import type { ScrapeFailure } from '../errors/failure.ts'
import type { ExpositionFormat } from '../exposition/formats.ts'
import type { TargetCounters } from '../exposition/report.ts'

export interface TargetResult {
  readonly target: string
  readonly durationMs: number
  /** How long it might take. */
  readonly deadlineMs: number
  /** What it answered in; absent where it gave no exposition. */
  readonly format?: ExpositionFormat
  /** Absent for a target that stands on the page. */
  readonly failure?: ScrapeFailure
  readonly isContentTypeMissing: boolean
  /** Its absence would be cause for alarm. */
  readonly isExpected: boolean
  readonly counters: TargetCounters
}
