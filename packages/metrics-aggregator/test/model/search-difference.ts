/**
 * Looks for a merge on which the engine and the model differ, whole or in chunks, and makes it small.
 */
import fc from 'fast-check'
import { encodeCase } from './case-file.ts'
import type { MergeCase } from './generate.ts'
import { engineOutcome, isSameOutcome, modelOutcome } from './outcomes.ts'
import { CUT_EVERY_BYTE, cutsAtShares, UNCUT } from './run-engine.ts'
import type { Cuts } from './run-engine.ts'
import { showDifference } from './show-case.ts'

/** Bodies beyond this are not cut at every byte, to keep the search moving. */
const BODY_BYTES_TO_CUT = 600

export interface Difference {
  /** The case as a file of test/fixtures/crashes holds it. */
  readonly stored: string
  readonly shown: string
}

export function searchDifference(
  cases: fc.Arbitrary<MergeCase>,
  seed: number,
  runs: number,
): Difference | undefined {
  const isSame = (mergeCase: MergeCase): boolean => findDiffering(mergeCase) === undefined
  const smallest = fc.check(fc.property(cases, isSame), { seed, numRuns: runs }).counterexample?.[0]
  if (smallest === undefined) return undefined
  const found = engineOutcome(smallest, findDiffering(smallest) ?? UNCUT)
  return { stored: encodeCase(smallest), shown: showDifference(smallest, modelOutcome(smallest), found) }
}

function findDiffering(mergeCase: MergeCase): Cuts | undefined {
  const isSmall = mergeCase.inputs.every((input) => input.body.length <= BODY_BYTES_TO_CUT)
  const chunkings = [UNCUT, isSmall ? CUT_EVERY_BYTE : cutsAtShares([0.21, 0.5, 0.83])]
  return chunkings.find((cuts) => !isSameOutcome(mergeCase, cuts))
}
