// The wording of diagnostics: facts in, one visible line out.
import { expect, test } from 'vitest'
import { fillTemplate } from '../../../src/diagnostics/template.ts'
import type { Facts } from '../../../src/diagnostics/template.ts'

interface Row {
  readonly template: string
  readonly facts: Facts
  readonly text: string
}

const ROWS: readonly Row[] = [
  { template: 'id is {id}', facts: { id: 'a' }, text: 'id is a' },
  { template: '{a} and {b}', facts: { a: 1, b: false }, text: '1 and false' },
  { template: 'one of {names}', facts: { names: ['a', 'b'] }, text: 'one of a, b' },
  { template: 'x[; did you mean {near}?]', facts: { near: 'y' }, text: 'x; did you mean y?' },
  { template: 'x[; did you mean {near}?]', facts: {}, text: 'x' },
  { template: 'x[ {a} {b}]', facts: { a: 'only one' }, text: 'x' },
  { template: 'a[ {b}] c[ {d}]', facts: { d: 'D' }, text: 'a c D' },
  { template: 'linked_paths[] is {a}', facts: { a: 'empty' }, text: 'linked_paths[] is empty' },
  { template: '{absent}', facts: {}, text: '?' },
  { template: 'id is {id}', facts: { id: '{folder}', folder: 'never' }, text: 'id is {folder}' },
  { template: 'id is {id}', facts: { id: '$& $1 [x {id}]' }, text: 'id is $& $1 [x {id}]' },
  { template: 'id is {id}', facts: { id: 'a\nb\u001b[31m' }, text: String.raw`id is a\nb\u{1b}[31m` },
]

test.each(ROWS)('$template becomes $text', ({ template, facts, text }) => {
  expect(fillTemplate(template, facts)).toBe(text)
})

test('a long fact is cut', () => {
  const text = fillTemplate('{a} end', { a: 'x'.repeat(1000) })
  expect(text).toMatch(/^x{240}… end$/)
})
