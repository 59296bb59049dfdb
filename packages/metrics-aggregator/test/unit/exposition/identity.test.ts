import { expect, test } from 'vitest'
import { injectedLabels } from '../../../src/exposition/identity.ts'

test.each([
  ['api', 'api'],
  ['a"b', String.raw`a\"b`],
  ['a\\b', String.raw`a\\b`],
  ['a\nb', String.raw`a\nb`],
  ['größe', 'größe'],
])('the label value %j is written %s (case 37)', (value, written) => {
  const [origin] = injectedLabels({ name: value }, 'origin_container')
  expect(Buffer.from(origin?.part ?? []).toString()).toBe(`origin_container="${written}"`)
})

const parts = (labels: Readonly<Record<string, string>>): string[] =>
  injectedLabels({ name: 'api', labels }, 'origin_container').map(({ part }) => Buffer.from(part).toString())

test('the origin label stands first, the target’s own follow in their order', () => {
  expect(parts({ team: 'b', app: 'a' })).toEqual(['origin_container="api"', 'team="b"', 'app="a"'])
})

test('a target label cannot forge the origin', () => {
  expect(parts({ origin_container: 'other' })).toEqual(['origin_container="api"'])
})
