/**
 * P3: the page of several targets is the union of what each of them gives alone, and a strict reader takes it.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import { ESCAPINGS, formatOf } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { REFUSAL_CODES } from '../../src/exposition/report.ts'
import { textOfBytes } from '../model/byte-text.ts'
import { bodies, damagedBodies, modelInputs, versionFor, versions } from '../model/generate.ts'
import type { MergeCase } from '../model/generate.ts'
import { modelCheck } from '../model/model-check.ts'
import type { ModelPage } from '../model/model-merge.ts'
import { checkMessages } from '../model/protobuf/check-messages.ts'
import { isLossless, observeSamples, sampleTexts } from '../model/observe.ts'
import { runEngine } from '../model/run-engine.ts'
import { showDifference } from '../model/show-case.ts'
import { findCounterexample } from './property-runs.ts'

function pairs(bodiesOf: Parameters<typeof modelInputs>[1]): fc.Arbitrary<MergeCase> {
  const different = fc.tuple(modelInputs('app', bodiesOf), modelInputs('sidecar', bodiesOf))
  // Two copies of one program are the common case: every family is in both.
  const same = modelInputs('app', bodiesOf).map((input) => [input, { ...input, name: 'sidecar' }])
  return fc
    .record({
      inputs: fc.oneof(different, same),
      escaping: fc.constantFrom(...ESCAPINGS),
      version: versions,
    })
    .map(({ inputs, escaping, version }) => {
      const options = { ...DEFAULT_MERGE_OPTIONS, escaping }
      return { inputs, options, version: versionFor(version, options) }
    })
}

test('P3 the page of two targets is the union of their own pages', () => {
  const counterexample = findCounterexample({
    inputs: pairs((format) => bodies(format, 'none')),
    runs: 1_200,
    holds: (mergeCase) => {
      const pages = pagesAlone(mergeCase)
      fc.pre([runEngine(mergeCase), ...pages].every(isLossless))
      fc.pre(mergeCase.version !== 'protobuf' || isUnionOfMessages(mergeCase))
      return isDeepStrictEqual(samplesOf([runEngine(mergeCase)], mergeCase), samplesOf(pages, mergeCase))
    },
    show: (mergeCase) =>
      showDifference(
        mergeCase,
        samplesOf(pagesAlone(mergeCase), mergeCase),
        samplesOf([runEngine(mergeCase)], mergeCase),
      ),
  })
  expect(counterexample).toBeUndefined()
})

/** Lines that meet a message, or another type, become other messages than they do alone. */
function isUnionOfMessages(mergeCase: MergeCase): boolean {
  const areMessages = mergeCase.inputs.every(({ format }) => format === 'protobuf')
  return (
    areMessages &&
    runEngine(mergeCase).report.events.every(
      ({ kind }) => kind.endsWith('_conflict') && kind !== 'type_conflict',
    )
  )
}

function pagesAlone(mergeCase: MergeCase): readonly ModelPage[] {
  return mergeCase.inputs.map((input) => runEngine({ ...mergeCase, inputs: [input] }))
}

function samplesOf(pages: readonly ModelPage[], { version }: MergeCase): readonly string[] {
  return sampleTexts(pages.flatMap((page) => observeSamples(page.body, formatOf(version))))
}

test('P3 a strict reader finds nothing wrong with a page', () => {
  const counterexample = findCounterexample({
    inputs: pairs(damagedBodies),
    runs: 2_000,
    holds: (mergeCase) => findingsOf(mergeCase).length === 0,
    show: (mergeCase) => showDifference(mergeCase, runEngine(mergeCase), findingsOf(mergeCase)),
  })
  expect(counterexample).toBeUndefined()
})

/** What no page may show: the text format has conventions that the merger does not enforce, such as bucket order. */
const NEVER: ReadonlySet<string> = new Set([
  ...REFUSAL_CODES,
  'METADATA_AGAIN',
  'METADATA_LATE',
  'FAMILY_INTERLEAVED',
  'FAMILY_REPEATED',
])

function findingsOf(mergeCase: MergeCase): readonly { readonly code: string }[] {
  const format = formatOf(mergeCase.version)
  const { body } = runEngine(mergeCase)
  const findings =
    format === 'protobuf' ? checkMessages(textOfBytes(body), 'allow-utf-8') : modelCheck(body, format)
  return findings.filter(({ code }) => format === 'openmetrics' || (NEVER.has(code) && !isOwnFault(code)))
}

/** An exemplar of native buckets without a time has the code of a refusal, but Prometheus takes it. */
function isOwnFault(code: string): boolean {
  return code === 'EXEMPLAR_INVALID'
}
