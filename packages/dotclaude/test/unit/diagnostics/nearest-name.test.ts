// What somebody probably meant, and when it is better to say nothing.
import { expect, test } from 'vitest'
import { editsBetween, nearestName } from '../../../src/diagnostics/nearest-name.ts'

test.each([
  { word: 'chekc', names: ['check', 'init'], nearest: 'check' },
  { word: 'Check', names: ['check'], nearest: 'check' },
  { word: 'doctr', names: ['doctor', 'docto'], nearest: 'doctor' },
  { word: 'check', names: ['check', 'chuck'], nearest: undefined },
  { word: 'zzz', names: ['check', 'init'], nearest: undefined },
  { word: 'x', names: [], nearest: undefined },
  { word: '', names: ['check'], nearest: undefined },
])('$word among $names: $nearest', ({ word, names, nearest }) => {
  expect(nearestName(word, names)).toBe(nearest)
})

test.each([
  { a: '', b: 'abc', edits: 3 },
  { a: 'abc', b: 'abc', edits: 0 },
  { a: 'abcd', b: 'acbd', edits: 1 },
  { a: 'kitten', b: 'sitting', edits: 3 },
  { a: 'ca', b: 'abc', edits: 3 },
])('$a and $b are $edits edits apart', ({ a, b, edits }) => {
  expect([editsBetween(a, b), editsBetween(b, a)]).toEqual([edits, edits])
})
