// What a published schema says against a value, in our words: at most one finding per value, in the schema's order.
import { keysOf, pointerOf } from '../repo/json-pointer.ts'
import { SCHEMA_VALIDATORS } from './schemas.generated.ts'
import type { SchemaError, SchemaName } from './schemas.generated.ts'
import { shown, valueAt } from './shape.ts'

export interface SchemaFinding {
  /** RFC 6901. Of a missing field it is where the field would be. */
  readonly pointer: string
  /** The path as people write it: `owners[0]`. */
  readonly field: string
  /** The outermost key, or nothing when the whole document is wrong. */
  readonly top: string
  readonly isMissing: boolean
  /** Completes `it must be …`. */
  readonly wanted: string
  readonly got: string
}

/** Schemas of a choice report every branch; the one error that names the choice stands for them. */
export function schemaFindings(schema: SchemaName, value: unknown): readonly SchemaFinding[] {
  const validate = SCHEMA_VALIDATORS[schema]
  if (validate(value)) return []
  const errors = validate.errors ?? []
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath)
  const kept = errors.filter(
    ({ instancePath, keyword }) =>
      keyword === 'anyOf' || !choices.some((choice) => isWithin(instancePath, choice)),
  )
  return firstPerPointer(kept.map((error) => findingOf(error, value)))
}

function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`)
}

function firstPerPointer(findings: readonly SchemaFinding[]): readonly SchemaFinding[] {
  const seen = new Set<string>()
  return findings.filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer))
}

function findingOf(error: SchemaError, value: unknown): SchemaFinding {
  const named = error.params['missingProperty'] ?? error.params['additionalProperty']
  const keys = [...keysOf(error.instancePath), ...(typeof named === 'string' ? [named] : [])]
  return {
    pointer: pointerOf(keys),
    field: fieldName(keys),
    top: keys[0] ?? '',
    isMissing: error.keyword === 'required',
    wanted: wantedBy(error),
    got: shown(valueAt(value, keys)),
  }
}

function fieldName(keys: readonly string[]): string {
  const path = keys.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`))
  return path.join('') || 'the document'
}

type Wording = (params: SchemaError['params']) => string

const WORDINGS: Readonly<Record<string, Wording>> = {
  required: () => 'present',
  additionalProperties: () => 'left out, because nothing reads it',
  type: ({ type }) => `of type ${list(type)}`,
  enum: ({ allowedValues }) => `one of ${list(allowedValues)}`,
  const: ({ allowedValue }) => shown(allowedValue),
  pattern: ({ pattern }) =>
    pattern === String.raw`\S` ? 'a text that is not blank' : `text like ${shown(pattern)}`,
  minItems: ({ limit }) => `a list of at least ${shown(limit)}`,
  maxLength: ({ limit }) => `at most ${shown(limit)} characters long`,
  minimum: ({ limit }) => `at least ${shown(limit)}`,
  format: ({ format }) => (format === 'date' ? 'a date like 2026-01-31' : `a ${shown(format)}`),
  uniqueItems: () => 'a list without repetitions',
  anyOf: () => 'a text or a list of texts',
}

function wantedBy({ keyword, params, message }: SchemaError): string {
  return WORDINGS[keyword]?.(params) ?? message ?? keyword
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(shown).join(', ') : shown(value)
}
