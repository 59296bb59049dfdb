/**
 * Scrapes all targets at the same time, best effort, into one merge. Every target has the same deadline, so the page
 * goes out in time without the slow ones, and a failed target leaves nothing in the merge.
 */
import { setMaxListeners } from 'node:events'
import type { ExpositionFormat } from '../exposition/formats.ts'
import type { Refusal } from '../exposition/report.ts'
import type { Framing } from './judge-response.ts'
import { scrapeTarget } from './scrape-target.ts'
import type {
  ExpositionSink,
  ScrapeOutcome,
  ScrapePolicy,
  ScrapeRequest,
  ScrapeTarget,
} from './scrape-target.ts'

/** The part of a merge that takes bodies; targets are known by their place in the configured order. */
export interface BodyIntake {
  begin(target: number, format: ExpositionFormat): void
  write(target: number, chunk: Uint8Array): Refusal | undefined
  end(target: number, framing: Framing): Refusal | undefined
  drop(target: number): void
}

/** The outcomes in the order of the targets. */
export function scrapeTargets(
  targets: readonly ScrapeTarget[],
  intake: BodyIntake,
  request: ScrapeRequest,
  policy: ScrapePolicy,
): Promise<ScrapeOutcome[]> {
  // Every target listens to it; from eleven on Node would call that a leak, on standard error between the log's lines.
  setMaxListeners(0, request.signal)
  return Promise.all(
    targets.map(async (target, index) => {
      const outcome = await scrapeTarget(target, sinkOf(intake, index), request, policy)
      if (!outcome.ok) intake.drop(index)
      return outcome
    }),
  )
}

function sinkOf(intake: BodyIntake, target: number): ExpositionSink {
  return {
    begin: (format) => intake.begin(target, format),
    write: (chunk) => intake.write(target, chunk),
    end: (framing) => intake.end(target, framing),
  }
}
