// Secrets that are known by the key of an object that they stand under: `{"password": "…"}`, and the two-part notation of
// lists of variables, `{"name": "DB_PASSWORD", "value": "…"}`.
import { entropyOf } from './entropy.ts'
import { isAllowed } from './allowed.ts'
import { VENDOR_VALUES } from './forms/vendor-values.ts'
import type { Owner } from './owner.ts'
import type { Span, VendorValue } from './secret-form.ts'
import { strengthOf } from './secret-name.ts'
import { isSecretValue } from './secret-value.ts'

/** A span over the whole text, or nothing. */
export function findInObject(text: string, owner: Owner | undefined): readonly Span[] {
  if (owner === undefined || text.includes('\n')) return []
  const name = nameOf(owner)
  if (name.length > NAME_LENGTH_MAX) return []
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

/** Longer ones are texts. */
const NAME_LENGTH_MAX = 200

const vendors = new Map<string, readonly VendorValue[]>()
const VENDORS_KEPT_MAX = 5_000

/** The rows of whose names one is in a name. Texts repeat names, so what was found is kept. */
export function vendorsOf(name: string): readonly VendorValue[] {
  const kept = vendors.get(name)
  if (kept !== undefined) return kept
  if (vendors.size >= VENDORS_KEPT_MAX) vendors.clear()
  const lower = name.toLowerCase()
  const rows = VENDOR_VALUES.filter(({ names }) => names.some((part) => lower.includes(part)))
  vendors.set(name, rows)
  return rows
}

/** The vendor whose secret a value is by the name that it is assigned to. */
export function vendorOf(name: string, value: string): string | undefined {
  return vendorsOf(name).find(
    (row) =>
      row.value.test(value) &&
      /\d/.test(value) &&
      entropyOf(value) >= (row.entropyMin ?? 2.5) &&
      !isAllowed(value),
  )?.id
}
