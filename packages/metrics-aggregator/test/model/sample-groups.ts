/**
 * The groups of an OpenMetrics family and the repairs of faulty grouping (merge-semantics §8): what a strict
 * reader would refuse although every sample by itself is right.
 */
import { codePointsOf } from './byte-text.ts'
import type { FamilySubject } from './family-subject.ts'
import { groupKey, seriesKey } from './label-set.ts'
import { compareDecimals, readDecimal } from './numbers.ts'
import { readExemplarParts } from './sample-line.ts'
import { suffixOf } from './suffixes.ts'
import type { Sample, Violation } from './target-family.ts'

const EXEMPLAR_CODE_POINTS_MAX = 128

export interface Repair {
  /** In their new order. */
  readonly kept: readonly Sample[]
  readonly duplicates: number
  readonly samplesDropped: number
  readonly exemplarsDropped: number
  readonly violations: readonly Violation[]
}

/** The samples of one target in a family, group by group in order of first appearance. */
export function groupSamples(samples: readonly Sample[], subject: FamilySubject): readonly Sample[][] {
  const groups = new Map<string, Sample[]>()
  for (const sample of samples) {
    const key = keyOfGroup(sample, subject)
    groups.set(key, [...(groups.get(key) ?? []), sample])
  }
  return [...groups.values()]
}

function keyOfGroup(sample: Sample, subject: FamilySubject): string {
  return subject.type === 'info' ? '' : groupKey(sample.labels, labelAside(sample, subject))
}

/** The label that tells the samples of a group apart: only those samples that are told apart by it have it aside. */
function labelAside(sample: Sample, { name, type, format }: FamilySubject): string | undefined {
  const suffix = suffixOf(sample.name, name, type, format)
  if (suffix === '_bucket') return 'le'
  if (type === 'summary' && suffix === '') return 'quantile'
  return type === 'stateset' ? name : undefined
}

export function repairGroups(samples: readonly Sample[], subject: FamilySubject): Repair {
  const exemplars = repairExemplars(samples, subject)
  const groups = groupSamples(exemplars.samples, subject)
  const repaired = groups.map((group) => repairGroup(group, subject))
  const inOrder = repaired.flatMap((group) => group.kept)
  const orders = inOrder.map((sample) => sample.order).toSorted((a, b) => a - b)
  const dropped = repaired.flatMap((group) => group.dropped)
  const duplicates = dropped.filter(({ code }) => code === 'SERIES_DUPLICATE').length
  return {
    kept: inOrder.map((sample, place) => ({ ...sample, order: orders[place]! })),
    duplicates,
    samplesDropped: dropped.length - duplicates,
    exemplarsDropped: exemplars.violations.length,
    violations: [...exemplars.violations, ...findReturns(exemplars.samples, subject), ...dropped],
  }
}

/** The samples that come back to a group after one of another group. */
function findReturns(samples: readonly Sample[], subject: FamilySubject): readonly Violation[] {
  const seen = new Set<string>()
  const returns: Violation[] = []
  let last: string | undefined
  for (const sample of samples) {
    const key = keyOfGroup(sample, subject)
    if (key !== last && seen.has(key)) returns.push({ code: 'SERIES_INTERLEAVED', line: sample.line })
    seen.add(key)
    last = key
  }
  return returns
}

function repairGroup(
  group: readonly Sample[],
  subject: FamilySubject,
): { kept: readonly Sample[]; dropped: readonly Violation[] } {
  const kept: Sample[] = []
  const dropped: Violation[] = []
  const first = group[0]!
  for (const [place, sample] of group.entries()) {
    const code = groupFault(sample, { before: group.slice(0, place), first, lastKept: kept.at(-1), subject })
    if (code) dropped.push({ code, line: sample.line })
    else kept.push(sample)
  }
  return { kept, dropped }
}

interface GroupPlace {
  readonly before: readonly Sample[]
  readonly first: Sample
  readonly lastKept: Sample | undefined
  readonly subject: FamilySubject
}

function groupFault(sample: Sample, place: GroupPlace): Violation['code'] | undefined {
  if (place.before.some((other) => isDuplicate(other, sample))) return 'SERIES_DUPLICATE'
  if ((sample.timestamp === undefined) !== (place.first.timestamp === undefined)) return 'TIMESTAMPS_MIXED'
  const isBackwards =
    place.subject.type !== 'info' && place.lastKept && compareTimestamps(sample, place.lastKept) < 0
  return isBackwards ? 'TIMESTAMP_BACKWARDS' : undefined
}

function isDuplicate(a: Sample, b: Sample): boolean {
  if (a.name !== b.name || seriesKey(a.labels) !== seriesKey(b.labels)) return false
  if (a.timestamp === undefined || b.timestamp === undefined) return a.timestamp === b.timestamp
  return compareTimestamps(a, b) === 0
}

/** A missing timestamp equals another missing one only. */
export function compareTimestamps(a: Sample, b: Sample): number {
  if (a.timestamp === undefined || b.timestamp === undefined) return 0
  return compareDecimals(readDecimal(a.timestamp)!, readDecimal(b.timestamp)!)
}

function repairExemplars(
  samples: readonly Sample[],
  subject: FamilySubject,
): { samples: readonly Sample[]; violations: readonly Violation[] } {
  const violations: Violation[] = []
  const repaired = samples.map((sample) => {
    const code = exemplarFault(sample, subject)
    if (!code) return sample
    violations.push({ code, line: sample.line })
    return { ...sample, exemplar: undefined }
  })
  return { samples: repaired, violations }
}

function exemplarFault(sample: Sample, subject: FamilySubject): Violation['code'] | undefined {
  if (sample.exemplar === undefined) return undefined
  const suffix = suffixOf(sample.name, subject.name, subject.type, subject.format)
  if (suffix !== '_total' && suffix !== '_bucket') return 'EXEMPLAR_MISPLACED'
  return exemplarCodePoints(sample.exemplar) > EXEMPLAR_CODE_POINTS_MAX ? 'EXEMPLAR_TOO_LONG' : undefined
}

/** Names and values together; an escape counts as the one character it stands for. */
function exemplarCodePoints(exemplar: string): number {
  const labels = readExemplarParts({ text: exemplar, at: '# '.length }, Infinity)
  return labels
    .map(({ name, value }) => name.length + codePointsOf(value.replace(/\\[\\n"]/g, ' '))!.length)
    .reduce((sum, length) => sum + length, 0)
}
