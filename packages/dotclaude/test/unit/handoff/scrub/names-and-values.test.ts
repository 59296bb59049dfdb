// The judgements behind the finders: which names mean secrets, which values are some, and what is allowed to stay.
import { expect, test } from 'vitest'
import { isAllowed } from '../../../../src/handoff/scrub/allowed.ts'
import { entropyOf } from '../../../../src/handoff/scrub/entropy.ts'
import { findInObject, vendorOf } from '../../../../src/handoff/scrub/find-in-object.ts'
import { readValue } from '../../../../src/handoff/scrub/read-value.ts'
import { strengthOf } from '../../../../src/handoff/scrub/secret-name.ts'
import type { NameStrength } from '../../../../src/handoff/scrub/secret-name.ts'
import { isSecretValue } from '../../../../src/handoff/scrub/secret-value.ts'
import type { Writing } from '../../../../src/handoff/scrub/secret-value.ts'

const NAMES: readonly (readonly [string, NameStrength | undefined])[] = [
  ['password', 'password'],
  ['dbPassword', 'password'],
  ['DB_PASSWORD_PROD', 'password'],
  ['spring.datasource.password', 'password'],
  ['passphrase', 'password'],
  ['user_pass', 'password'],
  ['FIRST_PASS', 'token'],
  ['api-key', 'token'],
  ['x-api-key', 'token'],
  ['_authToken', 'token'],
  ['clientSecret', 'token'],
  ['STRIPE_KEY', 'token'],
  ['stripeKey', 'hint'],
  ['MNEMONIC', 'phrase'],
  ['seed phrase', 'phrase'],
  ['randomSeed', 'hint'],
  ['primary_key', undefined],
  ['cacheKey', undefined],
  ['publicKey', undefined],
  ['csrf_token', undefined],
  ['max_tokens', undefined],
  ['token_url', undefined],
  ['PASSWORD_FILE', undefined],
  ['keyboard', undefined],
  ['author', undefined],
  ['key', undefined],
]

test.each(NAMES)('the name %s: %s', (name, strength) => expect(strengthOf(name)).toBe(strength))

const VALUES: readonly (readonly [NameStrength, Writing, string, boolean])[] = [
  ['password', 'quoted', 'hunter22', true],
  ['password', 'line', 'correcthorse', true],
  ['password', 'bare', 'correcthorse', false],
  ['password', 'quoted', 'required', false],
  ['password', 'quoted', 'Enter your password', false],
  ['password', 'bare', 'form.password', false],
  ['password', 'bare', 'list[0]', false],
  ['password', 'line', '/run/secrets/password', false],
  ['password', 'quoted', '${DB_PASSWORD}', false],
  ['password', 'quoted', 'abc', false],
  ['token', 'quoted', 'a1b2c3d4e5', true],
  ['token', 'quoted', 'Bearer', false],
  ['token', 'quoted', 'LoginTokenProvider', false],
  ['token', 'quoted', 'https://login.example.com/token', false],
  ['token', 'quoted', '1.24.3-beta', false],
  ['token', 'bare', 'nextToken', false],
  ['hint', 'quoted', 'a8Kq02LmzP4tYc91', true],
  ['hint', 'quoted', 'created_at_descending', false],
  ['phrase', 'quoted', 'apple river stone cloud', true],
  ['phrase', 'quoted', 'write down the 12 words', false],
]

test.each(VALUES)('%s, %s, %s: %s', (strength, writing, value, isSecret) =>
  expect(isSecretValue(strength, value, writing)).toBe(isSecret),
)

test.each([
  ['$TOKEN', true],
  ['${{ secrets.TOKEN }}', true],
  ['<token>', true],
  ['process.env.TOKEN', true],
  ['your-token', true],
  ['⟦password#1⟧', true],
  ['aaaaaaaaaaaa', true],
  ['AKIAIOSFODNN7EXAMPLE', true],
  ['hunter22', false],
  ['$ecret!', false],
])('%s is allowed to stay: %s', (text, isIt) => expect(isAllowed(text)).toBe(isIt))

test.each([
  ['', 0],
  ['aaaa', 0],
  ['abab', 1],
  ['abcd', 2],
])('%s has %d bits per character', (text, bits) => expect(entropyOf(text)).toBeCloseTo(bits))

test.each([
  ['"a b" c', false, 'a b', 'quoted'],
  [String.raw`\"a\" c`, false, 'a', 'quoted'],
  [String.raw`"a\"b" c`, false, String.raw`a\"b`, 'quoted'],
  ["b'a1'", false, 'a1', 'quoted'],
  ['"never closed\nnext', false, 'never closed', 'quoted'],
  ['a1b2;Encrypt=yes', false, 'a1b2', 'bare'],
  ['a&b&page=2', false, 'a&b', 'bare'],
  ['a,b)c d', true, 'a,b)c', 'line'],
  ['call(1)', false, undefined, undefined],
  ['', true, undefined, undefined],
])('the value at the beginning of %j', (text, isLine, value, writing) => {
  const read = readValue(text, 0, isLine)
  expect(read?.writing).toBe(writing)
  expect(read && text.slice(read.start, read.end)).toBe(value)
})

const HEX = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'

test.each([
  [{ key: 'password', object: {} }, 'hunter22', 'password'],
  [{ key: 'value', object: { name: 'API_TOKEN' } }, 'a1b2c3d4e5', 'assigned-secret'],
  [{ key: 'datadog', object: {} }, HEX, 'datadog-key'],
  [{ key: 'title', object: {} }, 'hunter22', undefined],
  [undefined, 'hunter22', undefined],
])('%o holds %s: %s', (owner, text, kind) => expect(findInObject(text, owner)[0]?.kind).toBe(kind))

test('a vendor in the name is not enough', () => {
  expect(vendorOf('datadog_api', HEX)).toBe('datadog-key')
  expect(vendorOf('datadog_api', 'enabled')).toBeUndefined()
  expect(vendorOf('other_api', HEX)).toBeUndefined()
})
