/**
 * What a target's families are called on a page whose scheme knows no quotes, once the target has ended
 * (merge-semantics §10).
 */
import type { Escaping, ExpositionFormat } from '../../src/exposition/formats.ts'
import { escapeName, isPlain } from './names.ts'
import { suffixOf } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'
import type { Sample, TargetFamily } from './target-family.ts'

/** OpenMetrics takes these suffixes off the name that the family has in text. */
const TAKEN_OFF: Partial<Record<FamilyType, string>> = { counter: '_total', info: '_info' }

export function escapeFamilies(
  families: readonly TargetFamily[],
  format: ExpositionFormat,
  escaping: Escaping,
): readonly TargetFamily[] {
  if (escaping === 'allow-utf-8') return families
  return families.map((family) =>
    isPlain(family.name, 'metric') ? family : escapeFamily(family, format, escaping),
  )
}

function escapeFamily(family: TargetFamily, format: ExpositionFormat, escaping: Escaping): TargetFamily {
  const suffix = (format === 'openmetrics' && family.type && TAKEN_OFF[family.type]) || ''
  const whole = escapeName(family.name + suffix, escaping, 'metric')
  const name = whole.slice(0, whole.length - suffix.length)
  const samples = family.samples.map((sample): Sample => {
    const own = suffixOf(sample.name, family.name, family.type, format)
    return { ...sample, name: own === undefined ? escapeName(sample.name, escaping, 'metric') : name + own }
  })
  return { ...family, name, formerName: family.name, samples }
}
