/** P7: the bytes of a series are the same in every scrape, and the page does not depend on who answers first. */
import type { ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import { textOfBytes } from '../model/byte-text.ts'
import { VERSION_WITH_NAMES } from '../model/generate.ts'
import type { ModelInput } from '../model/model-merge.ts'
import { readMessages } from '../model/protobuf/read-messages.ts'
import { cutsAtShares, runEngine, runEngineInterleaved } from '../model/run-engine.ts'
import { minus } from './facts.ts'
import { inputOf, pageOf, refusalsOf } from './laws.ts'
import type { Faults } from './laws.ts'

/** A name, a block, or both, in front of the value. */
const SERIES = /^[^\s{#]*(?:\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})?(?= )/

/** Two scrapes of a target whose values alone have changed. */
export function valueFaults(format: ExpositionFormat, first: Uint8Array, second: Uint8Array): Faults {
  const pages = [first, second].map((body) => pageOf([inputOf(format, body)], VERSION_WITH_NAMES[format]))
  const refusals = pages.flatMap(refusalsOf)
  if (refusals.length > 0) return refusals
  const [before, after] = pages.map(({ body }) => seriesOf(body, format))
  const changed = [...minus(before!, after!), ...minus(after!, before!)]
  return changed.map((series) => `a series that one of the scrapes has not: ${series}`)
}

/** The bytes that name each series. */
function seriesOf(body: Uint8Array, format: ExpositionFormat): readonly string[] {
  const text = textOfBytes(body)
  if (format !== 'protobuf') return text.split('\n').flatMap((line) => SERIES.exec(line)?.[0] || [])
  return labelBytesOf(text)
}

function labelBytesOf(text: string): readonly string[] {
  const { families } = readMessages(text, {
    format: 'protobuf',
    framing: 'complete',
    validation: 'strict',
    limits: DEFAULT_MERGE_OPTIONS.limits,
    injection: { labels: [], onCollision: 'keep' },
    escaping: 'allow-utf-8',
  })
  return families.flatMap(({ name, metrics }) =>
    metrics.map(({ labels }) => `${name} ${labels.map(({ pair }) => pair).join('')}`),
  )
}

/** Targets that answer in turns, in another order, in pieces. */
export function orderFaults(inputs: readonly ModelInput[], version: FormatVersion): Faults {
  const mergeCase = { inputs, version, options: DEFAULT_MERGE_OPTIONS }
  const order = inputs.map((_, place) => place).toReversed()
  const inTurns = runEngineInterleaved(mergeCase, order, cutsAtShares([0.1, 0.5, 0.77]))
  const isSame = Buffer.compare(inTurns.body, runEngine(mergeCase).body) === 0
  return isSame ? [] : ['the page depends on the order of the answers']
}
