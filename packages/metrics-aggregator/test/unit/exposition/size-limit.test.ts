// The limit on what one target may occupy (merge-semantics §4.8): hostile shapes are refused, ordinary ones are not.
import { expect, test } from 'vitest'
import { mergeExpositions } from '../../../src/exposition/merge-expositions.ts'

const refusalOf = (
  body: string,
  targetBytesMax: number,
  validation: 'strict' | 'lenient' = 'strict',
): unknown => {
  const { report } = mergeExpositions([{ name: 'a', body, validation }], { limits: { targetBytesMax } })
  const { refusal } = report.targets[0] ?? {}
  return refusal === undefined ? undefined : `${refusal.code} ${refusal.line}`
}

// `a{origin_container="a"} 1` and its line feed are 26 bytes, and the family counts 512.
test.each([
  { title: 'exactly at the limit', body: 'a 1\na 2\n', limit: 512 + 52, refusal: undefined },
  { title: 'one byte over', body: 'a 1\na 2\n', limit: 512 + 51, refusal: 'EXPOSITION_TOO_LARGE 2' },
  {
    title: 'a family without samples',
    body: '# TYPE a gauge\n# TYPE b gauge\n',
    limit: 1023,
    refusal: 'EXPOSITION_TOO_LARGE 2',
  },
  { title: 'no limit', body: 'a 1\n'.repeat(1000), limit: 0, refusal: undefined },
])('$title', ({ body, limit, refusal }) => {
  expect(refusalOf(body, limit)).toBe(refusal)
  expect(refusalOf(body, limit, 'lenient')).toBe(refusal)
})

test('very many families cost their target, not the page', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `a${index} 1\n`).join('')
  const merged = mergeExpositions(
    [
      { name: 'good', body: 'a 1\n' },
      { name: 'hostile', body: many },
    ],
    { limits: { targetBytesMax: 20_971_520 } },
  )
  expect(merged.report.targets.map(({ refusal }) => refusal?.code)).toEqual([
    undefined,
    'EXPOSITION_TOO_LARGE',
  ])
  expect(Buffer.from(merged.body).toString()).toBe('a{origin_container="good"} 1\n')
})
