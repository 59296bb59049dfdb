/**
 * Everything that the status page shows and that nobody else remembers. What it holds is bounded, whatever targets come
 * up with; what is dear to find out is found out only while somebody looks.
 */
import { describe } from '../../errors/failure.ts'
import type { Finding } from '../../errors/failure.ts'
import type { FamilyEvent, FamilySize, TargetReport } from '../../exposition/report.ts'
import type {
  ConflictsStatus,
  FamiliesStatus,
  FindingStatus,
  StatusDocument,
} from '../../http/status/status-document.ts'
import { isoTime } from '../../telemetry/iso-time.ts'
import type { TargetResult } from '../target-result.ts'
import { TargetHistory } from './target-history.ts'

/** A target that invents names must not fill memory. */
const CONFLICTS_MAX = 50
const FINDINGS_MAX = 50
export const FAMILIES_MAX = 10
/** How long after the last look somebody is taken to look still. */
const WATCHED_MS = 600_000

export type RecordedStatus = Pick<
  StatusDocument,
  'configuration' | 'conflicts' | 'families' | 'startTime' | 'time'
>

export class StatusRecord {
  readonly #now: () => number
  readonly #startedAtMs: number
  readonly #histories = new Map<string, TargetHistory>()
  #inForceSinceMs: number
  #refused: { readonly atMs: number; readonly findings: readonly FindingStatus[] } | undefined
  #conflicts: ConflictsStatus = { total: 0, shown: [] }
  #families: FamiliesStatus = { time: null, largest: [] }
  #watchedUntilMs = 0

  /** Milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now
    this.#startedAtMs = now()
    this.#inForceSinceMs = this.#startedAtMs
  }

  /** The targets from now on; one that stays keeps its history. */
  keepOnly(targets: readonly string[]): void {
    const kept = new Set(targets)
    for (const name of this.#histories.keys()) if (!kept.has(name)) this.#histories.delete(name)
    for (const name of targets) if (!this.#histories.has(name)) this.#histories.set(name, new TargetHistory())
  }

  recordScrapes(results: readonly TargetResult[]): void {
    const atMs = this.#now()
    // The last scrape of a target that is gone may end after it.
    for (const result of results) this.#histories.get(result.target)?.record(result, atMs)
  }

  /** What only a whole page shows: `reports` are those after it was rendered. */
  recordPage(events: readonly FamilyEvent[], reports: readonly TargetReport[]): void {
    for (const { name, counters } of reports) this.#histories.get(name)?.recordPage(counters)
    const shown = events.slice(0, CONFLICTS_MAX)
    this.#conflicts = {
      total: events.length,
      shown: shown.map(({ kind, family, targets, detail = null }) => ({ kind, family, targets, detail })),
    }
  }

  recordTakenOver(): void {
    this.#inForceSinceMs = this.#now()
    this.#refused = undefined
  }

  recordRefused(findings: readonly Finding[]): void {
    const shown = findings.slice(0, FINDINGS_MAX)
    this.#refused = {
      atMs: this.#now(),
      findings: shown.map(({ code, facts }) => ({ code, text: describe(code, facts) })),
    }
  }

  /** Whether the families of the next page shall be counted. */
  get isWatched(): boolean {
    return this.#now() < this.#watchedUntilMs
  }

  recordFamilies(largest: readonly FamilySize[]): void {
    this.#families = { time: isoTime(this.#now()), largest }
  }

  historyOf(target: string): TargetHistory {
    return this.#histories.get(target) ?? new TargetHistory()
  }

  /** For somebody who looks, and will again. */
  look(): RecordedStatus {
    const now = this.#now()
    this.#watchedUntilMs = now + WATCHED_MS
    const refused = this.#refused
    return {
      time: isoTime(now),
      startTime: isoTime(this.#startedAtMs),
      configuration: {
        inForceSince: isoTime(this.#inForceSinceMs),
        refused: refused === undefined ? null : { time: isoTime(refused.atMs), findings: refused.findings },
      },
      conflicts: this.#conflicts,
      families: this.#families,
    }
  }
}
