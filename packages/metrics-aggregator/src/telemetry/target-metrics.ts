/**
 * What our own metrics say of the targets: how each scrape went and what its exposition held. Names of the original Go
 * program are kept, with its label `endpoint` for the target's name; the others are additions.
 */
import type { FamilyEvent, FamilyEventKind, TargetCounters, TargetReport } from '../exposition/report.ts'
import { Counter, Gauge, Histogram } from './metric-family.ts'
import type { WritableFamily } from './metric-family.ts'

/** How one scrape of one target went. */
export interface TargetObservation {
  readonly target: string
  readonly durationSeconds: number
  /** Absent for a success; one of the closed set of reasons otherwise. */
  readonly failureReason?: string
  /** The answer had no Content-Type and was read as the fallback format. */
  readonly isContentTypeMissing?: boolean
  /** Its absence would be cause for alarm. */
  readonly isExpected?: boolean
  /** How long the scrape might take. */
  readonly deadlineSeconds?: number
  readonly counters?: TargetCounters
}

/** The caps of one target; 0 for none. */
export interface ObservedLimits {
  readonly target: string
  readonly bodyBytesMax: number
  readonly samplesMax: number
}

interface CounterGauge {
  readonly gauge: Gauge<'endpoint'>
  readonly read: (counters: TargetCounters) => number
}

const CONFLICT_KINDS: readonly FamilyEventKind[] = [
  'type_conflict',
  'help_conflict',
  'unit_conflict',
  'name_clash',
  'degraded',
  'family_rejected',
  'name_collision',
  'native_histograms_degraded',
]

/** What a page can leave out of an exposition, and which counter says how much of it. */
const LEFT_OUT = {
  samples: 'samplesDropped',
  duplicates: 'duplicates',
  exemplars: 'exemplarsDropped',
  units: 'unitsDropped',
  timestamp_digits: 'timestampsTruncated',
  native_histograms: 'nativeHistogramsDegraded',
} as const satisfies Record<string, keyof TargetCounters>

const LEFT_OUT_KINDS = Object.entries(LEFT_OUT)

/** Reasons that say something about a body, not about reaching the target. */
const BODY_REASONS: readonly string[] = [
  'parse',
  'no_eof',
  'truncated',
  'line_too_long',
  'too_many_samples',
  'collision',
  'too_large',
  'encoding',
  'content_type',
]

