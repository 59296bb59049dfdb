// Secrets that are known by the key of an object that they stand under: `{"password": "…"}`, and the two-part notation of
// lists of variables, `{"name": "DB_PASSWORD", "value": "…"}`.
import { entropyOf } from './entropy.ts'
import { isAllowed } from './allowed.ts'
import { VENDOR_VALUES } from './forms/vendor-values.ts'
import type { Owner } from './owner.ts'
import type { Span } from './secret-form.ts'
import { strengthOf } from './secret-name.ts'
import { isSecretValue } from './secret-value.ts'

/** A span over the whole text, or nothing. */
export function findInObject(text: string, owner: Owner | undefined): readonly Span[] {
  if (owner === undefined || text.includes('\n')) return []
  const name = nameOf(owner)
  const strength = strengthOf(name)
  if (strength !== undefined && isSecretValue(strength, text, 'quoted')) {
    return [{ start: 0, end: text.length, kind: strength === 'password' ? 'password' : 'assigned-secret' }]
  }
  const kind = vendorOf(name, text)
  return kind === undefined ? [] : [{ start: 0, end: text.length, kind }]
}

function nameOf({ key, object }: Owner): string {
  if (!/^(?:value|default|defaultValue)$/i.test(key)) return key
  const named = object['name'] ?? object['key'] ?? object['Name'] ?? object['variable']
  return typeof named === 'string' ? named : key
}

/** The vendor whose secret a value is by the name that it is assigned to. */
export function vendorOf(name: string, value: string): string | undefined {
  const lower = name.toLowerCase()
  return VENDOR_VALUES.find(
    (row) =>
      row.names.some((part) => lower.includes(part)) &&
      row.value.test(value) &&
      /\d/.test(value) &&
      entropyOf(value) >= (row.entropyMin ?? 2.5) &&
      !isAllowed(value),
  )?.id
}
