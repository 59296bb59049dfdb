/**
 * Which family of its target a sample belongs to (the five rules of merge-semantics §5).
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { suffixOf } from './suffixes.ts'
import type { TargetFamily } from './target-family.ts'

export interface Assignment {
  /** Undefined means a new undeclared family of the sample's own name. */
  readonly family: TargetFamily | undefined
  /** The family has the sample's name, but its type does not take it. */
  readonly isUnfit: boolean
}

export function assignFamily(
  sampleName: string,
  current: TargetFamily | undefined,
  families: ReadonlyMap<string, TargetFamily>,
  format: ExpositionFormat,
): Assignment {
  const isTaking = (family: TargetFamily | undefined): boolean =>
    family !== undefined && suffixOf(sampleName, family.name, family.type, format) !== undefined
  if (isTaking(current)) return { family: current, isUnfit: false }
  const namesake = families.get(sampleName)
  if (isTaking(namesake)) return { family: namesake, isUnfit: false }
  // The longest suffix leaves the shortest family name.
  const suffixed = [...families.values()].filter(isTaking).toSorted((a, b) => a.name.length - b.name.length)
  if (suffixed[0]) return { family: suffixed[0], isUnfit: false }
  return { family: namesake, isUnfit: namesake !== undefined }
}
