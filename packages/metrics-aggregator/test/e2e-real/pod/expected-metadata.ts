/**
 * What Prometheus should know of a merged page's families, worked out from what it knows of each target that it scraped
 * directly: written down again from merge-semantics §6 and §7, for families whose types do not conflict.
 */
import type { StoredMetadata } from '../../../examples/loss-and-cure/prometheus.ts'
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'

export interface TargetMetadata {
  /** The format in which the target answers. */
  readonly format: ExpositionFormat
  readonly families: readonly StoredMetadata[]
}

/** In configured order: the first target that speaks of a family decides its help. */
export function expectedMetadata(
  targets: readonly TargetMetadata[],
  page: ExpositionFormat,
): ReadonlyMap<string, StoredMetadata> {
  const taken = new Set(targets.flatMap(namesThatStay))
  const expected = new Map<string, StoredMetadata>()
  for (const { format, families } of targets) {
    for (const family of families) {
      const converted = convert(family, format, page, taken)
      if (!expected.has(converted.metric)) expected.set(converted.metric, converted)
    }
  }
  return expected
}

/** Families that a counter of the same name without `_total` would clash with in OpenMetrics. */
function namesThatStay({ format, families }: TargetMetadata): string[] {
  return families.filter(({ type }) => format === 'text' || type !== 'counter').map(({ metric }) => metric)
}

function convert(
  family: StoredMetadata,
  from: ExpositionFormat,
  to: ExpositionFormat,
  taken: ReadonlySet<string>,
): StoredMetadata {
  if (from === to) return family
  return to === 'openmetrics' ? toOpenMetrics(family, taken) : toText(family)
}

function toOpenMetrics(family: StoredMetadata, taken: ReadonlySet<string>): StoredMetadata {
  if (family.type !== 'counter') return family
  const base = family.metric.replace(/_total$/, '')
  const isCounterThere = base !== family.metric && !taken.has(base)
  return isCounterThere ? { ...family, metric: base } : { ...family, type: 'unknown' }
}

/** Types of a container's own making; prom-client has no others than text has. */
function toText(family: StoredMetadata): StoredMetadata {
  return family.type === 'counter' ? { ...family, metric: `${family.metric}_total` } : family
}
