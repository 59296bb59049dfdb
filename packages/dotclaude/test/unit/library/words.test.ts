// Words: the forms of a word are one, and filler says nothing.
import { expect, test } from 'vitest'
import { wordsOf } from '../../../src/library/words.ts'

test.each([
  ['deploys deployed deploying deploy'],
  ['policies policy'],
  ['stopped stopping stops stop'],
  ['caches caching cached cache'],
])('%s are one word', (text) => {
  expect(new Set(wordsOf(text)).size).toBe(1)
})

test('filler and punctuation are left out', () => {
  expect(wordsOf('What is the C++ of it?')).toEqual(['c++'])
})
