// Taking one value out of JSON: what is left says the same without it, and keeps its comments and spacing.
import { expect, test } from 'vitest'
import { draftOf } from '../../../../src/cli/fix/draft.ts'
import { removeFromJson } from '../../../../src/cli/fix/remove-json.ts'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'

test.each([
  { text: '{ "a": 1 }', left: '{ }' },
  { text: '{ "a": 1, "b": 2 }', left: '{ "b": 2 }' },
  { text: '{ "b": 2, "a": 1 }', left: '{ "b": 2 }' },
  { text: '{"b":2,"a":1}', left: '{"b":2}' },
  { text: '{\n  "a": 1,\n  "b": 2\n}\n', left: '{\n  "b": 2\n}\n' },
  { text: '{\n  "b": 2,\n  "a": 1\n}\n', left: '{\n  "b": 2\n}\n' },
  { text: '{\r\n  "b": 2,\r\n  "a": 1\r\n}\r\n', left: '{\r\n  "b": 2\r\n}\r\n' },
  { text: '{\n  // ours\n  "a": 1,\n  "b": 2\n}', left: '{\n  // ours\n  "b": 2\n}' },
  { text: '{\n  "b": 2, // mine, too\n  "a": { "c": [1, 2] }\n}', left: '{\n  "b": 2 // mine, too\n}' },
  { text: '{\n  "a": 1, // gone?\n  "b": 2\n}', left: '{\n  // gone?\n  "b": 2\n}' },
  { text: '{ "b": 2, "a": 1, }', left: '{ "b": 2, }' },
  { text: '{ "b": 2 }', left: '{ "b": 2 }' },
  { text: '', left: '' },
])('a out of $text', ({ text, left }) => {
  expect(removeFromJson(text, ['a'])).toBe(left)
})

test.each([
  { at: 0, left: '[2, 3]' },
  { at: 1, left: '[1, 3]' },
  { at: 2, left: '[1, 2 ]' },
  { at: 3, left: '[1, 2, 3]' },
])('item $at', ({ at, left }) => {
  expect(removeFromJson('[1, 2, 3]', [at])).toBe(left)
})

test('a draft knows what differs from the disk', () => {
  const draft = draftOf(memorySnapshot({ a: '1', b: '2' }))
  draft.write('a', 'x')
  draft.write('a', 'y')
  draft.write('b', '2')
  draft.write('new', 'z')
  expect(draft.textOf('a')).toBe('y')
  expect(draft.changes()).toEqual([
    { path: 'a', before: '1', after: 'y' },
    { path: 'new', before: '', after: 'z' },
  ])
})
