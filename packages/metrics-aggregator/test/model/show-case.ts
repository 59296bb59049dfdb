/**
 * What a person needs to see of a failing property: the input in a form that can be stored again, and the parts in
 * which the two outcomes differ.
 */
import { isDeepStrictEqual } from 'node:util'
import { textOfBytes } from './byte-text.ts'
import { encodeCase } from './case-file.ts'
import type { MergeCase } from './generate.ts'

export function showDifference(input: object, expected: unknown, found: unknown): string {
  const shown = isMergeCase(input) ? encodeCase(input) : JSON.stringify(input, undefined, 2)
  const [left, right] = differingParts(expected, found)
  return `${shown}\nexpected ${showValue(left)}\nfound    ${showValue(right)}`
}

function isMergeCase(input: object): input is MergeCase {
  return 'inputs' in input && 'options' in input && 'version' in input
}

/** Of two records only the fields that differ; anything else whole. */
function differingParts(expected: unknown, found: unknown): readonly [unknown, unknown] {
  if (!isRecord(expected) || !isRecord(found)) return [expected, found]
  const keys = Object.keys(expected).filter((key) => !isDeepStrictEqual(expected[key], found[key]))
  const pick = (from: Record<string, unknown>): unknown =>
    Object.fromEntries(keys.map((key) => [key, from[key]]))
  return [pick(expected), pick(found)]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function showValue(value: unknown): string {
  return JSON.stringify(
    value,
    (_, each: unknown) => (each instanceof Uint8Array ? textOfBytes(each) : each),
    2,
  )
}
