// Facts about text from elsewhere on a terminal.
import { expect, test } from 'vitest'
import { visible } from '../../../src/cli/visible.ts'

test.each([
  { text: 'größe 日本 👍', shown: 'größe 日本 👍' },
  { text: '\u001b[31mred', shown: '\\u001b[31mred' },
  { text: 'a\r\nb\tc\u0000', shown: 'a\\u000d\\u000ab\\u0009c\\u0000' },
  { text: '\u009b\u2028\u202e\u2066\u200f', shown: '\\u009b\\u2028\\u202e\\u2066\\u200f' },
])('$shown', ({ text, shown }) => {
  expect(visible(text)).toBe(shown)
})
