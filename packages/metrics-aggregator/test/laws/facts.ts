/**
 * What a page says, in words that do not depend on its format: a sample is its name, its labels, a 64-bit float and a
 * time in milliseconds, whether a line or a message holds it. Two pages that say the same have equal facts.
 */
import { readDecimal } from '../model/numbers.ts'
import { timeContent } from '../model/protobuf/time.ts'

export interface PageFacts {
  readonly samples: readonly string[]
  /** Samples that a message has without having been told: its last bucket, a sum, a count, a value of 0. */
  readonly implied: readonly string[]
  readonly exemplars: readonly string[]
  /** Native buckets, whole. */
  readonly natives: readonly string[]
  /** By the name that the family has in text. */
  readonly families: ReadonlyMap<string, FamilyFacts>
}

export interface FamilyFacts {
  /** As a message would call it. */
  readonly type: string
  readonly help: string
  readonly unit: string
}

export type Labels = readonly (readonly [name: string, value: string])[]

export interface SampleFacts {
  readonly name: string
  readonly labels: Labels
  readonly value: number
  /** Milliseconds; empty where there is none. */
  readonly time: string
}

export function sampleFact({ name, labels, value, time }: SampleFacts): string {
  // When something was made is told in nanoseconds by messages, and more exactly by some lines.
  const text = name.endsWith('_created') ? nanosecondsText(value) : floatText(value)
  return JSON.stringify([name, labelFacts(labels), text, time])
}

export interface ExemplarFacts {
  readonly sample: string
  readonly labels: Labels
  readonly exemplarLabels: Labels
  readonly value: number
  /** Seconds. */
  readonly time: string | undefined
}

export function exemplarFact({ sample, labels, exemplarLabels, value, time }: ExemplarFacts): string {
  const at = time === undefined ? '' : nanosecondsText(Number(time))
  return JSON.stringify([sample, labelFacts(labels), labelFacts(exemplarLabels), floatText(value), at])
}

/** In any order; bounds and ranks by their number, for messages have no spelling. */
export function labelFacts(labels: Labels): Labels {
  return labels.map(labelFact).toSorted(byText)
}

function labelFact([name, value]: Labels[number]): Labels[number] {
  return [name, name === 'le' || name === 'quantile' ? boundText(value) : value]
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}

function boundText(value: string): string {
  return readDecimal(value) === undefined ? value : floatText(floatOf(value))
}

/** The nearest 64-bit float of a token. */
export function floatOf(token: string): number {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(token)
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity
  return Number(token)
}

const floatText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** A time beyond what messages hold is itself. */
function nanosecondsText(seconds: number): string {
  return timeContent(String(seconds)) ?? floatText(seconds)
}

/** What the first has and the second has not, each as often as it is missing. */
export function minus(from: readonly string[], taken: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const one of taken) counts.set(one, (counts.get(one) ?? 0) + 1)
  return from.filter((one) => {
    const count = counts.get(one) ?? 0
    counts.set(one, count - 1)
    return count <= 0
  })
}
