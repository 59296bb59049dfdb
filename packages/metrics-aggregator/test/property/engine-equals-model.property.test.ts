/**
 * The engine and the model read merge-semantics.md alike: same verdicts, same page bytes, same counters, same
 * findings, however the bodies are cut into chunks and however often the page is rendered.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { MergeSession } from '../../src/exposition/merge-session.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { readCorpora, readMessageCorpora } from '../model/corpora.ts'
import { corpusCases, messageCorpusCases } from '../model/generate-corpus.ts'
import { bodies, damagedBodies, mergeCases, versionFor, versions } from '../model/generate.ts'
import type { MergeCase } from '../model/generate.ts'
import { comparable, engineOutcome, isSameOutcome, modelOutcome } from '../model/outcomes.ts'
import {
  CUT_EVERY_BYTE,
  cutsAtShares,
  deliverAll,
  renderPage,
  runEngine,
  UNCUT,
} from '../model/run-engine.ts'
import type { Cuts } from '../model/run-engine.ts'
import { showDifference } from '../model/show-case.ts'
import { findCounterexample } from './property-runs.ts'

const show = (mergeCase: MergeCase, cuts: Cuts): string =>
  showDifference(mergeCase, modelOutcome(mergeCase), engineOutcome(mergeCase, cuts))

// Together they meet each refusal, finding, counter and event that twice as many inputs meet; the last after 1,094.
test.each([
  {
    kind: 'sound expositions',
    cases: mergeCases((format) => bodies(format, 'none')),
    runs: 700,
  },
  { kind: 'damaged expositions', cases: mergeCases(damagedBodies), runs: 1_200 },
  { kind: 'pieces of real expositions', cases: corpusCases(readCorpora()), runs: 600 },
  { kind: 'messages of real expositions', cases: messageCorpusCases(readMessageCorpora()), runs: 400 },
])('the engine equals the model on $kind in chunks', ({ cases, runs }) => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }).map(cutsAtShares)
  const counterexample = findCounterexample({
    inputs: fc.record({ mergeCase: cases, cuts }),
    runs,
    holds: (input) => isSameOutcome(input.mergeCase, input.cuts),
    show: (input) => show(input.mergeCase, input.cuts),
  })
  expect(counterexample).toBeUndefined()
})

test('the engine equals the model on one byte at a time', () => {
  const counterexample = findCounterexample({
    inputs: mergeCases(damagedBodies),
    runs: 300,
    holds: (mergeCase) => isSameOutcome(mergeCase, CUT_EVERY_BYTE),
    show: (mergeCase) => show(mergeCase, CUT_EVERY_BYTE),
  })
  expect(counterexample).toBeUndefined()
})

const cutAt =
  (offset: number): Cuts =>
  (body) =>
    offset <= body.length ? [offset] : []

/** The offset at which two chunks give another outcome than one. */
function findBadCut(mergeCase: MergeCase): number | undefined {
  const whole = engineOutcome(mergeCase, UNCUT)
  const longest = Math.max(...mergeCase.inputs.map((input) => input.body.length))
  const offsets = Array.from({ length: longest + 1 }, (_, offset) => offset)
  return offsets.find((offset) => !isDeepStrictEqual(engineOutcome(mergeCase, cutAt(offset)), whole))
}

test('the engine takes two chunks as one, wherever they are cut', () => {
  const counterexample = findCounterexample({
    inputs: mergeCases(damagedBodies),
    runs: 15,
    holds: (mergeCase) => findBadCut(mergeCase) === undefined,
    show: (mergeCase) => {
      const offset = findBadCut(mergeCase) ?? 0
      const [whole, cut] = [engineOutcome(mergeCase, UNCUT), engineOutcome(mergeCase, cutAt(offset))]
      return `cut at ${offset}: ${showDifference(mergeCase, whole, cut)}`
    },
  })
  expect(counterexample).toBeUndefined()
})

function renderTwice(mergeCase: MergeCase, first: MergeCase['version']): object {
  const session = MergeSession.open(mergeCase.inputs, mergeCase.options)
  try {
    deliverAll(session, mergeCase.inputs, UNCUT)
    renderPage(session, versionFor(first, mergeCase.options))
    return comparable(renderPage(session, mergeCase.version))
  } finally {
    session.release()
  }
}

test('the engine renders the same page after another one', () => {
  const counterexample = findCounterexample({
    inputs: fc.record({ mergeCase: mergeCases(damagedBodies), first: versions }),
    runs: 1_500,
    holds: ({ mergeCase, first }) =>
      isDeepStrictEqual(renderTwice(mergeCase, first), comparable(runEngine(mergeCase))),
    show: ({ mergeCase, first }) =>
      `${first} before ${showDifference(mergeCase, comparable(runEngine(mergeCase)), renderTwice(mergeCase, first))}`,
  })
  expect(counterexample).toBeUndefined()
})

test.each(['text-0.0.4', 'openmetrics-1.0.0', 'protobuf'] as const)(
  'the engine equals the model on whole corpora as %s',
  (version) => {
    const all = [...readCorpora(), ...readMessageCorpora()]
    for (const inputs of [...all.map((input) => [input]), all]) {
      const mergeCase = { inputs, options: DEFAULT_MERGE_OPTIONS, version }
      expect(engineOutcome(mergeCase, cutsAtShares([0.1, 0.5, 0.77]))).toEqual(modelOutcome(mergeCase))
    }
  },
)
