/**
 * What a family's type asks of its samples (the table of merge-semantics §8 but for grouping and exemplars, which
 * sample-groups.ts repairs). Run on the samples of one target after the repairs.
 */
import type { FamilySubject } from './family-subject.ts'
import { findHistogramFaults } from './histogram-rules.ts'
import type { Decimal } from './numbers.ts'
import { compareDecimals, isWhole, readDecimal, signOf } from './numbers.ts'
import { groupSamples } from './sample-groups.ts'
import { suffixOf } from './suffixes.ts'
import type { Sample, Violation } from './target-family.ts'

type Code = Violation['code']

const COUNTED = ['_total', '_bucket', '_count', '_gcount']
const NEVER_NAN = [...COUNTED, '_sum', '_gsum']
const WHOLE = ['_bucket', '_count', '_gcount']
const ONE = readDecimal('1', 'text')!

export function findRuleViolations(samples: readonly Sample[], subject: FamilySubject): readonly Violation[] {
  const ofSamples = samples.flatMap((sample) =>
    sampleFaults(sample, subject).map((code) => ({ code, line: sample.line })),
  )
  if (subject.type !== 'histogram' && subject.type !== 'gaugehistogram') return ofSamples
  return [
    ...ofSamples,
    ...groupSamples(samples, subject).flatMap((group) => findHistogramFaults(group, subject)),
  ]
}

function sampleFaults(sample: Sample, subject: FamilySubject): readonly Code[] {
  const suffix = suffixOf(sample.name, subject.name, subject.type, subject.format)
  if (suffix === undefined) return ['SAMPLE_NAME_UNFIT']
  const value = readDecimal(sample.value, subject.format)!
  return [...valueFaults(value, suffix, subject), ...labelFaults(sample, suffix, value, subject)]
}

function valueFaults(value: Decimal, suffix: string, { type }: FamilySubject): readonly Code[] {
  const faults: Code[] = []
  if (NEVER_NAN.includes(suffix) && value.kind === 'nan') faults.push('VALUE_NAN')
  const isSigned = suffix === '_gsum' || (suffix === '' && type !== 'summary') || suffix === '_created'
  if (!isSigned && signOf(value) < 0) faults.push('VALUE_NEGATIVE')
  if (WHOLE.includes(suffix) && value.kind !== 'nan' && !isWhole(value)) faults.push('VALUE_FRACTIONAL')
  return faults
}

function labelFaults(
  sample: Sample,
  suffix: string,
  value: Decimal,
  { name, type, format }: FamilySubject,
): readonly Code[] {
  const numberIn = (labelName: string): Decimal | undefined =>
    readDecimal(labelValue(sample, labelName) ?? '', format)
  if (suffix === '_bucket') return isNumber(numberIn('le')) ? [] : ['BUCKET_LE_INVALID']
  if (type === 'summary' && suffix === '') return isShare(numberIn('quantile')) ? [] : ['QUANTILE_INVALID']
  if (type === 'info') return isOne(value) ? [] : ['INFO_INVALID']
  if (type !== 'stateset') return []
  const isState = labelValue(sample, name) !== undefined && (isZero(value) || isOne(value))
  return isState ? [] : ['STATESET_INVALID']
}

export function labelValue(sample: Sample, name: string): string | undefined {
  return sample.labels.find((label) => label.name === name)?.value
}

function isNumber(decimal: Decimal | undefined): decimal is Decimal {
  return decimal !== undefined && decimal.kind !== 'nan'
}

function isShare(decimal: Decimal | undefined): boolean {
  return isNumber(decimal) && signOf(decimal) >= 0 && compareDecimals(decimal, ONE) <= 0
}

function isOne(value: Decimal): boolean {
  return value.kind === 'finite' && compareDecimals(value, ONE) === 0
}

function isZero(value: Decimal): boolean {
  return value.kind === 'finite' && signOf(value) === 0
}
