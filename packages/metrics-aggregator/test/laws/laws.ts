/**
 * The laws of a merger over any expositions, whoever made them: a target alone (P2), several (P3), conversions there
 * and back (P5) and the same bytes again (P7). A law gives what breaks it, in words; nothing if it holds.
 */
import { isDeepStrictEqual } from 'node:util'
import type { ExpositionFormat, FormatVersion } from '../../src/exposition/formats.ts'
import { formatOf } from '../../src/exposition/formats.ts'
import type { MergeOptions } from '../../src/exposition/options.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../src/exposition/options.ts'
import type { TargetCounters } from '../../src/exposition/report.ts'
import { VERSION_WITH_NAMES } from '../model/generate.ts'
import type { ModelInput, ModelPage } from '../model/model-merge.ts'
import { runEngine } from '../model/run-engine.ts'
import { labelFacts, minus } from './facts.ts'
import type { FamilyFacts, PageFacts } from './facts.ts'
import { factsOfLines } from './facts-of-lines.ts'
import { factsOfMessages } from './facts-of-messages.ts'

export type Faults = readonly string[]

/** A name that is escaped is another one. */
const OPTIONS: MergeOptions = { ...DEFAULT_MERGE_OPTIONS, escaping: 'allow-utf-8' }
/** A second pass finds the label of the first and keeps it. */
const AGAIN: MergeOptions = { ...OPTIONS, onCollision: 'keep', duplicates: 'forward' }

function factsOf(body: Uint8Array, format: ExpositionFormat): PageFacts {
  return format === 'protobuf' ? factsOfMessages(body) : factsOfLines(body, format)
}

export function inputOf(format: ExpositionFormat, body: Uint8Array, name = 'app'): ModelInput {
  return { name, format, framing: 'complete', body }
}

export function pageOf(
  inputs: readonly ModelInput[],
  version: FormatVersion,
  options: MergeOptions = OPTIONS,
): ModelPage {
  return runEngine({ inputs, options, version })
}

const countOf = ({ report }: ModelPage, counter: keyof TargetCounters): number =>
  report.targets.reduce((sum, { counters }) => sum + counters[counter], 0)

export const refusalsOf = ({ report }: ModelPage): Faults =>
  report.targets.flatMap(({ name, refusal }) =>
    refusal === undefined
      ? []
      : [`${name} was refused: ${refusal.code} in line ${refusal.line}, ${refusal.excerpt}`],
  )

/** P2: the target's own page says what the target said. */
export function singleTargetFaults(input: ModelInput): Faults {
  const page = pageOf([input], VERSION_WITH_NAMES[input.format])
  const refusals = refusalsOf(page)
  if (refusals.length > 0) return refusals
  return wayFaults({
    before: withOrigin(factsOf(input.body, input.format), input.name),
    after: factsOf(page.body, input.format),
    page,
    from: input.format,
  })
}

/** P3: the page of several says what their pages say, and nothing else. */
export function unionFaults(inputs: readonly ModelInput[], version: FormatVersion): Faults {
  const merged = pageOf(inputs, version)
  const refusals = refusalsOf(merged)
  if (refusals.length > 0) return refusals
  const format = formatOf(version)
  const alone = inputs.map((input) => pageOf([input], version))
  const own = alone.map((page) => factsOf(page.body, format))
  const all = {
    samples: own.flatMap(({ samples }) => samples),
    implied: own.flatMap(({ implied }) => implied),
    exemplars: own.flatMap(({ exemplars }) => exemplars),
    natives: own.flatMap(({ natives }) => natives),
  }
  return contentFaults(all, factsOf(merged.body, format), toldBy(merged, alone))
}

/** P5: over another format and back, each way loses what it says that it loses. */
export function conversionFaults(input: ModelInput, over: ExpositionFormat): Faults {
  const { format } = input
  const direct = pageOf([input], VERSION_WITH_NAMES[format])
  const there = pageOf([input], VERSION_WITH_NAMES[over])
  const back = pageOf([inputOf(over, there.body)], VERSION_WITH_NAMES[format], AGAIN)
  const refusals = [direct, there, back].flatMap(refusalsOf)
  if (refusals.length > 0) return refusals
  const [before, between, after] = [
    factsOf(direct.body, format),
    factsOf(there.body, over),
    factsOf(back.body, format),
  ]
  const way = wayFaults({ before, after: between, page: there, from: format, to: over, own: direct })
  const wayBack = wayFaults({ before: between, after, page: back, from: over, to: format })
  return [...way.map((fault) => `there: ${fault}`), ...wayBack.map((fault) => `back: ${fault}`)]
}

interface Way {
  readonly before: PageFacts
  readonly after: PageFacts
  /** What led from the one to the other. */
  readonly page: ModelPage
  /** What led to the first, where that lost something itself. */
  readonly own?: ModelPage
  readonly from: ExpositionFormat
  readonly to?: ExpositionFormat
}

/** How much a page dropped, and how much more than the page or the pages that it is compared with. */
interface Told {
  readonly more: (counter: keyof TargetCounters) => number
  readonly dropped: number
}
type Content = Omit<PageFacts, 'families'>

