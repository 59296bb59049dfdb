// Notations are tried only where they can begin: what they find is what their patterns would find anywhere.
import { expect, test } from 'vitest'
import { createNotationSearch } from '../../../../src/handoff/scrub/notation.ts'

const search = createNotationSearch([
  {
    beginnings: ['later'],
    pattern: /later=\d/iy,
    read: ({ index }) => [{ start: index, end: index + 1, kind: 'later' }],
  },
  {
    beginnings: ['first', 'fir'],
    needs: /on/,
    pattern: /first(?:=first)?/iy,
    read: ({ index, 0: found }) => [{ start: index, end: index + found.length, kind: 'first' }],
  },
  {
    beginnings: ['密码'],
    pattern: /密码:/y,
    read: ({ index }) => [{ start: index, end: index + 2, kind: 'word' }],
  },
])

test.each([
  { text: 'on FIRST=first first later=1', found: ['later 21', 'first 3', 'first 15'] },
  { text: 'first without what it needs', found: [] },
  { text: 'x密码: later=x', found: ['word 1'] },
])('$text', ({ text, found }) => {
  expect(search.find(text).map(({ kind, start }) => `${kind} ${start}`)).toEqual(found)
})
