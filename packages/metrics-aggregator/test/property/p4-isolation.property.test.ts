/**
 * P4: a refused target changes nothing for the others; the page is as if it had never answered.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { comparable } from '../model/outcomes.ts'
import { damagedBodies, mergeCases } from '../model/generate.ts'
import type { MergeCase } from '../model/generate.ts'
import type { ModelPage } from '../model/model-merge.ts'
import { runEngine } from '../model/run-engine.ts'
import { showDifference } from '../model/show-case.ts'
import { findCounterexample } from './property-runs.ts'

test('P4 a refused target leaves no trace on the page', () => {
  const counterexample = findCounterexample({
    inputs: mergeCases(damagedBodies),
    runs: 1_200,
    holds: (mergeCase) => {
      const all = runEngine(mergeCase)
      fc.pre(all.report.targets.some((target) => !target.ok))
      return isDeepStrictEqual(comparable(acceptedPart(all)), comparable(runAccepted(mergeCase, all)))
    },
    show: (mergeCase) => {
      const all = runEngine(mergeCase)
      return showDifference(mergeCase, comparable(runAccepted(mergeCase, all)), comparable(acceptedPart(all)))
    },
  })
  expect(counterexample).toBeUndefined()
})

/** The policy for duplicates follows from what the targets are configured with, whoever of them answers. */
function runAccepted(mergeCase: MergeCase, { report }: ModelPage): ModelPage {
  const { options, inputs } = mergeCase
  const isNeeded = inputs.some(
    ({ dropLabels = [], honorTimestamps = true }) => dropLabels.length > 0 || !honorTimestamps,
  )
  const duplicates = options.duplicates === 'auto' && isNeeded ? 'drop' : options.duplicates
  return runEngine({
    ...mergeCase,
    options: { ...options, duplicates },
    inputs: mergeCase.inputs.filter((_, target) => report.targets[target]!.ok),
  })
}

function acceptedPart({ body, report }: ModelPage): ModelPage {
  return { body, report: { ...report, targets: report.targets.filter((target) => target.ok) } }
}
