/**
 * What one target says of one family name, and the counters that are kept per target while its families are
 * read, converted and merged.
 */
import type { TargetCounters, ViolationCode } from '../../src/exposition/report.ts'
import type { Label } from './labels.ts'
import type { FamilyType } from './suffixes.ts'
import { countAll } from './protobuf/metric.ts'
import type { Metric } from './protobuf/metric.ts'

export interface Sample {
  readonly line: number
  /** Place among the samples of its target; a repair may deal the places anew. */
  order: number
  readonly name: string
  /** Injected labels included. */
  readonly labels: readonly Label[]
  readonly value: string
  readonly timestamp?: string | undefined
  /** From the `#` on, as it came. */
  exemplar?: string | undefined
}

export interface TargetFamily {
  readonly name: string
  /** What it was called before the page's scheme changed that. */
  readonly formerName?: string | undefined
  /** Of the line that made the family. */
  readonly firstLine: number
  /** Undefined if the family is undeclared. */
  type?: FamilyType | undefined
  /** Escapes resolved. */
  help?: string | undefined
  unit?: string | undefined
  /** Empty as long as the family is messages. */
  samples: Sample[]
  /** Of a protobuf target's family that is not lines (yet). */
  metrics?: Metric[] | undefined
  /** Unknown fields of its messages. */
  extras?: string | undefined
}

/** Samples, or what the metrics are worth as such. */
export function sampleCount({ samples, metrics = [] }: TargetFamily): number {
  return samples.length + countAll(metrics)
}

export type Counters = { -readonly [Counter in keyof TargetCounters]: TargetCounters[Counter] }

export function zeroCounters(): Counters {
  return {
    lines: 0,
    samples: 0,
    bytes: 0,
    normalizedLines: 0,
    skippedLines: 0,
    skippedMetrics: 0,
    collisions: 0,
    droppedByCollision: 0,
    regroupedFamilies: 0,
    filteredSamples: 0,
    metadataDropped: 0,
    duplicates: 0,
    samplesDropped: 0,
    exemplarsDropped: 0,
    unitsDropped: 0,
    timestampsTruncated: 0,
    nativeHistogramsDegraded: 0,
  }
}

export interface Violation {
  /** The one refusal among them is one in protobuf alone. */
  readonly code: ViolationCode | 'METADATA_REPEATED'
  readonly line: number
}
