/**
 * P2: a target that is merged alone says on the page what it said itself, but for the label that was injected.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { bytesOfText } from '../model/byte-text.ts'
import { bodies, formats, VERSION_WITH_NAMES } from '../model/generate.ts'
import { isUntouched, observeSamples, readPage, sampleTexts } from '../model/observe.ts'
import type { ObservedSample } from '../model/observe.ts'
import { runEngine } from '../model/run-engine.ts'
import { showDifference } from '../model/show-case.ts'
import { findCounterexample } from './property-runs.ts'

interface Document {
  readonly format: ExpositionFormat
  readonly text: string
}

const documents: fc.Arbitrary<Document> = formats.chain((format) =>
  fc.record({ format: fc.constant(format), text: bodies(format, 'none') }),
)

test('P2 a single target keeps its samples, types and help', () => {
  const counterexample = findCounterexample({
    inputs: documents,
    runs: 1_500,
    holds: (document) => {
      const page = pageOf(document)
      fc.pre(isUntouched(page) && page.report.targets[0]!.counters.exemplarsDropped === 0)
      return isDeepStrictEqual(seen(page.body, document.format), said(document))
    },
    show: (document) =>
      showDifference(document, said(document), seen(pageOf(document).body, document.format)),
  })
  expect(counterexample).toBeUndefined()
})

function pageOf({ format, text }: Document): ReturnType<typeof runEngine> {
  const input = { name: 'app', format, framing: 'complete', body: bytesOfText(text) } as const
  const version = VERSION_WITH_NAMES[format]
  // A name that is escaped is another one.
  const options = { ...DEFAULT_MERGE_OPTIONS, escaping: 'allow-utf-8' } as const
  return runEngine({ inputs: [input], options, version })
}

function said({ format, text }: Document): unknown {
  const body = bytesOfText(text)
  const samples = observeSamples(body, format).map((sample) => ({ ...sample, origin: 'app' }))
  return [sampleTexts(samples, timeAndExemplar), metadataOf(body, format)]
}

function seen(body: Uint8Array, format: ExpositionFormat): unknown {
  return [sampleTexts(observeSamples(body, format), timeAndExemplar), metadataOf(body, format)]
}

function timeAndExemplar({ timestamp, exemplar }: ObservedSample): string {
  return `${timestamp} ${exemplar}`
}

function metadataOf(body: Uint8Array, format: ExpositionFormat): readonly string[] {
  return readPage(body, format)
    .families.filter(({ type, help, unit }) => (type ?? help ?? unit) !== undefined)
    .map(({ name, type, help, unit }) => JSON.stringify([name, type, help, unit]))
    .toSorted()
}
