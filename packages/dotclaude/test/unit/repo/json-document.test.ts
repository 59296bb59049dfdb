// Values, errors and places of JSON, whole and broken.
import { expect, test } from 'vitest'
import { parseJsonDocument } from '../../../src/repo/json-document.ts'
import { keysOf, pointerOf } from '../../../src/repo/json-pointer.ts'

const TEXT = '{\n  "a": [1, {"b/c": "x"}], // why\n  "0": true,\n}\n'

test('comments and trailing commas are read', () => {
  const { value, errors } = parseJsonDocument(TEXT)
  expect({ value, errors }).toEqual({ value: { a: [1, { 'b/c': 'x' }], 0: true }, errors: [] })
})

test.each([
  { pointer: '', line: 1, column: 1 },
  { pointer: '/a', line: 2, column: 8 },
  { pointer: '/a/1/b~1c', line: 2, column: 20 },
  { pointer: '/0', line: 3, column: 8 },
  { pointer: '/a/7/deeper', line: 2, column: 8 },
  { pointer: '/unknown', line: 1, column: 1 },
])('$pointer stands at $line:$column', ({ pointer, line, column }) => {
  expect(parseJsonDocument(TEXT).place(pointer)).toMatchObject({ line, column })
})

test('a value ends behind its last character', () => {
  expect(parseJsonDocument(TEXT).place('/a/1')).toEqual({ line: 2, column: 12, endLine: 2, endColumn: 24 })
})

test.each([
  { text: '{"a": 1,}', comments: false, errors: ['1:9 property name expected'] },
  { text: '{"a": 1} // no', comments: false, errors: ['1:10 invalid comment token'] },
  { text: '{"a": 1,}', comments: true, errors: [] },
  { text: '{"a" 1}', comments: true, errors: ['1:6 colon expected'] },
  { text: '{}\r\n{}', comments: true, errors: ['2:1 end of file expected'] },
  { text: '', comments: true, errors: ['1:1 value expected'] },
  { text: '['.repeat(200_000), comments: true, errors: ['1:1 nested too deeply'] },
])('errors of $text', ({ text, comments, errors }) => {
  const found = parseJsonDocument(text, { comments }).errors
  expect(found.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(errors)
})

test.each([
  { text: 'null', value: null },
  { text: '', value: undefined },
  { text: '{"a": 1, "a": 2}', value: { a: 2 } },
  { text: '{"a": 1', value: { a: 1 } },
])('the value of $text', ({ text, value }) => {
  expect(parseJsonDocument(text).value).toEqual(value)
})

test('a key called __proto__ is a key', () => {
  const value = parseJsonDocument('{"__proto__": {"a": 1}}').value as Record<string, unknown>
  expect(Object.keys(value)).toEqual(['__proto__'])
  expect('a' in value).toBe(false)
})

test('pointers and keys turn into each other', () => {
  const keys = ['a/b', '~', '0', '']
  expect(keysOf(pointerOf(keys))).toEqual(keys)
})
