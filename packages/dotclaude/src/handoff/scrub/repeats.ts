// Secrets that are known already and stand somewhere once more: bare, or in the writing of an address, of JSON or of base64.
import { Buffer } from 'node:buffer'
import { hasPlaceholder } from './placeholder.ts'
import type { Span } from './secret-form.ts'

export interface KnownSecret {
  readonly kind: string
  readonly value: string
}

/** Shorter ones are replaced where they were found, and not wherever the same letters stand. */
const REPEATED_LENGTH_MIN = 6
/** Base64 of a short text is a short text, too, and may stand in any other. */
const ENCODED_LENGTH_MIN = 10

/** The texts that stand for a secret: itself, and itself as other notations write it. */
export function writingsOf(value: string): readonly string[] {
  if (value.length < ENCODED_LENGTH_MIN || value.length > 4_096) return [value]
  const base64 = Buffer.from(value, 'utf8').toString('base64').replace(/=+$/, '')
  const joined = value.replaceAll(/\s+/g, '')
  return [
    ...new Set([
      value,
      encodePercent(value),
      JSON.stringify(value).slice(1, -1),
      base64,
      ...(joined.length >= 16 ? [joined] : []),
    ]),
  ]
}

/** A lone half of a pair cannot be encoded, and stands in no address. */
function encodePercent(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    return value
  }
}

/** Finds all places of the known secrets. Made once for many texts. */
export function createRepeats(known: ReadonlyMap<string, KnownSecret>): (text: string) => readonly Span[] {
  const texts = [...known.keys()].filter((text) => isRepeated(text)).toSorted((a, b) => b.length - a.length)
  if (texts.length === 0) return () => []
  return (text) =>
    texts.flatMap((secret) =>
      placesOf(text, secret).map((start) => ({
        start,
        end: start + secret.length,
        kind: known.get(secret)?.kind ?? 'secret',
      })),
    )
}

/** A word may be a password and is still a word: replacing it everywhere would hide nothing and spoil the text. */
function isRepeated(secret: string): boolean {
  return (
    secret.length >= REPEATED_LENGTH_MIN &&
    !hasPlaceholder(secret) &&
    !(secret.length < 16 && /^(?:[A-Za-z]?[a-z]+|[A-Z]+|\d{1,7})$/.test(secret))
  )
}

function placesOf(text: string, secret: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1)) {
    if (secret.length >= 12 || standsAlone(text, at, secret.length)) places.push(at)
  }
  return places
}

function standsAlone(text: string, at: number, length: number): boolean {
  return (
    !(/\w/.test(text[at - 1] ?? '') && /^\w/.test(text[at] ?? '')) &&
    !(/\w/.test(text[at + length] ?? '') && /\w/.test(text[at + length - 1] ?? ''))
  )
}