export class TargetMetrics {
  readonly #success = new Gauge<'endpoint'>({
    name: 'metrics_aggregator_scrape_success',
    help: 'Whether the last scrape of the target gave a valid exposition (1) or not (0).',
    labels: ['endpoint'],
  })
  readonly #expected = new Gauge<'endpoint'>({
    name: 'metrics_aggregator_scrape_expected',
    help: 'Whether the target should answer (1), or is optional or still starting (0).',
    labels: ['endpoint'],
  })
  readonly #duration = new Histogram<'endpoint'>({
    name: 'metrics_aggregator_scrape_duration_seconds',
    help: 'How long scrapes of the target took.',
    labels: ['endpoint'],
  })
  readonly #deadline = new Gauge<'endpoint'>({
    name: 'metrics_aggregator_scrape_deadline_seconds',
    help: 'How long the last scrape of the target might take.',
    labels: ['endpoint'],
  })
  readonly #errors = new Counter<'endpoint' | 'reason'>({
    name: 'metrics_aggregator_scrape_errors_total',
    help: 'Failed scrapes of the target by reason.',
    labels: ['endpoint', 'reason'],
  })
  readonly #lastSuccess = new Gauge<'endpoint'>({
    name: 'metrics_aggregator_scrape_last_success_timestamp_seconds',
    help: 'When the last valid exposition of the target was complete.',
    labels: ['endpoint'],
  })
  readonly #bodyLimit = new Gauge<'endpoint'>({
    name: 'metrics_aggregator_scrape_body_limit_bytes',
    help: 'The most bytes that an exposition of the target may have, decompressed.',
    labels: ['endpoint'],
  })
  readonly #samplesLimit = new Gauge<'endpoint'>({
    name: 'metrics_aggregator_scrape_samples_limit',
    help: 'The most samples that an exposition of the target may have; absent where there is no limit.',
    labels: ['endpoint'],
  })
  readonly #fallbacks = new Counter<'endpoint'>({
    name: 'metrics_aggregator_scrape_fallback_format_total',
    help: 'Answers of the target without Content-Type, read as its fallback format.',
    labels: ['endpoint'],
  })
  readonly #refusedBodies = new Counter<'reason'>({
    name: 'metrics_aggregator_bodies_refused_total',
    help: 'Bodies that were answered and not taken, by reason.',
    labels: ['reason'],
  })
  readonly #conflicts = new Gauge<'kind'>({
    name: 'metrics_aggregator_families_in_conflict',
    help: 'Families of the last page of all targets that they disagreed on, or that could not be written as they came, by kind.',
    labels: ['kind'],
  })
  readonly #leftOut = new Counter<'endpoint' | 'kind'>({
    name: 'metrics_aggregator_page_left_out_total',
    help: 'What pages left out of the expositions of the target, by kind; absent for what never was.',
    labels: ['endpoint', 'kind'],
  })
  readonly #counterGauges: readonly CounterGauge[] = [
    counterGauge('samples', 'Samples in the last scrape of the target.', (counters) => counters.samples),
    counterGauge(
      'series',
      'Series of the last scrape of the target that filters and the policy for label collisions left.',
      seriesTaken,
    ),
    counterGauge(
      'body_bytes',
      'Size of the last exposition of the target, decompressed.',
      ({ bytes }) => bytes,
    ),
    counterGauge(
      'invalid_samples',
      'Invalid lines (protobuf: metrics) left out of the last scrape of the target (lenient validation).',
      ({ skippedLines, skippedMetrics }) => skippedLines + skippedMetrics,
    ),
    counterGauge(
      'label_collisions',
      'Series of the last scrape of the target that had a label of an injected name.',
      (counters) => counters.collisions,
    ),
    counterGauge(
      'normalized_lines',
      'Lines of the last scrape of the target that lost a carriage return or a byte-order mark.',
      (counters) => counters.normalizedLines,
    ),
    counterGauge(
      'metadata_dropped',
      'Lines of HELP, TYPE or UNIT in the last scrape of the target that contradicted an earlier one.',
      (counters) => counters.metadataDropped,
    ),
  ]

  #targets: ReadonlySet<string> = new Set()

  constructor(targets: readonly string[]) {
    this.keepOnly(targets)
    for (const kind of CONFLICT_KINDS) this.#conflicts.ensure({ kind })
    for (const reason of BODY_REASONS) this.#refusedBodies.ensure({ reason })
  }

  /** The targets from now on; series of others are forgotten. */
  keepOnly(targets: readonly string[]): void {
    this.#targets = new Set(targets)
    for (const family of this.#familiesOfTargets()) family.keepOnly('endpoint', this.#targets)
    for (const { gauge } of this.#counterGauges) gauge.keepOnly('endpoint', this.#targets)
    this.#errors.keepOnly('endpoint', this.#targets)
    this.#leftOut.keepOnly('endpoint', this.#targets)
    // Nothing is known of a target before its first scrape, but that it exists shall be seen: 0 until proved.
    for (const endpoint of targets) {
      this.#success.ensure({ endpoint })
      this.#expected.ensure({ endpoint })
    }
  }

  #familiesOfTargets(): readonly { keepOnly(label: 'endpoint', values: ReadonlySet<string>): void }[] {
    const gauges = [this.#success, this.#expected, this.#deadline, this.#lastSuccess]
    return [...gauges, this.#bodyLimit, this.#samplesLimit, this.#duration, this.#fallbacks]
  }

  /** Of the targets that are kept. */
  setLimits(limits: readonly ObservedLimits[]): void {
    this.#samplesLimit.keepOnly('endpoint', new Set())
    for (const { target: endpoint, bodyBytesMax, samplesMax } of limits) {
      this.#bodyLimit.set({ endpoint }, bodyBytesMax)
      if (samplesMax > 0) this.#samplesLimit.set({ endpoint }, samplesMax)
    }
  }

  /** `timestampSeconds` is when the scrape ended. */
  record(observation: TargetObservation, timestampSeconds: number): void {
    const { target: endpoint, durationSeconds, failureReason: reason, counters } = observation
    // The last scrape of a target that is gone may end after it.
    if (!this.#targets.has(endpoint)) return
    this.#duration.observe({ endpoint }, durationSeconds)
    if (observation.deadlineSeconds !== undefined)
      this.#deadline.set({ endpoint }, observation.deadlineSeconds)
    this.#success.set({ endpoint }, reason === undefined ? 1 : 0)
    this.#expected.set({ endpoint }, observation.isExpected === false ? 0 : 1)
    if (reason === undefined) this.#lastSuccess.set({ endpoint }, timestampSeconds)
    else this.#recordFailure(endpoint, reason)
    if (observation.isContentTypeMissing === true) this.#fallbacks.add({ endpoint })
    for (const { gauge, read } of this.#counterGauges)
      gauge.set({ endpoint }, reason === undefined && counters !== undefined ? read(counters) : 0)
  }

  #recordFailure(endpoint: string, reason: string): void {
    this.#errors.add({ endpoint, reason })
    if (BODY_REASONS.includes(reason)) this.#refusedBodies.add({ reason })
  }

  recordPage(events: readonly FamilyEvent[]): void {
    for (const kind of CONFLICT_KINDS) this.#conflicts.set({ kind }, 0)
    for (const { kind } of events) this.#conflicts.add({ kind }, 1)
  }

  /** As the targets stand after a page was rendered. */
  recordLeftOut(reports: readonly TargetReport[]): void {
    for (const { name: endpoint, ok, counters } of reports) {
      if (!ok || !this.#targets.has(endpoint)) continue
      for (const [kind, counter] of LEFT_OUT_KINDS) {
        const count = counters[counter]
        if (count > 0) this.#leftOut.add({ endpoint, kind }, count)
      }
    }
  }

  get families(): readonly WritableFamily[] {
    return [
      this.#success,
      this.#expected,
      this.#duration,
      this.#deadline,
      this.#errors,
      this.#lastSuccess,
      ...this.#counterGauges.map(({ gauge }) => gauge),
      this.#bodyLimit,
      this.#samplesLimit,
      this.#fallbacks,
      this.#refusedBodies,
      this.#conflicts,
      this.#leftOut,
    ]
  }
}

function counterGauge(noun: string, help: string, read: (counters: TargetCounters) => number): CounterGauge {
  const gauge = new Gauge<'endpoint'>({
    name: `metrics_aggregator_scrape_${noun}`,
    help,
    labels: ['endpoint'],
  })
  return { gauge, read }
}

function seriesTaken({ samples, droppedByCollision, filteredSamples }: TargetCounters): number {
  return samples - droppedByCollision - filteredSamples
}
