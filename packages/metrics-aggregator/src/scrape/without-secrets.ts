/**
 * A target may send back what it was sent: pages for debugging echo headers, errors quote the query. What a failure
 * repeats of an answer is cleared of the header values and query values of our own request. Pure.
 */
import type { ScrapeFailure } from '../errors/failure.ts'

export interface SentWords {
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
}

/** Shorter ones stand in any text, and are no secrets. */
const CHARACTERS_MIN = 4
/** An excerpt may end in the middle of a value; so much of it says nothing yet. */
const BEGINNING_MAX = 3

export function withoutSecrets(failure: ScrapeFailure, sent: SentWords): ScrapeFailure {
  const secrets = secretsOf(sent)
  if (secrets.length === 0) return failure
  const facts = Object.entries(failure.facts).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? masked(value, secrets) : value,
  ])
  return { ...failure, facts: Object.fromEntries(facts) }
}

/** Longest first, so that nothing is left of one that holds another. */
function secretsOf({ url, headers = {} }: SentWords): string[] {
  const query = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
  // An Authorization header has its scheme in front.
  const values = Object.values(headers).flatMap((value) => [value, ...value.split(' ').slice(1)])
  const words = [...values, ...query, ...url.searchParams.values()]
  return [...new Set(words)]
    .filter(({ length }) => length >= CHARACTERS_MIN)
    .toSorted((a, b) => b.length - a.length)
}

function masked(text: string, secrets: readonly string[]): string {
  const whole = secrets.reduce((so, secret) => so.replaceAll(secret, '***'), text)
  return secrets.reduce(withoutBeginning, whole)
}

/** Excerpts are cut, maybe in the middle of a secret. */
function withoutBeginning(text: string, secret: string): string {
  for (let length = Math.min(secret.length, text.length); length > BEGINNING_MAX; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`
  return text
}
