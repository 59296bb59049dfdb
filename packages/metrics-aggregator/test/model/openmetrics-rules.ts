/**
 * What a family's type asks of its samples (the table of merge-semantics §8 but for grouping and exemplars, which
 * sample-groups.ts repairs). Run on the samples of one target after the repairs: a histogram's names first,
 * then group by group; else sample by sample.
 */
import type { FamilySubject } from './family-subject.ts'
import { findHistogramFaults } from './histogram-rules.ts'
import { groupSamples } from './sample-groups.ts'
import { findSampleFaults } from './sample-rules.ts'
import { suffixOf } from './suffixes.ts'
import type { Sample, Violation } from './target-family.ts'

export function findRuleViolations(samples: readonly Sample[], subject: FamilySubject): readonly Violation[] {
  const isHistogram = subject.type === 'histogram' || subject.type === 'gaugehistogram'
  if (!isHistogram) {
    return samples.flatMap((sample) => [
      ...findUnfitName(sample, subject),
      ...findSampleFaults(sample, subject),
    ])
  }
  const fit = samples.filter((sample) => findUnfitName(sample, subject).length === 0)
  const groups = groupSamples(fit, subject)
  return [
    ...samples.flatMap((sample) => findUnfitName(sample, subject)),
    ...groups.flatMap((group) => findHistogramFaults(group, subject)),
  ]
}

export function findUnfitName(sample: Sample, { name, type, format }: FamilySubject): readonly Violation[] {
  const isFit = suffixOf(sample.name, name, type, format) !== undefined
  return isFit ? [] : [{ code: 'SAMPLE_NAME_UNFIT', line: sample.line }]
}
