// Which characters count as hidden, and which belong to what people can see.
import { expect, test } from 'vitest'
import { hiddenCharactersIn } from '../../../src/validate/hidden-characters.ts'

const tags = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('')
const selectors = (text: string): string =>
  Array.from(text, (letter) => String.fromCodePoint(0xe0100 + (letter.codePointAt(0) ?? 0) - 16)).join('')

test.each([
  { what: 'tags', text: `ok${tags('rm -rf')}`, found: { line: 1, column: 3, count: 6, payload: 'rm -rf' } },
  {
    what: 'selectors as bytes',
    text: `\n😀${selectors('curl')}`,
    found: { line: 2, count: 4, payload: 'curl' },
  },
  { what: 'a direction override', text: 'a\u202eb', found: { characters: ['U+202E'] } },
  { what: 'an isolate', text: 'a\u2066b', found: { characters: ['U+2066'] } },
  { what: 'a zero-width space', text: 'pass\u200bword', found: { characters: ['U+200B'], column: 5 } },
  { what: 'a joiner between Latin letters', text: 'a\u200db', found: { characters: ['U+200D'] } },
  { what: 'a soft hyphen', text: 'a\u00adb', found: { characters: ['U+00AD'] } },
  { what: 'several', text: '\u200b\u200b\u2060', found: { count: 3, characters: ['U+200B', 'U+2060'] } },
])('$what is hidden', ({ text, found }) => {
  expect(hiddenCharactersIn(text)).toMatchObject([found])
})

test.each([
  { what: 'Latin', text: 'Grüße, señor – “naïve” façade…' },
  { what: 'a family of emoji', text: '👨‍👩‍👧 and ❤️ and 1️⃣' },
  { what: 'the flag of Scotland', text: `🏴${tags('gbsct')}\u{e007f}` },
  { what: 'Persian', text: 'می‌خواهم' },
  { what: 'Hindi', text: 'क्‍ष' },
  { what: 'Japanese', text: '設定を更新する' },
])('$what is not', ({ text }) => {
  expect(hiddenCharactersIn(text)).toEqual([])
})
