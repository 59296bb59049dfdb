/**
 * The checks that every merger is put to, as Prometheus sees a page: which samples survive, and whether the families are
 * still described. Numbers count as the floats that Prometheus stores, so no merger fails for spelling them otherwise.
 */
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import { DEFAULT_MERGE_OPTIONS } from '../../../src/exposition/options.ts'
import { textOfBytes } from '../../model/byte-text.ts'
import { escapeFamilies } from '../../model/escape-families.ts'
import { readTarget } from '../../model/read-target.ts'
import type { Sample, TargetFamily } from '../../model/target-family.ts'
import type { MergedPage, NamedExposition } from './merger.ts'

interface Survivor {
  readonly name: string
  /** Name, labels, value and time, without the origin: what the container said. */
  readonly said: string
}

const ORIGIN = 'origin_container'
/** How a page writes names when nobody asked for anything. */
const ESCAPING = 'underscores'
/** A page may be wider than what a container may send, by the label that was added. */
const LIMITS = { ...DEFAULT_MERGE_OPTIONS.limits, lineBytesMax: 1_000_000, labelsMax: 1_000 }

/** The families of a page or of a container's own exposition: none if a strict reader refuses it as a whole. */
function familiesOf(body: Uint8Array, format: ExpositionFormat): readonly TargetFamily[] {
  const { families, refusal } = readTarget(textOfBytes(body), {
    format,
    framing: 'complete',
    validation: 'strict',
    limits: LIMITS,
    injection: { labels: [], onCollision: 'keep' },
    escaping: ESCAPING,
  })
  return refusal ? [] : escapeFamilies(families, format, ESCAPING)
}

function survivorsOf(body: Uint8Array, format: ExpositionFormat): readonly Survivor[] {
  const seen = new Set<string>()
  const samples = familiesOf(body, format).flatMap((family) => family.samples)
  return samples.flatMap((sample) => {
    const { name, labels, value, timestamp } = sample
    const series = `${name}{${labelTexts(sample)}} ${millisecondsOf(timestamp, format)}`
    // Prometheus keeps the first of two samples of one series and drops the other without a word.
    const identity = `${labels.find((label) => label.name === ORIGIN)?.value ?? ''} ${series}`
    if (seen.has(identity)) return []
    seen.add(identity)
    return [{ name, said: `${series} ${String(floatOf(value))}` }]
  })
}

/** Sorted and without the origin. A backslash before any other character stands for itself, also where it is doubled. */
function labelTexts({ labels }: Sample): string {
  const own = labels.filter(({ name }) => name !== ORIGIN)
  return own
    .map(({ name, value }) => JSON.stringify([name, value.replaceAll(/\\([\\"n])/g, unescape)]))
    .toSorted()
    .join()
}

const unescape = (_: string, letter: string): string => (letter === 'n' ? '\n' : letter)

function millisecondsOf(timestamp: string | undefined, format: ExpositionFormat): string {
  if (timestamp === undefined) return ''
  return String(Math.round(Number(timestamp) * (format === 'text' ? 1 : 1_000)))
}

const floatOf = (token: string): number => Number(token.replace(/inf(inity)?$/i, 'Infinity'))

export interface Survival {
  readonly sent: number
  readonly kept: number
}

/** How many of the samples whose names match are on the page, each with its own value. */
export function survival(page: MergedPage, given: readonly NamedExposition[], names: RegExp = /^/): Survival {
  const sent = given
    .flatMap(({ body, format }) => survivorsOf(body, format))
    .filter(({ name }) => names.test(name))
  const left = new Map<string, number>()
  for (const { said } of survivorsOf(page.body, page.format)) left.set(said, (left.get(said) ?? 0) + 1)
  const kept = sent.filter(({ said }) => {
    const count = left.get(said) ?? 0
    left.set(said, count - 1)
    return count > 0
  })
  return { sent: sent.length, kept: kept.length }
}

export function keepsAll(page: MergedPage, given: readonly NamedExposition[]): boolean {
  const { sent, kept } = survival(page, given)
  return sent === kept
}

/** Whether the page says of its families what the container said: type, help and unit. */
export function describesFamilies(page: MergedPage, given: NamedExposition): boolean {
  if (page.format !== given.format) return false
  const said = metadataOf(given.body, given.format)
  const known = new Set(metadataOf(page.body, page.format))
  return said.every((family) => known.has(family))
}

function metadataOf(body: Uint8Array, format: ExpositionFormat): readonly string[] {
  return familiesOf(body, format)
    .filter(({ type, help, unit }) => (type ?? help ?? unit) !== undefined)
    .map(({ name, type, help, unit }) => JSON.stringify([name, type, help, unit]))
}
