// Secrets that are known already and stand somewhere once more: bare, or in the writing of an address, of JSON or of base64.
import { Buffer } from 'node:buffer'
import { hasPlaceholder } from './placeholder.ts'
import type { Span } from './secret-form.ts'
import { createTextSearch } from './text-search.ts'

export interface KnownSecret {
  readonly kind: string
  readonly value: string
}

/** Shorter ones are replaced where they were found, and not wherever the same letters stand. */
const REPEATED_LENGTH_MIN = 6
/** Base64 of a short text is a short text, too, and may stand in any other. */
const ENCODED_LENGTH_MIN = 10
/** Shorter ones are replaced only where no letter or digit goes on. */
const WHOLE_LENGTH_MIN = 12

/** The texts that stand for a secret: itself, and itself as other notations write it. */
function writingsOf(value: string): readonly string[] {
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

/** What a scrubber knows to be secret, and where it stands once more. */
export interface Repeats {
  /** With all its writings. */
  readonly learn: (secret: KnownSecret) => void
  /** The secret that a text stands for. */
  readonly secretOf: (text: string) => KnownSecret | undefined
  readonly placesIn: (text: string) => readonly Span[]
}

export function createRepeats(known: readonly KnownSecret[] = []): Repeats {
  const secrets = new Map<string, KnownSecret>()
  const search = createTextSearch(REPEATED_LENGTH_MIN)
  const learn = (secret: KnownSecret): void => {
    if (secrets.has(secret.value)) return
    for (const writing of writingsOf(secret.value)) {
      if (secrets.has(writing)) continue
      secrets.set(writing, secret)
      if (isRepeated(writing)) search.add(writing)
    }
  }
  known.forEach(learn)
  return {
    learn,
    secretOf: (text) => secrets.get(text),
    placesIn: (text) =>
      search
        .placesIn(text)
        .filter(
          ({ start, text: secret }) =>
            secret.length >= WHOLE_LENGTH_MIN || standsAlone(text, start, secret.length),
        )
        .map(({ start, text: secret }) => ({
          start,
          end: start + secret.length,
          kind: secrets.get(secret)?.kind ?? 'secret',
        })),
  }
}

/** A word may be a password and is still a word: replacing it everywhere would hide nothing and spoil the text. */
function isRepeated(secret: string): boolean {
  return (
    secret.length >= REPEATED_LENGTH_MIN &&
    !hasPlaceholder(secret) &&
    !(secret.length < 16 && /^(?:[A-Za-z]?[a-z]+|[A-Z]+|\d{1,7})$/.test(secret))
  )
}

function standsAlone(text: string, at: number, length: number): boolean {
  return (
    !(/\w/.test(text[at - 1] ?? '') && /^\w/.test(text[at] ?? '')) &&
    !(/\w/.test(text[at + length] ?? '') && /\w/.test(text[at + length - 1] ?? ''))
  )
}
