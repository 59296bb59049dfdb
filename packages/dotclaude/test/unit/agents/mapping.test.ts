// Looks into JSON of others.
import { expect, test } from 'vitest'
import {
  isMapping,
  listAt,
  mappingAt,
  mappingsAt,
  numberAt,
  parseMapping,
  partTexts,
  textAt,
} from '../../../src/agents/mapping.ts'

const VALUE = { text: 'a', empty: '', number: 3, list: [1, { a: 1 }], inner: { b: 2 }, nothing: null }

test('what is there and of the type comes back, all else is undefined or empty', () => {
  expect(textAt(VALUE, 'absent', 'empty', 'text')).toBe('a')
  expect(textAt(VALUE, 'number', 'toString', '__proto__')).toBeUndefined()
  expect(numberAt(VALUE, 'number')).toBe(3)
  expect(numberAt({ a: Number.NaN }, 'a')).toBeUndefined()
  expect(listAt(VALUE, 'list')).toEqual([1, { a: 1 }])
  expect(listAt(VALUE, 'inner')).toEqual([])
  expect(mappingsAt(VALUE, 'list')).toEqual([{ a: 1 }])
  expect(mappingAt(VALUE, 'inner')).toEqual({ b: 2 })
  expect(mappingAt(VALUE, 'list')).toBeUndefined()
  expect([null, [], 'a', 1].some(isMapping)).toBe(false)
})

test('only an object is read from JSON', () => {
  expect(parseMapping('{"a":1}')).toEqual({ a: 1 })
  expect(['[1]', '1', 'null', '{', ''].map(parseMapping)).toEqual(Array.from({ length: 5 }))
})

test('a message is one text or parts, of which some have none', () => {
  expect(partTexts('a')).toEqual(['a'])
  expect(partTexts([{ type: 'text', text: 'a' }, 'b', { type: 'image' }, 3, null, { text: '' }])).toEqual([
    'a',
    'b',
  ])
  expect(partTexts({ text: 'a' })).toEqual([])
})
