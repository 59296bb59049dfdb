/**
 * P5: converting a target to the other format and back loses only what merge-semantics §7 names: exemplars, units,
 * digits of timestamps beyond the millisecond, and types that one of the formats does not know.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'testkit/fast-check'
import { expect, test } from 'vitest'
import type { FormatVersion } from '../../src/exposition/formats.ts'
import { formatOf } from '../../src/exposition/formats.ts'
import type { MergeOptions } from '../../src/exposition/options.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { bytesOfText, ordinaryText } from '../model/byte-text.ts'
import { bodies } from '../model/generate.ts'
import type { ModelPage } from '../model/model-merge.ts'
import { millisecondsOfSeconds } from '../model/numbers.ts'
import { isLossless, observeSamples, sampleTexts } from '../model/observe.ts'
import type { ObservedSample } from '../model/observe.ts'
import { runEngine } from '../model/run-engine.ts'
import { showDifference } from '../model/show-case.ts'
import { findCounterexample } from './property-runs.ts'

const TEXT = 'text-1.0.0'
const OPENMETRICS = 'openmetrics-1.0.0'

/** A name that is escaped is another one. */
const FIRST_PASS: MergeOptions = { ...DEFAULT_MERGE_OPTIONS, escaping: 'allow-utf-8' }
/** The second pass finds the label of the first and keeps it. */
const SECOND_PASS: MergeOptions = { ...FIRST_PASS, onCollision: 'keep', duplicates: 'forward' }

interface Journey {
  /** What the target gives in its own format, and what is left of it after a detour over the other. */
  readonly direct: ModelPage
  readonly there: ModelPage
  readonly back: ModelPage
}

function travel(text: string, from: FormatVersion, to: FormatVersion): Journey {
  const body = bytesOfText(text)
  const there = pass(body, from, to, FIRST_PASS)
  return {
    direct: pass(body, from, from, FIRST_PASS),
    there,
    back: pass(there.body, to, from, SECOND_PASS),
  }
}

function pass(body: Uint8Array, from: FormatVersion, to: FormatVersion, options: MergeOptions): ModelPage {
  const input = { name: 'app', format: formatOf(from), framing: 'complete', body } as const
  return runEngine({ inputs: [input], options, version: to })
}

function isLosslessJourney({ direct, there, back }: Journey): boolean {
  const { samplesDropped, duplicates } = back.report.targets[0]!.counters
  return isLossless(direct) && isLossless(there) && samplesDropped + duplicates === 0
}

/** Timestamps in whole milliseconds, whatever their spelling. */
function instant({ timestamp }: ObservedSample): string {
  return timestamp === undefined ? '' : millisecondsOfSeconds(timestamp)!.token
}

test('P5 text to OpenMetrics and back', () => {
  const counterexample = findCounterexample({
    inputs: bodies('text', 'none'),
    runs: 1_200,
    holds: (text) => {
      const journey = travel(text, TEXT, OPENMETRICS)
      fc.pre(isLosslessJourney(journey))
      const [direct, back] = [journey.direct, journey.back].map((page) => observeSamples(page.body, 'text'))
      const isSame = isDeepStrictEqual(sampleTexts(back!), sampleTexts(direct!))
      return isSame && lostTypes(direct!, back!, journey.there).length === 0
    },
    show: (text) => showJourney(text, travel(text, TEXT, OPENMETRICS)),
  })
  expect(counterexample).toBeUndefined()
})

/** Names of samples whose family came back with another type without a reason that §7 gives. */
function lostTypes(
  direct: readonly ObservedSample[],
  back: readonly ObservedSample[],
  { report }: ModelPage,
): readonly string[] {
  const touched = new Set(report.events.flatMap(({ family, detail }) => [family, detail ?? '']))
  const typeAfter = new Map(back.map((sample) => [sample.name, sample.familyType]))
  return direct
    .filter(({ name, familyType }) => typeAfter.get(name) !== familyType)
    .filter((sample) => !isTypeLossAllowed(sample, touched))
    .map((sample) => sample.name)
}

/**
 * A counter may lose its type by its name, and what has none can join a family that knows it; others lose theirs where
 * an event says that OpenMetrics would refuse them.
 */
function isTypeLossAllowed({ name, familyType }: ObservedSample, touched: ReadonlySet<string>): boolean {
  if (familyType === undefined || familyType === 'counter') return true
  const families = [name, name.replace(/_(bucket|sum|count)$/, '')]
  return families.some((family) => touched.has(ordinaryText(family)))
}

test('P5 OpenMetrics to text and back', () => {
  const samplesOf = ({ body }: ModelPage, { there }: Journey): readonly string[] => {
    // Cut digits are allowed, so instants compare only where none were cut.
    const isCut = there.report.targets[0]!.counters.timestampsTruncated > 0
    return sampleTexts(observeSamples(body, 'openmetrics'), isCut ? () => '' : instant)
  }
  const counterexample = findCounterexample({
    inputs: bodies('openmetrics', 'none'),
    runs: 1_200,
    holds: (text) => {
      const journey = travel(text, OPENMETRICS, TEXT)
      fc.pre(isLosslessJourney(journey))
      return isDeepStrictEqual(samplesOf(journey.back, journey), samplesOf(journey.direct, journey))
    },
    show: (text) => showJourney(text, travel(text, OPENMETRICS, TEXT)),
  })
  expect(counterexample).toBeUndefined()
})

function showJourney(text: string, { direct, there, back }: Journey): string {
  return `${showDifference({ text }, direct, back)}\nover ${Buffer.from(there.body).toString('latin1')}`
}
