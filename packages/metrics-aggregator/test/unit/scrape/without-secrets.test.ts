// Facts about what a failure repeats of an answer that repeats our request.
import { expect, test } from 'vitest'
import { withoutSecrets } from '../../../src/scrape/without-secrets.ts'

const url = new URL('http://127.0.0.1:1/m?key=query%20value&a=b')
const headers = { Authorization: 'Bearer token-token', 'X-Key': 'header-value' }

test.each([
  { said: 'nothing of ours', shown: 'nothing of ours' },
  { said: 'Authorization: Bearer token-token, X-Key: header-value', shown: 'Authorization: ***, X-Key: ***' },
  { said: 'the token token-token is wrong', shown: 'the token *** is wrong' },
  { said: 'GET /m?key=query%20value&a=b', shown: 'GET /m?key=***&a=b' },
  { said: 'the key "query value"', shown: 'the key "***"' },
  { said: 'cut off in token-to', shown: 'cut off in ***' },
  { said: 'cut off in tok', shown: 'cut off in tok' },
])('$said', ({ said, shown }) => {
  const failure = { code: 'SCRAPE_HTTP_STATUS', facts: { status: 403, excerpt: said } } as const
  expect(withoutSecrets(failure, { url, headers })).toEqual({
    code: 'SCRAPE_HTTP_STATUS',
    facts: { status: 403, excerpt: shown },
  })
})

test('without secrets a failure stays as it is', () => {
  const failure = { code: 'SCRAPE_HTTP_STATUS', facts: { status: 403, excerpt: 'a b' } } as const
  expect(withoutSecrets(failure, { url: new URL('http://127.0.0.1/') })).toBe(failure)
})
