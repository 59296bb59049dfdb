/**
 * What a strict reader of the text format refuses in a histogram or summary, so that it costs the whole page: the
 * reason to split such a family on text pages too (merge-semantics §6.4).
 */
import type { FamilySubject } from './family-subject.ts'
import { readDecimal, signOf } from './numbers.ts'
import type { Sample, Violation } from './target-family.ts'

export function findTextViolations(samples: readonly Sample[], subject: FamilySubject): readonly Violation[] {
  return samples.flatMap((sample) =>
    sampleFaults(sample, subject).map((code) => ({ code, line: sample.line })),
  )
}

function sampleFaults(sample: Sample, { name, type }: FamilySubject): readonly Violation['code'][] {
  if (type === 'summary') return isLabelSound(sample, 'quantile') ? [] : ['QUANTILE_INVALID']
  if (type !== 'histogram') return []
  const isCounted = sample.name === `${name}_bucket` || sample.name === `${name}_count`
  const isNegative = isCounted && signOf(readDecimal(sample.value)!) < 0
  return [
    ...(isLabelSound(sample, 'le') ? [] : (['BUCKET_LE_INVALID'] as const)),
    ...(isNegative ? (['VALUE_NEGATIVE'] as const) : []),
  ]
}

/** A missing label is taken, and so is NaN. */
function isLabelSound(sample: Sample, name: string): boolean {
  const label = sample.labels.find((each) => each.name === name)
  return label === undefined || readDecimal(label.value) !== undefined
}
