/**
 * What a target's own options take away before anything is merged (merge-semantics §5, Filters): families by their names
 * on a text page.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { FamilyFilter } from '../../src/exposition/options.ts'
import type { TargetReading } from './read-target.ts'
import { sampleCount } from './target-family.ts'
import type { TargetFamily } from './target-family.ts'

interface Filtered extends FamilyFilter {
  readonly format: ExpositionFormat
}

export function filterFamilies(reading: TargetReading, input: Filtered): TargetReading {
  const { keepFamilies = [], dropFamilies = [] } = input
  const isKept = (family: TargetFamily): boolean => {
    const name = textName(family, input)
    return (keepFamilies.length === 0 || matchesAny(name, keepFamilies)) && !matchesAny(name, dropFamilies)
  }
  const families = reading.families.filter(isKept)
  for (const family of reading.families.filter((each) => !isKept(each)))
    reading.counters.filteredSamples += sampleCount(family)
  return { ...reading, families }
}

function textName({ name, type }: TargetFamily, { format }: Filtered): string {
  if (format === 'openmetrics' && type === 'counter') return `${name}_total`
  return format === 'openmetrics' && type === 'info' ? `${name}_info` : name
}

function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const pieces = pattern.split('*').map((piece) => piece.replaceAll(/[^a-zA-Z0-9_]/g, String.raw`\$&`))
    return new RegExp(`^${pieces.join('.*')}$`, 's').test(name)
  })
}
