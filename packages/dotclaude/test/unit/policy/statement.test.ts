// What counts as naming a spec or giving a reason, and what only looks like it.
import { expect, test } from 'vitest'
import { readStatement, saysSomething } from '../../../src/policy/statement.ts'

const FENCE = '```'

test.each([
  { body: '## Spec ID\n\nlogin\n', ids: ['login'] },
  { body: '## Spec ID\r\n\r\n- `login`\r\n- "billing"\r\n', ids: ['login', 'billing'] },
  { body: '## Spec ID\nlogin, billing', ids: ['login', 'billing'] },
  { body: '## Spec ID\n[login](docs/specs/login)', ids: ['login'] },
  { body: '## spec id ##\nlogin', ids: ['login'] },
  { body: '## Spec ID: login', ids: ['login'] },
  { body: '## Spec IDs\n1. login', ids: ['login'] },
  { body: 'Text.\nSpec ID: login\n', ids: ['login'] },
  { body: '**Spec ID:** login', ids: ['login'] },
  { body: '- Spec ID: `login`', ids: ['login'] },
  { body: 'Fix it\n\nSpec-ID: login\nSigned-off-by: me', ids: ['login'] },
  { body: '## Spec ID\nlogin\n\n## Notes\nbilling', ids: ['login'] },
  { body: '## Spec ID\nlogin\n# Top\nbilling', ids: ['login'] },
  { body: '## Spec ID\n### Deeper\nlogin', ids: ['login'] },
  { body: '## Spec ID\nlogin\n\nSpec ID: login', ids: ['login'] },
  { body: '### Spec ID\nlogin', ids: [] },
  { body: '# Spec ID\nlogin', ids: [] },
  { body: '####### Spec ID: login', ids: [] },
  { body: '> Spec ID: login', ids: [] },
  { body: 'The Spec ID: login', ids: [] },
  { body: '    Spec ID: login', ids: [] },
  { body: `${FENCE}\n## Spec ID\nlogin\n${FENCE}`, ids: [] },
  { body: `${FENCE}md\nSpec ID: login`, ids: [] },
  { body: '~~~\nSpec ID: login\n```\n~~~\nSpec ID: billing', ids: ['billing'] },
  { body: `${FENCE}${FENCE}\n${FENCE}\nSpec ID: login\n`, ids: [] },
  { body: `${FENCE} a ${FENCE}\nSpec ID: login`, ids: ['login'] },
  { body: '<!-- Spec ID: login -->', ids: [] },
  { body: '<!--\n## Spec ID\nlogin\n-->\nSpec ID: billing', ids: ['billing'] },
  { body: '## Spec ID\n<!-- the id -->', ids: [] },
  { body: '## Spec ID\nlogin <!-- the id', ids: ['login'] },
  { body: `<!--\n${FENCE}\n-->\nSpec ID: login`, ids: ['login'] },
  { body: `${FENCE}\n<!--\n${FENCE}\nSpec ID: login`, ids: ['login'] },
  { body: '## Spec ID\nN/A', ids: [] },
  { body: '## Spec ID\n_No response_', ids: [] },
  { body: '## Spec ID\n<id>', ids: [] },
  { body: '', ids: [] },
])('$body names $ids', ({ body, ids }) => {
  expect(readStatement([body]).ids).toEqual(ids)
})

test.each([
  { body: '## No-spec rationale\n\nOnly a typo in the docs.', rationale: 'Only a typo in the docs.' },
  { body: '## No-Spec Rationale\nonly docs', rationale: 'only docs' },
  { body: 'No-spec-rationale: only docs', rationale: 'only docs' },
  { body: '## No-spec rationale\n文書の誤字を直すだけ', rationale: '文書の誤字を直すだけ' },
  { body: '## No-spec rationale\n', empty: true },
  { body: '## No-spec rationale\n<!-- say why no spec is needed -->', empty: true },
  { body: `## No-spec rationale\n${FENCE}\nonly docs changed\n${FENCE}`, empty: true },
  { body: '## No-spec rationale\nn/a', empty: true },
  { body: '## No-spec rationale\n- [ ]', empty: true },
  { body: '## No-spec rationale\n...', empty: true },
  { body: '## No-spec rationale\n\n## Other\nbecause of reasons', empty: true },
  { body: '### No-spec rationale\nonly docs changed' },
  { body: 'nothing at all' },
])('$body gives the reason $rationale', ({ body, rationale, empty = false }) => {
  const statement = readStatement([body])
  expect(statement.rationale).toBe(rationale)
  expect(statement.hasEmptyRationale).toBe(empty)
})

test('several texts are one statement', () => {
  expect(
    readStatement(['Spec-ID: a', 'Spec-ID: b\nNo-spec-rationale: tbd', 'No-spec-rationale: only docs']),
  ).toEqual({
    ids: ['a', 'b'],
    rationale: 'only docs',
    hasEmptyRationale: false,
  })
})

test.each([
  { text: 'typo', says: false },
  { text: 'fix typo', says: true },
  { text: '<describe it here>', says: false },
  { text: '123 456', says: false },
  { text: 'not applicable.', says: false },
])('$text says something: $says', ({ text, says }) => {
  expect(saysSomething(text)).toBe(says)
})
