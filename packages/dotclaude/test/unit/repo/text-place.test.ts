// Lines and columns of offsets.
import { expect, test } from 'vitest'
import { placesIn } from '../../../src/repo/text-place.ts'

test.each([
  { text: 'ab\ncd', offset: 0, line: 1, column: 1 },
  { text: 'ab\ncd', offset: 2, line: 1, column: 3 },
  { text: 'ab\ncd', offset: 3, line: 2, column: 1 },
  { text: 'ab\r\ncd', offset: 4, line: 2, column: 1 },
  { text: 'ab\rcd', offset: 3, line: 2, column: 1 },
  { text: 'ab\ncd', offset: 5, line: 2, column: 3 },
  { text: '\n\n\n', offset: 2, line: 3, column: 1 },
  { text: '', offset: 0, line: 1, column: 1 },
])('offset $offset of $text', ({ text, offset, line, column }) => {
  expect(placesIn(text).at(offset)).toEqual({ line, column })
})
