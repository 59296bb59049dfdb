/** The facts of a page of text or OpenMetrics, as the model's reader finds them. */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { ordinaryText } from '../model/byte-text.ts'
import { millisecondsOfSeconds } from '../model/numbers.ts'
import { readPage } from '../model/observe.ts'
import { unescapeValue } from '../model/protobuf/splice.ts'
import { readExemplarTokens } from '../model/sample-line.ts'
import type { Sample, TargetFamily } from '../model/target-family.ts'
import { exemplarFact, floatOf, sampleFact } from './facts.ts'
import type { FamilyFacts, Labels, PageFacts } from './facts.ts'

/** Throws if a strict reader would refuse the page. */
export function factsOfLines(body: Uint8Array, format: Exclude<ExpositionFormat, 'protobuf'>): PageFacts {
  const { refusal, families } = readPage(body, format)
  if (refusal) throw new Error(`${refusal.code} in line ${refusal.line} of the page`)
  const samples = families.flatMap((family) => family.samples)
  return {
    samples: samples.map((sample) => factOf(sample, format)),
    implied: [],
    exemplars: samples.flatMap((sample) => exemplarOf(sample)),
    natives: [],
    families: new Map(families.map((family) => familyOf(family, format))),
  }
}

const labelsOf = (labels: Sample['labels']): Labels =>
  labels.map(({ name, value }) => [ordinaryText(name), ordinaryText(unescapeValue(value))] as const)

function factOf({ name, labels, value, timestamp }: Sample, format: ExpositionFormat): string {
  const time = format === 'openmetrics' ? timeOfSeconds(timestamp) : timestamp && BigInt(timestamp).toString()
  return sampleFact({
    name: ordinaryText(name),
    labels: labelsOf(labels),
    value: floatOf(value),
    time: time ?? '',
  })
}

function timeOfSeconds(timestamp: string | undefined): string | undefined {
  return timestamp === undefined ? undefined : (millisecondsOfSeconds(timestamp)?.token ?? timestamp)
}

function exemplarOf({ name, labels, exemplar }: Sample): readonly string[] {
  if (exemplar === undefined) return []
  const { labels: exemplarLabels, value, timestamp: time } = readExemplarTokens(exemplar)
  return [
    exemplarFact({
      sample: ordinaryText(name),
      labels: labelsOf(labels),
      exemplarLabels: labelsOf(exemplarLabels),
      value: floatOf(value),
      time,
    }),
  ]
}

/** How text calls what only OpenMetrics knows. */
const SUFFIXES: Readonly<Record<string, string>> = { counter: '_total', info: '_info' }
const TYPES: Readonly<Record<string, string>> = {
  unknown: 'untyped',
  info: 'gauge',
  stateset: 'gauge',
}

function familyOf(
  { name, type = 'untyped', help = '', unit = '' }: TargetFamily,
  format: ExpositionFormat,
): readonly [string, FamilyFacts] {
  const suffix = format === 'openmetrics' ? (SUFFIXES[type] ?? '') : ''
  const facts = { type: TYPES[type] ?? type, help: ordinaryText(help), unit: ordinaryText(unit) }
  return [ordinaryText(name) + suffix, facts]
}
