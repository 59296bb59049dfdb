/**
 * What of a merge's outcome must be equal between the engine and the model: verdicts by code and line, the page's
 * bytes, the counters of accepted targets and the events. Columns, excerpts and the counters of refused targets
 * (which depend on how much was read) are left aside.
 */
import type { FamilyEvent, MergeReport } from '../../src/exposition/report.ts'
import { textOfBytes } from './byte-text.ts'
import type { ModelPage } from './model-merge.ts'

export function comparable({ body, report }: ModelPage): Record<string, unknown> {
  return {
    targets: report.targets.map(comparableTarget),
    page: textOfBytes(body).split('\n'),
    events: report.events.map(eventKey).toSorted(),
    families: report.families,
    samples: report.samples,
  }
}

function comparableTarget(target: MergeReport['targets'][number]): unknown {
  const { name, refusal, counters } = target
  return refusal ? { name, code: refusal.code, line: refusal.line } : { name, counters }
}

function eventKey({ kind, family, targets, detail }: FamilyEvent): string {
  return JSON.stringify([kind, family, targets, detail ?? ''])
}