function wayFaults(way: Way): Faults {
  const { before, after, page, own } = way
  const told = toldBy(page, own === undefined ? [] : [own])
  return [...contentFaults(before, after, told), ...familyFaults(way)]
}

function toldBy(page: ModelPage, others: readonly ModelPage[]): Told {
  return {
    more: (counter) =>
      countOf(page, counter) - others.reduce((sum, other) => sum + countOf(other, counter), 0),
    dropped: countOf(page, 'samplesDropped') + countOf(page, 'duplicates'),
  }
}

/** What is lost is as much as was told, and what is gained was implied. */
function contentFaults(before: Content, after: Content, told: Told): Faults {
  const lost = minus(before.samples, after.samples)
  const gained = minus(minus(after.samples, before.samples), before.implied)
  const dropped = told.more('samplesDropped') + told.more('duplicates')
  const extras = (kind: 'exemplars' | 'natives', counter: keyof TargetCounters): Faults =>
    extraFaults(kind, [before[kind], after[kind]], { told: told.more(counter), dropped: told.dropped })
  return [
    ...(lost.length > Math.max(0, dropped) ? shown('lost', lost) : []),
    ...(gained.length > Math.max(0, -dropped) ? shown('gained', gained) : []),
    ...extras('exemplars', 'exemplarsDropped'),
    ...extras('natives', 'nativeHistogramsDegraded'),
  ]
}

interface ToldLoss {
  readonly told: number
  /** Samples that went with what they had. */
  readonly dropped: number
}

/** Exactly as many as was told, but for those of samples that were dropped themselves. */
function extraFaults(
  kind: string,
  [before, after]: readonly [Faults, Faults],
  { told, dropped }: ToldLoss,
): Faults {
  const [lost, gained] = [minus(before, after), minus(after, before)]
  if (Math.abs(lost.length - gained.length - told) <= dropped) return []
  return [`${kind}: ${told} told of`, ...shown('lost', lost), ...shown('gained', gained)]
}

const shown = (what: string, facts: Faults): Faults => facts.map((fact) => `${what} ${fact}`)

/** Types, help and units stay, but for what an event tells of and what a format cannot say. */
function familyFaults({ before, after, page, own, from, to = from }: Way): Faults {
  const events = [page, ...(own === undefined ? [] : [own])].flatMap(({ report }) => report.events)
  const told = new Set(events.flatMap(({ family, detail }) => [family, detail ?? '']))
  // A family that was split is told of by its name, and so are its pieces.
  const isTold = (name: string): boolean => told.has(name) || told.has(name.replace(/_[a-z]+$/, ''))
  return [...before.families].flatMap(([name, facts]) => {
    const found = after.families.get(name)
    const type = typeAfter({ name, type: facts.type, from, to }, before)
    const expected = {
      type,
      // Text skips blanks in front of a help.
      help:
        (to === 'text' ? facts.help.replace(/^[ \t]+/, '') : facts.help) || joinedHelp(name, found, before),
      unit: canHoldUnit({ name, type, to }, facts.unit) ? facts.unit : '',
    }
    if (isTold(name) || isDeepStrictEqual(found, expected)) return []
    return [`family ${name} should be ${JSON.stringify(expected)} and is ${JSON.stringify(found)}`]
  })
}

interface TypedFamily {
  readonly name: string
  readonly type: string
  readonly from: ExpositionFormat
  readonly to: ExpositionFormat
}

/** Text has no gauge histograms, and OpenMetrics no counter whose name lacks its suffix or is needed by another family. */
function typeAfter({ name, type, from, to }: TypedFamily, { families }: PageFacts): string {
  if (type === 'gaugehistogram' && to === 'text') return 'histogram'
  const isNameless = !name.endsWith('_total') || families.has(name.replace(/_total$/, ''))
  return type === 'counter' && to === 'openmetrics' && from !== to && isNameless ? 'untyped' : type
}

/** A family without help takes that of a family whose samples joined it, such as the times when counters were made. */
function joinedHelp(name: string, found: FamilyFacts | undefined, { families }: PageFacts): string {
  const stem = name.replace(/_[a-z]+$/, '')
  const helps = [stem, `${stem}_total`].map((other) => families.get(other)?.help)
  return found !== undefined && helps.includes(found.help) ? found.help : ''
}

/** Text has no units, and OpenMetrics those that end the family's name. */
function canHoldUnit({ name, type, to }: Omit<TypedFamily, 'from'>, unit: string): boolean {
  if (to !== 'openmetrics') return to === 'protobuf'
  const openMetricsName = type === 'counter' ? name.replace(/_total$/, '') : name
  return openMetricsName.endsWith(`_${unit}`)
}

function withOrigin(facts: PageFacts, origin: string): PageFacts {
  const added = (fact: string): string => {
    const [name, labels, ...rest] = JSON.parse(fact) as [string, [string, string][], ...unknown[]]
    return JSON.stringify([name, labelFacts([...labels, [DEFAULT_MERGE_OPTIONS.labelName, origin]]), ...rest])
  }
  return {
    ...facts,
    samples: facts.samples.map(added),
    implied: facts.implied.map(added),
    exemplars: facts.exemplars.map(added),
    natives: facts.natives.map(added),
  }
}
