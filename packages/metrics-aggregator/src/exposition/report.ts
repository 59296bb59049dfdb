/**
 * What a merge found and did, as values: refusals, violations, counters per target and events per family.
 * Codes are stable and documented in docs/codes.md; wording lives with whoever shows them.
 */

/** Codes with which a target's exposition is refused whole (merge-semantics §2–§6). */
export const REFUSAL_CODES = [
  'NAME_INVALID',
  'LABELS_INVALID',
  'LABEL_RESERVED',
  'LABEL_REPEATED',
  'LABELS_TOO_MANY',
  'VALUE_INVALID',
  'TIMESTAMP_INVALID',
  'EXEMPLAR_INVALID',
  'EXEMPLAR_UNEXPECTED',
  'SAMPLE_TRAILING',
  'UTF8_INVALID',
  'METADATA_INVALID',
  'TYPE_INVALID',
  'METADATA_REPEATED',
  'LINE_INVALID',
  'LINE_TOO_LONG',
  'EOF_MISSING',
  'EOF_NOT_LAST',
  'BODY_TRUNCATED',
  'SAMPLES_TOO_MANY',
  'LABEL_COLLISION',
  'EXPOSITION_TOO_LARGE',
  'PAGE_TOO_LARGE',
  'WIRE_INVALID',
  'FIELD_REPEATED',
  'FAMILY_TOO_LONG',
  'VALUE_MISSING',
  'HISTOGRAM_INVALID',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** Codes of what Prometheus tolerates and stricter readers do not (merge-semantics §3, §5, §8). */
export const VIOLATION_CODES = [
  'METADATA_AGAIN',
  'METADATA_LATE',
  'UNIT_UNFIT',
  'FAMILY_INTERLEAVED',
  'SAMPLE_NAME_UNFIT',
  'SERIES_INTERLEAVED',
  'SERIES_DUPLICATE',
  'TIMESTAMPS_MIXED',
  'TIMESTAMP_BACKWARDS',
  'VALUE_NAN',
  'VALUE_NEGATIVE',
  'VALUE_FRACTIONAL',
  'BUCKET_LE_INVALID',
  'BUCKET_ORDER',
  'BUCKET_DECREASING',
  'BUCKET_INF_MISSING',
  'COUNT_MISMATCH',
  'SUM_COUNT_UNPAIRED',
  'SUM_UNFIT',
  'QUANTILE_INVALID',
  'STATESET_INVALID',
  'INFO_INVALID',
  'EXEMPLAR_MISPLACED',
  'EXEMPLAR_TOO_LONG',
  'NAME_CLASH',
  'NAME_COLLISION',
  'FAMILY_REPEATED',
] as const
export type ViolationCode = (typeof VIOLATION_CODES)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** From 1; 0 where the fault has no line (a missing end, the page's size). */
  readonly line: number
  /** From 1, in bytes; 0 where the fault has no column. */
  readonly column: number
  /** At most the first 120 bytes of the offending line (protobuf: of the family's name), control characters replaced. */
  readonly excerpt: string
  /** The limit that was exceeded, where the code is about one: bytes, labels or samples. */
  readonly limit?: number
  /** Protobuf: where the offending field begins, in bytes from the start of the body. */
  readonly offset?: number
  /** Protobuf: that field inside its family's message, such as `metric[3].label[0].name`; empty for the message itself. */
  readonly path?: string
}

export interface TargetCounters {
  readonly lines: number
  /** Samples read, those that a collision dropped included. */
  readonly samples: number
  /** Body bytes read, decompressed. */
  readonly bytes: number
  readonly normalizedLines: number
  readonly skippedLines: number
  /** Metrics of a protobuf target that lenient reading left out. */
  readonly skippedMetrics: number
  readonly collisions: number
  readonly droppedByCollision: number
  readonly regroupedFamilies: number
  /** Samples of families that the target's filter left out. */
  readonly filteredSamples: number
  /** Lines of HELP, TYPE or UNIT that said something else than the first of their kind for the family. */
  readonly metadataDropped: number
  readonly duplicates: number
  readonly samplesDropped: number
  readonly exemplarsDropped: number
  readonly unitsDropped: number
  readonly timestampsTruncated: number
  /** Histograms whose native buckets the page's format could not hold. */
  readonly nativeHistogramsDegraded: number
}

export interface TargetReport {
  readonly name: string
  readonly ok: boolean
  readonly refusal?: Refusal
  readonly counters: TargetCounters
}

export type FamilyEventKind =
  | 'type_conflict'
  | 'help_conflict'
  | 'unit_conflict'
  | 'name_clash'
  | 'degraded'
  | 'family_rejected'
  | 'name_collision'
  | 'native_histograms_degraded'

/** Something the merge decided about a family of the page. */
export interface FamilyEvent {
  readonly kind: FamilyEventKind
  readonly family: string
  /** Names of the targets concerned, in configured order; for a clash the other family stands in `detail`. */
  readonly targets: readonly string[]
  /** The violation that degraded the family, the other family of a clash, or one of the names that became one. */
  readonly detail?: string
}

/** How many series a target delivered of one family; of a histogram each bucket is one. */
export interface FamilySize {
  readonly family: string
  readonly target: string
  readonly series: number
}

export interface MergeReport {
  readonly targets: readonly TargetReport[]
  readonly events: readonly FamilyEvent[]
  readonly families: number
  readonly samples: number
}
