// Which lines of a description a reader sees as text. What hides what is proved with the statement as well.
import { expect, test } from 'vitest'
import { visibleLines } from '../../../src/policy/visible-markdown.ts'

test.each([
  { markdown: 'a\r\nb\rc', lines: ['a', 'b', 'c'] },
  { markdown: 'a <!-- b --> c', lines: ['a  c'] },
  { markdown: 'a <!-- b', lines: ['a '] },
  { markdown: 'a <!--\nb\n--> c', lines: ['a ', '', ' c'] },
  { markdown: '```\na\n```\nb', lines: ['', '', '', 'b'] },
  { markdown: '````\n```\na\n````\nb', lines: ['', '', '', '', 'b'] },
  { markdown: '```\na\n~~~\nb', lines: ['', '', '', ''] },
  { markdown: '```\na\n``` not the end\nb', lines: ['', '', '', ''] },
  { markdown: '    code\n\tcode\n   text', lines: ['', '', '   text'] },
  { markdown: '<!-- ``` -->\na', lines: ['', 'a'] },
])('$markdown shows $lines', ({ markdown, lines }) => {
  expect(visibleLines(markdown)).toEqual(lines)
})
