/**
 * P2, P3, P5 and P7 in every format, protobuf among them, over expositions that others wrote: real ones, registries of
 * prom-client, and messages and lines of our own making. The client libraries of other languages have the same tests
 * where they are installed (e2e-real).
 */
import fc from 'testkit/fast-check'
import { describe, expect, test } from 'vitest'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { describeLaws } from '../laws/describe-laws.ts'
import type { Written } from '../laws/describe-laws.ts'
import { conversionFaults, inputOf, pageOf, singleTargetFaults } from '../laws/laws.ts'
import { promClientRegistries } from '../laws/prom-client-registries.ts'
import { bytesOfText } from '../model/byte-text.ts'
import { readCorpora, readMessageCorpora } from '../model/corpora.ts'
import { bodies, VERSION_WITH_NAMES } from '../model/generate.ts'
import { isUntouched } from '../model/observe.ts'
import { findCounterexample } from './property-runs.ts'

const REGISTRIES = 40 * Number(process.env['PROPERTY_RUNS'] ?? '1')

describe('real expositions', () => {
  const corpora: readonly Written[] = [...readCorpora(), ...readMessageCorpora()].map(
    ({ name, format, body }) => ({ title: name, format, first: body }),
  )
  describeLaws(async () => corpora)
})

describe('registries of prom-client', () => {
  describeLaws(() => promClientRegistries(Array.from({ length: REGISTRIES }, (_, seed) => seed)))
})

describe('a law sees a target that loses', () => {
  const [messages] = readMessageCorpora()
  const [lines] = readCorpora().filter(({ format }) => format === 'openmetrics')

  test.each([
    { what: 'a label', losing: { ...messages!, dropLabels: ['handler'] } },
    { what: 'a label of lines', losing: { ...lines!, dropLabels: ['generation'] } },
    { what: 'its families', losing: { ...messages!, dropFamilies: ['process_*'] } },
  ])('$what', ({ losing }) => {
    expect(singleTargetFaults(losing)).not.toEqual([])
  })
})

interface Journey {
  readonly from: ExpositionFormat
  readonly over: ExpositionFormat
}

test.each<Journey>([
  { from: 'protobuf', over: 'text' },
  { from: 'protobuf', over: 'openmetrics' },
  { from: 'text', over: 'protobuf' },
  { from: 'openmetrics', over: 'protobuf' },
])('P5 $from over $over and back, of any body', ({ from, over }) => {
  const inputFrom = (text: string): ReturnType<typeof inputOf> => inputOf(from, bytesOfText(text))
  const counterexample = findCounterexample({
    inputs: bodies(from, 'none'),
    runs: 400,
    holds: (text) => {
      fc.pre(isUntouched(pageOf([inputFrom(text)], VERSION_WITH_NAMES[from])))
      return conversionFaults(inputFrom(text), over).length === 0
    },
    show: (text) => `${JSON.stringify(text)}\n${conversionFaults(inputFrom(text), over).join('\n')}`,
  })
  expect(counterexample).toBeUndefined()
})
