/**
 * The family that rules are about: its name, its type and the format whose suffix sets apply.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { FamilyType } from './suffixes.ts'

export interface FamilySubject {
  readonly name: string
  readonly type: FamilyType | undefined
  readonly format: ExpositionFormat
}
