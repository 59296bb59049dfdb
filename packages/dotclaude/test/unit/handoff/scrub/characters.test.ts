// Sets of characters answer like the pattern that they were made of, and nothing stands before a text or behind it.
import { expect, test } from 'vitest'
import { characterSet, isIn, trimmed } from '../../../../src/handoff/scrub/characters.ts'

const WORD = characterSet(/\w/)
const DASH = characterSet(/[-\s]/)

test.each([
  { text: 'a', at: 0, is: true },
  { text: '-', at: 0, is: false },
  { text: 'é', at: 0, is: false },
  { text: '\u0000', at: 0, is: false },
  { text: 'a', at: -1, is: false },
  { text: 'a', at: 1, is: false },
])('a word has the character $at of $text: $is', ({ text, at, is }) => {
  expect(isIn(WORD, text, at)).toBe(is)
})

test.each([
  { text: '- a-b -', trimmed: 'a-b' },
  { text: '- -', trimmed: '' },
  { text: '', trimmed: '' },
])('$text is trimmed to $trimmed', ({ text, trimmed: expected }) => {
  expect(trimmed(text, DASH, DASH)).toBe(expected)
})
