/** How the report of a merge reads on a terminal: a line per refused target, per repair and per conflict. */
import { CODES } from '../errors/codes.ts'
import { describe } from '../errors/failure.ts'
import type {
  FamilyEvent,
  FamilyEventKind,
  MergeReport,
  TargetCounters,
  TargetReport,
} from '../exposition/report.ts'
import { amount } from './amount.ts'
import { placeOf } from './place.ts'
import type { Paint } from './terminal.ts'

/** What the counters count, in the order of the report; the plain amounts stand in the last line. */
const COUNTED: Readonly<Record<Exclude<keyof TargetCounters, 'lines' | 'samples' | 'bytes'>, string>> = {
  normalizedLines: 'lines normalised',
  skippedLines: 'lines skipped',
  skippedMetrics: 'metrics skipped',
  collisions: 'series that already had an injected label',
  droppedByCollision: 'samples left out for a label collision',
  regroupedFamilies: 'families regrouped',
  filteredSamples: 'samples of families that were not wanted',
  metadataDropped: 'lines of metadata left out that contradict an earlier one',
  duplicates: 'duplicate samples left out',
  samplesDropped: 'samples left out',
  exemplarsDropped: 'exemplars left out',
  unitsDropped: 'units left out',
  timestampsTruncated: 'timestamps cut to milliseconds',
  nativeHistogramsDegraded: 'histograms without their native buckets',
}

const EVENTS: Readonly<Record<FamilyEventKind, string>> = {
  type_conflict: 'types differ',
  help_conflict: 'help texts differ',
  unit_conflict: 'units differ',
  name_clash: 'sample names clash with another family',
  degraded: 'does not keep the rules of the format, so it is untyped',
  family_rejected: 'left out, its name is that of an injected label',
  name_collision: 'different names became this one by escaping',
  native_histograms_degraded: 'native buckets are left out, this format has none',
}

/** `sourceOf` gives the file or URL of a target by its name. */
export function mergeReportLines(
  report: MergeReport,
  sourceOf: ReadonlyMap<string, string>,
  paint: Paint,
): string[] {
  return [
    ...report.targets.flatMap((target) =>
      targetLines(target, sourceOf.get(target.name) ?? target.name, paint),
    ),
    ...report.events.map(eventLine),
    summaryOf(report),
  ]
}

function summaryOf({ targets, families, samples }: MergeReport): string {
  const accepted = targets.filter(({ ok }) => ok).length
  return [
    `${accepted} of ${amount(targets.length, 'target', 'targets')}`,
    amount(families, 'family', 'families'),
    amount(samples, 'sample', 'samples'),
  ].join(', ')
}

function targetLines({ name, refusal, counters }: TargetReport, source: string, paint: Paint): string[] {
  if (refusal !== undefined) {
    const { code, excerpt } = refusal
    const place = placeOf(source, refusal)
    const text = `${place}: ${paint('error', 'error')} ${code} ${describe(code, refusal)}; ${name} is left out`
    return [text, ...(excerpt === '' ? [] : [`  | ${excerpt}`]), `  ${CODES[code].hint}`]
  }
  return Object.entries(COUNTED).flatMap(([counter, text]) => {
    const count = counters[counter as keyof typeof COUNTED]
    return count === 0 ? [] : [`${name}: ${count} ${text}`]
  })
}

function eventLine({ kind, family, targets, detail }: FamilyEvent): string {
  const where = targets.length === 0 ? '' : ` (${targets.join(', ')})`
  return `${family}: ${EVENTS[kind]}${detail === undefined ? '' : `: ${detail}`}${where}`
}
