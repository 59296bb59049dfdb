/**
 * What a line of a family is to the message that it becomes (merge-semantics §11, A protobuf page): its role by its name,
 * and what would keep it from that role.
 */
import type { ViolationCode } from '../../../src/exposition/report.ts'
import { isWhole, readDecimal, signOf } from '../numbers.ts'
import { labelValue } from '../sample-rules.ts'
import type { FamilyType } from '../suffixes.ts'
import type { Sample } from '../target-family.ts'

export type Role = 'value' | 'quantile' | 'bucket' | 'sum' | 'count' | 'created'

const ROLES: Partial<Record<FamilyType, Readonly<Record<string, Role>>>> = {
  summary: { '': 'quantile', _sum: 'sum', _count: 'count', _created: 'created' },
  histogram: { _bucket: 'bucket', _sum: 'sum', _count: 'count', _created: 'created' },
  gaugehistogram: { _bucket: 'bucket', _gsum: 'sum', _gcount: 'count', _created: 'created' },
}

export function roleOf(
  sampleName: string,
  familyName: string,
  type: FamilyType | undefined,
): Role | undefined {
  if (type === 'counter' && sampleName === `${familyName.replace(/_total$/, '')}_created`) return 'created'
  if (!sampleName.startsWith(familyName)) return undefined
  const suffix = sampleName.slice(familyName.length)
  const roles = type === undefined ? undefined : ROLES[type]
  return roles === undefined ? (suffix === '' ? 'value' : undefined) : roles[suffix]
}

/** The first thing that is wrong with the line. */
export function faultOfLine(
  sample: Sample,
  familyName: string,
  type: FamilyType | undefined,
): ViolationCode | undefined {
  const role = roleOf(sample.name, familyName, type)
  const value = readDecimal(sample.value)!
  if (role === undefined) return 'SAMPLE_NAME_UNFIT'
  if (role === 'quantile' && !isNumber(labelValue(sample, 'quantile'))) return 'QUANTILE_INVALID'
  if (role === 'bucket' && !isNumber(labelValue(sample, 'le'))) return 'BUCKET_LE_INVALID'
  if ((role === 'bucket' || role === 'count') && signOf(value) < 0) return 'VALUE_NEGATIVE'
  return role === 'count' && type === 'summary' && wholeCount(sample.value) === undefined
    ? 'VALUE_FRACTIONAL'
    : undefined
}

function isNumber(token: string | undefined): boolean {
  return readDecimal(token ?? '') !== undefined
}

/** The count as an unsigned integer of 64 bits; undefined if it is none. */
export function wholeCount(token: string): bigint | undefined {
  const value = readDecimal(token)
  if (value?.kind !== 'finite' || !isWhole(value) || signOf(value) < 0) return undefined
  if (value.power > 20n) return undefined
  const count = BigInt(value.digits.padEnd(Number(value.power), '0') || '0')
  return count < 2n ** 64n ? count : undefined
}
