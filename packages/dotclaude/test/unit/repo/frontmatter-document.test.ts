// Headers of Markdown files, with their places in the file.
import { expect, test } from 'vitest'
import { parseFrontmatter } from '../../../src/repo/frontmatter-document.ts'

const TEXT = '---\nname: a # why\ntools:\n  - Read\n  - Write\nmeta: { owner: me }\n---\n\n# Body\n'

test('the header is the value, the rest is the body', () => {
  expect(parseFrontmatter(TEXT)).toMatchObject({
    value: { name: 'a', tools: ['Read', 'Write'], meta: { owner: 'me' } },
    errors: [],
    body: '\n# Body\n',
    bodyLine: 8,
  })
  expect(parseFrontmatter(TEXT)).not.toHaveProperty('problem')
})

test.each([
  { pointer: '/name', place: { line: 2, column: 7, endLine: 2, endColumn: 8 } },
  { pointer: '/tools', place: { line: 4, column: 3, endLine: 5, endColumn: 10 } },
  { pointer: '/tools/1', place: { line: 5, column: 5, endLine: 5, endColumn: 10 } },
  { pointer: '/meta/owner', place: { line: 6, column: 16, endLine: 6, endColumn: 18 } },
  { pointer: '/unknown', place: { line: 2, column: 1, endLine: 6, endColumn: 20 } },
])('$pointer stands in the file', ({ pointer, place }) => {
  expect(parseFrontmatter(TEXT).place(pointer)).toEqual(place)
})

test.each([
  { text: '', problem: 'empty', body: '' },
  { text: ' \n', problem: 'empty', body: ' \n' },
  { text: '# Title\n---\na: 1\n---\n', problem: 'missing', body: '# Title\n---\na: 1\n---\n' },
  { text: '---\na: 1\n', problem: 'unterminated', body: '---\na: 1\n' },
  { text: '---\n- a\n---\nx', problem: 'not-a-mapping', body: 'x' },
  { text: '---\n---\nx', problem: 'not-a-mapping', body: 'x' },
])('$text is $problem', ({ text, problem, body }) => {
  expect(parseFrontmatter(text)).toMatchObject({ problem, body })
})

test('CRLF counts as one line break', () => {
  const document = parseFrontmatter('---\r\na: 1\r\nb: 2\r\n---\r\nx')
  expect(document).toMatchObject({ value: { a: 1, b: 2 }, body: 'x', bodyLine: 5 })
  expect(document.place('/b')).toMatchObject({ line: 3, column: 4 })
})

test.each([
  { text: '---\na: "x\n---\n', line: 3 },
  { text: '---\na: 1\na: 2\n---\n', line: 3 },
  { text: '---\na: *unknown\n---\n', line: 2 },
])('$text has an error on line $line', ({ text, line }) => {
  expect(parseFrontmatter(text).errors[0]).toMatchObject({ line })
})

test('a header that names one value very often is refused, not unfolded', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let depth = 1; depth < 9; depth += 1)
    lines.push(`a${depth}: &a${depth} [${`*a${depth - 1}, `.repeat(9)}]`)
  const document = parseFrontmatter(`---\n${lines.join('\n')}\n---\n`)
  expect(document.value).toBeUndefined()
  expect(document.errors).toHaveLength(1)
})
