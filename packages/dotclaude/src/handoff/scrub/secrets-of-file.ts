// The secrets that a file of variables or of credentials holds: what the finders see in it, and of variables also values
// that are drawn by lot under a name that says nothing.
import { isAllowed } from './allowed.ts'
import { entropyOf } from './entropy.ts'
import { findSecrets } from './find-secrets.ts'
import type { KnownSecret } from './repeats.ts'

const VARIABLE = /^\s*(?:export\s+|set\s+)?[\w.-]+\s*=\s*(["'`]?)(.*?)\1\s*(?:#.*)?$/
const DRAWN_LENGTH_MIN = 20
const DRAWN_BITS_MIN = 3.6

export function secretsOfCredentials(text: string): readonly KnownSecret[] {
  return known(findSecrets(text).map(({ start, end }) => text.slice(start, end)))
}

export function secretsOfVariables(text: string): readonly KnownSecret[] {
  const drawn = text.split(/\r?\n/).map((line) => VARIABLE.exec(line)?.[2] ?? '')
  return [...secretsOfCredentials(text), ...known(drawn.filter((value) => isDrawn(value)))]
}

function known(values: readonly string[]): readonly KnownSecret[] {
  return values.map((value) => ({ kind: 'machine-value', value }))
}

/** Not an address, a path or a list of words. */
function isDrawn(value: string): boolean {
  return (
    value.length >= DRAWN_LENGTH_MIN &&
    /^[\w+/=.~-]+$/.test(value) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !/^[./~]|\/.*\//.test(value) &&
    !value.split(/[-_./]/).every((part) => /^(?:[A-Za-z]+|\d{1,8})$/.test(part)) &&
    entropyOf(value) >= DRAWN_BITS_MIN &&
    !isAllowed(value)
  )
}
