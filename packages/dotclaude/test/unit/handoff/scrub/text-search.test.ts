// Many texts are found in one pass: each place of each, in the order that was promised, and nothing else.
import { expect, test } from 'vitest'
import { createTextSearch } from '../../../../src/handoff/scrub/text-search.ts'

test.each([
  { name: 'each place of a text', sought: ['abcd'], text: 'abcd-abcd', found: ['abcd 0', 'abcd 5'] },
  { name: 'places that overlap', sought: ['aaaa'], text: 'aaaaaa', found: ['aaaa 0', 'aaaa 1', 'aaaa 2'] },
  {
    name: 'the longer text first',
    sought: ['wxyz', 'stuvwxyz'],
    text: 'wxyz stuvwxyz',
    found: ['stuvwxyz 5', 'wxyz 0', 'wxyz 9'],
  },
  {
    name: 'texts that end alike',
    sought: ['1-same', '2-same'],
    text: '2-same 1-same',
    found: ['1-same 7', '2-same 0'],
  },
  { name: 'at the very end and the very beginning', sought: ['ends'], text: 'ends', found: ['ends 0'] },
  { name: 'nothing in a text that is too short', sought: ['long enough'], text: 'enough', found: [] },
  {
    name: 'signs of any script',
    sought: ['пароль', '鍵鍵鍵鍵'],
    text: 'x鍵鍵鍵鍵 пароль',
    found: ['пароль 6', '鍵鍵鍵鍵 1'],
  },
  { name: 'nothing where nothing is sought', sought: [], text: 'abcd', found: [] },
])('$name', ({ sought, text, found }) => {
  const search = createTextSearch(4)
  for (const one of sought) search.add(one)
  expect(search.placesIn(text).map((place) => `${place.text} ${place.start}`)).toEqual(found)
})

test('a text is found as soon as it was added', () => {
  const search = createTextSearch(4)
  const before = search.placesIn('some words')
  search.add('words')
  expect([before.length, search.placesIn('some words').length]).toEqual([0, 1])
})
