import { expect, test } from 'vitest'
import { WishReader } from '../../../src/negotiation/wishes.ts'

const OPENMETRICS = 'application/openmetrics-text;version=1.0.0;escaping=dots'

test('both headers are read', () => {
  expect(new WishReader(['text', 'openmetrics']).read(OPENMETRICS, 'gzip')).toEqual({
    ranked: [{ format: 'openmetrics-1.0.0', q: 1 }],
    escaping: 'dots',
    formats: ['openmetrics-1.0.0'],
    targetAccept:
      'application/openmetrics-text;version=1.0.0;escaping=dots,text/plain;version=0.0.4;q=0.8,*/*;q=0.1',
    encoding: 'gzip',
  })
})

test('a format that is not enabled is not offered', () => {
  expect(new WishReader(['text']).read(OPENMETRICS).formats).toEqual([])
})

test('the same headers are read once', () => {
  const reader = new WishReader(['text'])
  expect(reader.read('text/plain', 'gzip')).toBe(reader.read('text/plain', 'gzip'))
  expect(reader.read()).toBe(reader.read('', ''))
})

test.each([
  ['text/plain', undefined],
  ['text/plain', 'br'],
  [undefined, 'gzip'],
])('Accept %j with Accept-Encoding %j is not taken for another', (accept, encoding) => {
  const reader = new WishReader(['text'])
  expect(reader.read(accept, encoding)).not.toBe(reader.read('text/plain', 'gzip'))
})

test('only a few are remembered, and no long ones', () => {
  const reader = new WishReader(['text'])
  const first = reader.read('text/plain')
  for (let index = 0; index < 20; index += 1) reader.read(`text/plain, x/y${index}`)
  expect(reader.read('text/plain')).not.toBe(first)
  const long = `text/plain, ${'x'.repeat(2_000)}/y`
  expect(reader.read(long)).not.toBe(reader.read(long))
  expect(reader.read(long)).toEqual(first)
})
