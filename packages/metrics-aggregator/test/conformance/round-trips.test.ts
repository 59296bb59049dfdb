/**
 * Over another format and back: what real expositions and accepted vectors lose on the way is what
 * merge-semantics §7 lists, and nothing else. Pages are read with the model's reader.
 */
import { describe, expect, test } from 'vitest'
import { formatOf } from '../../src/exposition/formats.ts'
import type { FormatVersion } from '../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import type { MergeOptions } from '../../src/exposition/options.ts'
import { ordinaryText } from '../model/byte-text.ts'
import { readCorpora } from '../model/corpora.ts'
import type { ModelPage } from '../model/model-merge.ts'
import { millisecondsOfSeconds } from '../model/numbers.ts'
import { observeSamples, readPage, sampleTexts } from '../model/observe.ts'
import type { ObservedSample } from '../model/observe.ts'
import { runEngine } from '../model/run-engine.ts'
import { bytesOf } from './vector.ts'
import { VECTOR_GROUPS } from './vectors.ts'

const TEXT = 'text-1.0.0'
const OPENMETRICS = 'openmetrics-1.0.0'
/** Names as they are: an escaped one would be another. */
const FIRST_PASS: MergeOptions = { ...DEFAULT_MERGE_OPTIONS, escaping: 'allow-utf-8' }
/** The second pass finds the label of the first and keeps it. */
const SECOND_PASS: MergeOptions = { ...FIRST_PASS, onCollision: 'keep', duplicates: 'forward' }

interface Exposition {
  readonly title: string
  readonly body: Uint8Array
}

interface Journey {
  /** In its own format. */
  readonly direct: ModelPage
  readonly there: ModelPage
  readonly back: ModelPage
  readonly from: FormatVersion
}

function expositionsOf(format: 'text' | 'openmetrics'): readonly Exposition[] {
  const corpora = readCorpora().filter((corpus) => corpus.format === format)
  const groups = VECTOR_GROUPS.filter((group) => group.format === format)
  const vectors = groups.flatMap(({ group, vectors: all }) =>
    all
      // What is as long as a limit is over it once it has our label.
      .filter(({ verdict, title }) => verdict.accepted && !title.endsWith('the limit'))
      .map(({ title, body }) => ({ title: `${group}: ${title}`, body: bytesOf(body) })),
  )
  return [...corpora.map(({ name, body }) => ({ title: name, body })), ...vectors]
}

function pass(body: Uint8Array, from: FormatVersion, to: FormatVersion, options: MergeOptions): ModelPage {
  const input = { name: 'app', format: formatOf(from), framing: 'complete', body } as const
  return runEngine({ inputs: [input], options, version: to })
}

function travel(body: Uint8Array, from: FormatVersion, over: FormatVersion): Journey {
  const there = pass(body, from, over, FIRST_PASS)
  return {
    from,
    there,
    direct: pass(body, from, from, FIRST_PASS),
    back: pass(there.body, over, from, SECOND_PASS),
  }
}

function samplesOf(page: ModelPage, { from }: Journey): readonly ObservedSample[] {
  return observeSamples(page.body, formatOf(from))
}

/** Whole milliseconds, and no time before 1970, which a text page leaves out. */
function textTimes(samples: readonly ObservedSample[]): readonly string[] {
  const instant = ({ timestamp }: ObservedSample): string =>
    timestamp === undefined ? '' : (millisecondsOfSeconds(timestamp)?.token ?? 'beyond')
  return sampleTexts(
    samples.filter((sample) => !/^(-|beyond)/.test(instant(sample))),
    instant,
  )
}

/** Names of families that the way over the other format told of, and of the other family of a clash. */
function toldOf({ there }: Journey): ReadonlySet<string> {
  return new Set(there.report.events.flatMap(({ family, detail }) => [family, detail ?? '']))
}

interface FamilyFacts {
  readonly type: string | undefined
  readonly help: string | undefined
}

function factsOf(page: ModelPage, { from }: Journey): ReadonlyMap<string, FamilyFacts> {
  const { families } = readPage(page.body, formatOf(from))
  return new Map(families.map(({ name, type, help }) => [ordinaryText(name), { type, help }]))
}

describe('text to OpenMetrics and back', () => {
  test.each(expositionsOf('text'))('$title', ({ body }) => {
    const journey = travel(body, TEXT, OPENMETRICS)
    const told = toldOf(journey)
    const [direct, back] = [factsOf(journey.direct, journey), factsOf(journey.back, journey)]
    const changed = [...direct].filter(([name, { type }]) => back.get(name)?.type !== type)
    const unexplained = changed.filter(([name, { type }]) => {
      const stem = name.replace(/_total$/, '')
      // A counter without _total, or one whose name another family needs, is unknown to OpenMetrics.
      const isNameless = type === 'counter' && (stem === name || direct.has(stem))
      return !isNameless && !told.has(name) && !told.has(stem)
    })
    expect(unexplained).toEqual([])
    const lostHelps = [...direct].filter(([name, { help }]) => back.get(name)?.help !== help)
    expect(lostHelps.filter(([name]) => !told.has(name))).toEqual([])
    const { counters } = journey.there.report.targets[0]!
    const lost = samplesOf(journey.direct, journey).length - samplesOf(journey.back, journey).length
    // OpenMetrics has no series twice in a family, which is counted.
    expect(lost).toBe(counters.duplicates + counters.samplesDropped)
    if (lost > 0) return
    expect(sampleTexts(samplesOf(journey.back, journey), milliseconds)).toEqual(
      sampleTexts(samplesOf(journey.direct, journey), milliseconds),
    )
  })
})

