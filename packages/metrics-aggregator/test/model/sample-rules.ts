/**
 * What a family's type asks of each of its samples by itself (merge-semantics §8): the value, and the label that tells
 * the samples of a group apart. Samples that don't bear a name of the family have no such rules.
 */
import type { FamilySubject } from './family-subject.ts'
import type { Decimal } from './numbers.ts'
import { compareDecimals, isWhole, readDecimal, signOf } from './numbers.ts'
import { suffixOf } from './suffixes.ts'
import type { Sample, Violation } from './target-family.ts'

type Code = Violation['code']

const COUNTED = ['_total', '_bucket', '_count', '_gcount']
const SUMMED = ['_sum', '_gsum']
const WHOLE = ['_bucket', '_count', '_gcount']
const ONE = readDecimal('1')!

export function findSampleFaults(sample: Sample, subject: FamilySubject): readonly Violation[] {
  return sampleFaults(sample, subject).map((code) => ({ code, line: sample.line }))
}

function sampleFaults(sample: Sample, subject: FamilySubject): readonly Code[] {
  const suffix = suffixOf(sample.name, subject.name, subject.type, subject.format)
  if (suffix === undefined) return []
  const value = readDecimal(sample.value)!
  const ofLabels = labelFaults(sample, suffix, value, subject)
  const ofValue = valueFaults(value, suffix, subject)
  return suffix === '_bucket' ? [...ofValue, ...ofLabels] : [...ofLabels, ...ofValue]
}

function valueFaults(value: Decimal, suffix: string, { type }: FamilySubject): readonly Code[] {
  const faults: Code[] = []
  const isCounted = COUNTED.includes(suffix) || (suffix === '' && type === 'counter')
  if ((isCounted || SUMMED.includes(suffix)) && value.kind === 'nan') faults.push('VALUE_NAN')
  const isUnsigned = isCounted || suffix === '_sum' || (suffix === '' && type === 'summary')
  if (isUnsigned && signOf(value) < 0) faults.push('VALUE_NEGATIVE')
  if (WHOLE.includes(suffix) && value.kind !== 'nan' && !isWhole(value)) faults.push('VALUE_FRACTIONAL')
  return faults
}

function labelFaults(
  sample: Sample,
  suffix: string,
  value: Decimal,
  { name, type, format }: FamilySubject,
): readonly Code[] {
  if (suffix === '_bucket') return isBound(labelValue(sample, 'le'), format) ? [] : ['BUCKET_LE_INVALID']
  if (type === 'summary' && suffix === '') {
    return isShare(readDecimal(labelValue(sample, 'quantile') ?? '')) ? [] : ['QUANTILE_INVALID']
  }
  if (type === 'info') return isOne(value) ? [] : ['INFO_INVALID']
  if (type !== 'stateset') return []
  const isState = labelValue(sample, name) !== undefined && (isZero(value) || isOne(value))
  return isState ? [] : ['STATESET_INVALID']
}

export function labelValue(sample: Sample, name: string): string | undefined {
  return sample.labels.find((label) => label.name === name)?.value
}

/** OpenMetrics knows one spelling of the last bound. */
export function isBound(token: string | undefined, format: FamilySubject['format']): boolean {
  const bound = readDecimal(token ?? '')
  if (!isNumber(bound)) return false
  const isLast = bound.kind === 'infinite' && !bound.isNegative
  return !isLast || token === '+Inf' || format === 'text'
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
