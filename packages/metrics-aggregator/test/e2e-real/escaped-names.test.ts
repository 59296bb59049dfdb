/**
 * A series is called alike whether its container escapes the name or we do: what Go's client libraries write by a scheme
 * is what a merge makes of the same families with their names as they are.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasRealParts } from 'testkit/real-parts'
import type { Escaping, ExpositionFormat } from '../../src/exposition/formats.ts'
import { mergeExpositions } from '../../src/exposition/merge-expositions.ts'
import { observeSamples } from '../model/observe.ts'
import { askProgram, builtGoProgram } from '../oracles/program.ts'

interface Question {
  readonly name: string
  readonly type: string
  readonly labels: readonly string[]
  readonly format: ExpositionFormat
  readonly escaping: Escaping
}

interface Answer {
  readonly asItIs: string
  readonly escaped: string
}

const RUNS = 3_000
const CONTENT_TYPES = {
  text: 'text/plain',
  openmetrics: 'application/openmetrics-text',
  protobuf: 'application/vnd.google.protobuf',
} as const

const characters = fc.constantFrom(...Array.from('ab_.9-: é→\u{1f600}"\\\n\u0001\ufffd'))
const suffixes = fc.constantFrom(
  '',
  '',
  '_total',
  '_count',
  '_sum',
  '_bucket',
  '_created',
  '_info',
  '_seconds',
)
const names = fc
  .tuple(fc.array(characters, { minLength: 1, maxLength: 6 }), suffixes)
  .map(([letters, suffix]) => letters.join('') + suffix)
// A colon in a label's name is written without quotes there, which no reader takes.
const labelNames = names.filter((name) => !name.includes(':') && !name.startsWith('__'))

const questions: fc.Arbitrary<Question> = fc
  .record({
    name: names,
    type: fc.constantFrom('COUNTER', 'GAUGE', 'UNTYPED', 'SUMMARY', 'HISTOGRAM'),
    labels: fc.uniqueArray(labelNames, {
      maxLength: 2,
      selector: (name) => name.replaceAll(/^[0-9]|[^a-z0-9]/gu, '_'),
    }),
    format: fc.constantFrom('text', 'openmetrics'),
    escaping: fc.constantFrom('underscores', 'dots', 'values'),
  })
  // A counter without _total is given one by the OpenMetrics writer after escaping, so it has two names.
  .map((question) =>
    question.type === 'COUNTER' && !question.name.endsWith('_total')
      ? { ...question, name: `${question.name}_total` }
      : question,
  )

function seriesOf(page: string | Uint8Array, format: ExpositionFormat): readonly string[] {
  const samples = observeSamples(Buffer.from(page), format)
  return samples.map(({ name, labels, value, familyType }) => `${familyType} ${name}{${labels}} ${value}`)
}

test.runIf(hasRealParts(['go']))('we escape names as Go does', async () => {
  const asked = fc.sample(questions, { numRuns: RUNS, seed: 1 })
  const answers = await askProgram<Answer>([await builtGoProgram('expfmt-names')], asked)
  const differences = asked.flatMap((question, index) => {
    const { asItIs, escaped } = answers[index]!
    const { format, escaping } = question
    const { body } = mergeExpositions([{ name: 'x', contentType: CONTENT_TYPES[format], body: asItIs }], {
      format,
      escaping,
    })
    const [ours, theirs] = [seriesOf(body, format), seriesOf(escaped, format)]
    return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ question, asItIs, ours, theirs }]
  })
  expect(differences.slice(0, 5)).toEqual([])
})
