/** One target as it is scraped: what was said of it, and for all else what holds for every target. */
import type { Finding } from '../errors/failure.ts'
import type { TargetConfig } from './config.ts'
import { readTargetLabels } from './labels.ts'
import type { Readings } from './read-settings.ts'
import type { JudgedTarget } from './targets.ts'

export interface BuiltTarget {
  readonly target: TargetConfig
  readonly findings: readonly Finding[]
}

/** `common` are the labels of every target. */
export function buildTarget(
  { name, url, options, sources, source }: JudgedTarget,
  readings: Readings,
  common: Readonly<Record<string, string>>,
): BuiltTarget {
  const given = { value: options.labels ?? '', source: sources['labels'] ?? source }
  const { labels, findings } = readTargetLabels(common, given, readings.labelName.value)
  const target = {
    name,
    url,
    labels,
    validation: options.validation ?? readings.validation.value,
    fallbackFormat: options.fallback_format ?? readings.fallbackFormat.value,
  }
  return { target, findings }
}
