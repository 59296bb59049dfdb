/** The case tables by part of the case list. */
import type { MergeCase } from './merge-case.ts'
import { FRAMING_CASES } from './part-b1-framing.ts'
import { SAMPLE_CASES } from './part-b2-samples.ts'
import { INJECTION_CASES } from './part-b3-injection.ts'
import { FAMILY_CASES } from './part-b4-families.ts'
import { CONVERSION_CASES } from './part-b5-conversion.ts'
import { STRICTNESS_CASES } from './part-b5-strictness.ts'
import { NAME_CASES } from './part-b5-names.ts'

export interface Part {
  readonly part: string
  readonly cases: readonly MergeCase[]
}

export const PARTS: readonly Part[] = [
  { part: 'B.1 framing, encoding, lines', cases: FRAMING_CASES },
  { part: 'B.2 syntax of samples', cases: SAMPLE_CASES },
  { part: 'B.3 label injection', cases: INJECTION_CASES },
  { part: 'B.4 families and metadata', cases: FAMILY_CASES },
  { part: 'B.5 conversion', cases: CONVERSION_CASES },
  { part: 'B.5 what OpenMetrics forbids', cases: STRICTNESS_CASES },
  { part: 'B.5 names beyond ASCII', cases: NAME_CASES },
]
