// What looks like a secret, and what only talks about one. No row is a real one.
import { expect, test } from 'vitest'
import { isPlaceholder, secretKindIn } from '../../../src/validate/secret-kinds.ts'

test.each([
  { text: `ghp_${'a1'.repeat(18)}`, kind: 'GitHub token' },
  { text: `key sk-ant-api03-${'a1'.repeat(12)}`, kind: 'API key' },
  { text: `AKIA${'A1'.repeat(8)}`, kind: 'AWS access key' },
  { text: `xoxb-${'1a'.repeat(8)}`, kind: 'Slack token' },
  { text: `AIza${'a1-_x'.repeat(7)}`, kind: 'Google API key' },
  { text: `glpat-${'a1'.repeat(10)}`, kind: 'GitLab token' },
  { text: `npm_${'a1'.repeat(18)}`, kind: 'npm token' },
  { text: '-----BEGIN OPENSSH PRIVATE KEY-----', kind: 'private key' },
  { text: `eyJ${'a'.repeat(12)}.eyJ${'b'.repeat(12)}.${'c'.repeat(12)}`, kind: 'JSON Web Token' },
  { text: 'postgres://app:hunter22@db/main', kind: 'password in an address' },
  { text: 'PASSWORD = "hunter22"', kind: 'assignment' },
  { text: 'sk-learn and task-force-of-engineers', kind: undefined },
  { text: 'postgres://app:$PASSWORD@db', kind: undefined },
  { text: 'https://example.com:8080/a@b', kind: undefined },
  { text: 'password = ${DB_PASSWORD}', kind: undefined },
  { text: 'the token = word of a text', kind: undefined },
])('$text is $kind', ({ text, kind }) => {
  expect(secretKindIn(text)).toBe(kind)
})

test.each([
  ['${TOKEN}', true],
  ['$TOKEN', true],
  ['<your token>', true],
  ['process.env.TOKEN', true],
  ['your-token', true],
  ['xxxxxx', true],
  ['hunter22', false],
])('%s is a placeholder: %s', (value, expected) => {
  expect(isPlaceholder(value)).toBe(expected)
})
