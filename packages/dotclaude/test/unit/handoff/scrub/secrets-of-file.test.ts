// What is taken from files of variables and of credentials as secret.
import { expect, test } from 'vitest'
import { secretsOfCredentials, secretsOfVariables } from '../../../../src/handoff/scrub/secrets-of-file.ts'

const values = (secrets: readonly { readonly value: string }[]): readonly string[] => [
  ...new Set(secrets.map(({ value }) => value)),
]

test.each([
  ['DB_PASSWORD=abc123', ['abc123']],
  ['export X="a8Kq02LmzP4tYc91QwE7"', ['a8Kq02LmzP4tYc91QwE7']],
  ['DATABASE_URL=postgres://me:hunter22@db/app', ['hunter22']],
  ['NODE_ENV=production\nPORT=8080\nHOST=0.0.0.0', []],
  ['CONFIG=/srv/app-1/config/v2/settings.json', []],
  ['TOKEN=your-token-here', []],
  ['REGION=eu-central-1\nBUCKET=team-assets-2024-archive', []],
])('variables %j', (text, expected) => expect(values(secretsOfVariables(text))).toEqual(expected))

test.each([
  ['[default]\naws_secret_access_key = aB3/dE6gH9jK2mN5pQ8sT1vW4yZ7+bC0eF3hI6kL', 1],
  ['machine a.example login me password hunter22', 1],
  ['registry=https://registry.npmjs.org/\n', 0],
])('credentials %j', (text, count) => expect(secretsOfCredentials(text)).toHaveLength(count))