/** Leading zeros go with the point. */
function milliseconds({ timestamp }: ObservedSample): string {
  return timestamp === undefined ? '' : BigInt(timestamp).toString()
}

/** As a page of messages says it and lines say it again: numbers, the labels that readers add, in any order. */
function meaningOf({ name, labels, value, timestamp }: ObservedSample): string {
  // An escape that no format knows is a backslash, and a message holds what is meant.
  const known = labels.replace(/\\([^])/g, (escape, letter: string) =>
    String.raw`\"n`.includes(letter) ? escape : `\\${escape}`,
  )
  const own = known.replace(/(?<=^|,)(le|quantile)="([^"]*)"/g, (_, label: string, token: string) => {
    return `${label}="${floatOf(token)}"`
  })
  const sorted = own.match(/(?:[^",]+|"(?:[^"\\]|\\[^])*")="(?:[^"\\]|\\[^])*"/g)?.toSorted() ?? []
  return JSON.stringify([
    name,
    sorted,
    floatOf(value),
    timestamp === undefined ? '' : BigInt(timestamp).toString(),
  ])
}

/** The nearest 64-bit float. */
function floatOf(token: string): string {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(token)
  return infinite ? `${infinite[1]}Infinity`.replace('+', '') : String(Number(token))
}

/** What a message has without having been told: the last bucket, the sum and the count. */
const ADDED = /^\["[^"]*(?:_bucket|_sum|_count)"/

describe('text to protobuf and back', () => {
  test.each(expositionsOf('text'))('$title', ({ body }) => {
    const journey = travel(body, TEXT, 'protobuf')
    const told = toldOf(journey)
    const { counters } = journey.there.report.targets[0]!
    const [direct, back] = [journey.direct, journey.back].map((page) =>
      samplesOf(page, journey).map(meaningOf),
    )
    const [had, has] = [new Set(direct), new Set(back)]
    const lost = direct!.filter((sample) => !has.has(sample))
    expect(counters.duplicates + counters.samplesDropped > 0 ? [] : lost).toEqual([])
    expect(back!.filter((sample) => !had.has(sample) && !ADDED.test(sample))).toEqual([])
    const after = factsOf(journey.back, journey)
    const changed = [...factsOf(journey.direct, journey)].filter(([name, { type, help }]) => {
      const facts = after.get(name)
      // A message always has a type.
      return facts?.type !== (type ?? 'untyped') || facts.help !== help
    })
    expect(changed.filter(([name]) => !told.has(name))).toEqual([])
  })
})

describe('OpenMetrics to text and back', () => {
  const KEPT: ReadonlySet<string | undefined> = new Set([
    'gauge',
    'unknown',
    'summary',
    'histogram',
    'counter',
  ])

  test.each(expositionsOf('openmetrics'))('$title', ({ body }) => {
    const journey = travel(body, OPENMETRICS, TEXT)
    const [direct, back] = [samplesOf(journey.direct, journey), samplesOf(journey.back, journey)]
    expect(textTimes(back)).toEqual(textTimes(direct))
    const { counters } = journey.there.report.targets[0]!
    const said = observeSamples(body, 'openmetrics')
    expect(counters.exemplarsDropped).toBe(said.filter(({ exemplar }) => exemplar !== undefined).length)
    expect(back.filter(({ exemplar }) => exemplar !== undefined)).toEqual([])
    const withUnit = readPage(body, 'openmetrics').families.filter(({ unit }) => unit !== undefined)
    expect(counters.unitsDropped).toBe(withUnit.length)

    const [before, after] = [factsOf(journey.direct, journey), factsOf(journey.back, journey)]
    const events = [journey.direct, journey.back].flatMap(({ report }) => report.events)
    const told = new Set([...toldOf(journey), ...events.map(({ family }) => family)])
    // The pieces of a family that was split are told of by its name.
    const isTold = (name: string): boolean => told.has(name) || told.has(name.replace(/_[a-z]+$/, ''))
    const lost = [...before].filter(
      ([name, { type, help }]) =>
        KEPT.has(type) && (after.get(name)?.type !== type || after.get(name)?.help !== help),
    )
    expect(lost.filter(([name]) => !isTold(name))).toEqual([])
  })
})
