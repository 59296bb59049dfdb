/**
 * Looks for a merge on which the engine and the model differ, whole or in chunks, and makes it small.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { encodeCase } from './case-file.ts'
import { comparable } from './comparable.ts'
import type { MergeCase } from './generate.ts'
import { modelMerge } from './model-merge.ts'
import { CUT_EVERY_BYTE, cutsAtShares, runEngine, UNCUT } from './run-engine.ts'
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
  const outcome = fc.check(fc.property(cases, isSame), { seed, numRuns: runs })
  const smallest = outcome.counterexample?.[0]
  return smallest && { stored: encodeCase(smallest), shown: showCase(smallest) }
}

function isSame(mergeCase: MergeCase): boolean {
  const expected = modelOf(mergeCase)
  return chunkings(mergeCase).every((cuts) => isDeepStrictEqual(engineOf(mergeCase, cuts), expected))
}

function chunkings({ inputs }: MergeCase): readonly Cuts[] {
  const isSmall = inputs.every((input) => input.body.length <= BODY_BYTES_TO_CUT)
  return [UNCUT, isSmall ? CUT_EVERY_BYTE : cutsAtShares([0.21, 0.5, 0.83])]
}

function showCase(mergeCase: MergeCase): string {
  const cuts = chunkings(mergeCase).find(
    (each) => !isDeepStrictEqual(engineOf(mergeCase, each), modelOf(mergeCase)),
  )
  return showDifference(mergeCase, modelOf(mergeCase), engineOf(mergeCase, cuts ?? UNCUT))
}

function modelOf({ inputs, options, version }: MergeCase): unknown {
  return comparable(modelMerge(inputs, options, version))
}

/** A crash is an outcome too: it differs from every page. */
function engineOf(mergeCase: MergeCase, cuts: Cuts): unknown {
  try {
    return comparable(runEngine(mergeCase, cuts))
  } catch (crash) {
    return { crash: String(crash) }
  }
}
