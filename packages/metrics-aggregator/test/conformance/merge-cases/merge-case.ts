/**
 * The shape of a numbered merge case (docs/merge-semantics.md): what the targets said, and the whole page that
 * must come of it, byte for byte, with what the report must hold. Numbers are those of the case list in
 * case-list.ts.
 */
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import type { MergeLimits, MergeOptions, TargetIdentity } from '../../../src/exposition/options.ts'
import type { FamilyEventKind, RefusalCode, TargetCounters } from '../../../src/exposition/report.ts'
import { lines } from '../vector.ts'

export interface CaseTarget extends TargetIdentity {
  readonly format: ExpositionFormat
  /** As in vectors, odd bytes are written `<FF>`. */
  readonly body: string
  /** How sure the reader of the body is of its end; the default is `complete`. */
  readonly framing?: 'complete' | 'close'
  /** The scrape failed after the body's bytes had come. */
  readonly isCut?: boolean
}

export interface CaseEvent {
  readonly kind: FamilyEventKind
  readonly family: string
  readonly targets: readonly string[]
}

export interface MergeCase {
  readonly case: number
  readonly title: string
  readonly targets: readonly CaseTarget[]
  readonly options?: Partial<Omit<MergeOptions, 'limits'>> & { readonly limits?: Partial<MergeLimits> }
  /** The page's format; that of the first target if left out. */
  readonly format?: ExpositionFormat
  /** The page's lines, complete. `@x` stands for the origin label of target x. */
  readonly page: readonly string[]
  readonly refused?: Readonly<Record<string, RefusalCode>>
  /** Counters that are not named are not looked at. */
  readonly counters?: Readonly<Record<string, Partial<TargetCounters>>>
  /** The events of the report, all of them, if the case names any. */
  readonly events?: readonly CaseEvent[]
}

/** A target that answers in text with these lines. */
export function text(name: string, ...rows: string[]): CaseTarget {
  return { name, format: 'text', body: lines(...rows) }
}

/** A target that answers in OpenMetrics with these lines and an end. */
export function openMetrics(name: string, ...rows: string[]): CaseTarget {
  return { name, format: 'openmetrics', body: lines(...rows, '# EOF') }
}

/** A target whose body is given whole, its last line feed included or not. */
export function raw(name: string, format: ExpositionFormat, body: string): CaseTarget {
  return { name, format, body }
}

export function lenient(target: CaseTarget): CaseTarget {
  return { ...target, validation: 'lenient' }
}

const ORIGIN = /@([a-z]+)/g

/** The page's text: `@x` becomes `origin_container="x"`, and OpenMetrics ends as it must. */
export function pageOf(row: MergeCase): string {
  const format = row.format ?? row.targets[0]!.format
  const end = format === 'openmetrics' ? ['# EOF'] : []
  return lines(...row.page, ...end).replaceAll(ORIGIN, 'origin_container="$1"')
}
