/**
 * P7: the bytes of a series are the same in every scrape, and the page does not depend on which target answers
 * first.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import type { MergeOptions } from '../../src/exposition/options.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { bytesOfText, textOfBytes } from '../model/byte-text.ts'
import { comparable } from '../model/outcomes.ts'
import { bodies, damagedBodies, mergeCases } from '../model/generate.ts'
import type { MergeCase } from '../model/generate.ts'
import { cutsAtShares, runEngine, runEngineInterleaved } from '../model/run-engine.ts'
import { showDifference } from '../model/show-case.ts'
import { findCounterexample } from './property-runs.ts'

const KEEP: MergeOptions = { ...DEFAULT_MERGE_OPTIONS, onCollision: 'keep', duplicates: 'forward' }

/** Series, value and timestamp of a sample line as the page writes it. */
const SAMPLE = /^([^#].*\}) (\S+)( \S+)?$/

function pageOf(text: string, options: MergeOptions): string {
  const input = { name: 'app', format: 'text', framing: 'complete', body: bytesOfText(text) } as const
  return textOfBytes(runEngine({ inputs: [input], options, version: 'text-0.0.4' }).body)
}

function withValues(text: string, values: readonly string[]): string {
  const lines = text.split('\n')
  return lines.map((line, place) => line.replace(SAMPLE, `$1 ${values[place % values.length]}$3`)).join('\n')
}

test('P7 new values change nothing but the values', () => {
  const seriesOf = (text: string): string => withValues(pageOf(text, KEEP), ['v'])
  const changed = ([text, values]: [string, string[]]): string =>
    withValues(pageOf(text, DEFAULT_MERGE_OPTIONS), values)
  const counterexample = findCounterexample({
    // Negative values could split a histogram, which is a change of more than values.
    inputs: fc.tuple(
      bodies('text', 'none'),
      fc.array(fc.constantFrom('0', '17', '2.5e3', 'NaN', '+Inf'), { minLength: 1 }),
    ),
    runs: 1_500,
    holds: (input) => {
      const first = pageOf(input[0], DEFAULT_MERGE_OPTIONS)
      return pageOf(first, KEEP) === first && seriesOf(changed(input)) === withValues(first, ['v'])
    },
    show: (input) => showDifference(input, pageOf(input[0], DEFAULT_MERGE_OPTIONS), seriesOf(changed(input))),
  })
  expect(counterexample).toBeUndefined()
})

test('P7 the order in which targets answer changes nothing', () => {
  const inputs = fc.record({
    mergeCase: mergeCases(damagedBodies),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }).map(cutsAtShares),
  })
  type Answers = typeof inputs extends fc.Arbitrary<infer Input> ? Input : never
  const whole = (mergeCase: MergeCase): unknown => comparable(runEngine(mergeCase))
  const inTurns = ({ mergeCase, order, cuts }: Answers): unknown => {
    const present = order.filter((target) => target < mergeCase.inputs.length)
    return comparable(runEngineInterleaved(mergeCase, present, cuts))
  }
  const counterexample = findCounterexample({
    inputs,
    runs: 1_500,
    holds: (answers) => isDeepStrictEqual(inTurns(answers), whole(answers.mergeCase)),
    show: (answers) => showDifference(answers.mergeCase, whole(answers.mergeCase), inTurns(answers)),
  })
  expect(counterexample).toBeUndefined()
})
