/**
 * The family types of each format and the suffixes that their samples' names take (the table of
 * merge-semantics §5).
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'

const SUFFIXES = {
  text: {
    counter: [''],
    gauge: [''],
    untyped: [''],
    histogram: ['_bucket', '_sum', '_count'],
    summary: ['', '_sum', '_count'],
  },
  openmetrics: {
    counter: ['_total', '_created'],
    gauge: [''],
    unknown: [''],
    stateset: [''],
    histogram: ['_bucket', '_sum', '_count', '_created'],
    summary: ['', '_sum', '_count', '_created'],
    gaugehistogram: ['_bucket', '_gsum', '_gcount'],
    info: ['_info'],
  },
  protobuf: {
    counter: [''],
    gauge: [''],
    untyped: [''],
    histogram: ['_bucket', '_sum', '_count'],
    summary: ['', '_sum', '_count'],
    gaugehistogram: ['_bucket', '_gsum', '_gcount'],
  },
} as const

export type FamilyType = keyof typeof SUFFIXES.text | keyof typeof SUFFIXES.openmetrics

const BARE: readonly string[] = ['']

export function isTypeOf(word: string, format: ExpositionFormat): word is FamilyType {
  return Object.hasOwn(SUFFIXES[format], word)
}

/** The suffix set of a type, the bare name as an empty suffix; an undeclared family takes its bare name. */
export function suffixesOf(type: FamilyType | undefined, format: ExpositionFormat): readonly string[] {
  const sets: Partial<Record<FamilyType, readonly string[]>> = SUFFIXES[format]
  return (type === undefined ? undefined : sets[type]) ?? BARE
}

/** What must follow the family's name to make the sample's; undefined if the type has no such suffix. */
export function suffixOf(
  sampleName: string,
  familyName: string,
  type: FamilyType | undefined,
  format: ExpositionFormat,
): string | undefined {
  return suffixesOf(type, format).find((suffix) => sampleName === familyName + suffix)
}

/** The type that a family has when nothing better is known of it. */
export function untypedIn(format: ExpositionFormat): FamilyType {
  return format === 'text' ? 'untyped' : 'unknown'
}
