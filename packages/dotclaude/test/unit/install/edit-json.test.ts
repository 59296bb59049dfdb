// Additions to JSON of somebody else: the rest stays byte for byte, or the addition is refused.
import { expect, test } from 'vitest'
import { addToJson } from '../../../src/install/edit-json.ts'

const ITEM = { path: ['a', 'b'], value: { c: 1 }, isItem: true }

test.each([
  {
    what: 'an empty object',
    text: '{}',
    edited: '{\n  "a": {\n    "b": [\n      {\n        "c": 1\n      }\n    ]\n  }\n}',
  },
  {
    what: 'a list on one line',
    text: '{ "a": { "b": [0] } }\n',
    edited: '{ "a": { "b": [0,\n  {\n    "c": 1\n  }\n] } }\n',
  },
  {
    what: 'comments, tabs, carriage returns and trailing commas',
    text: '\uFEFF{\r\n\t// mine\r\n\t"a": {\r\n\t\t"b": [\r\n\t\t\t{"x":1}, // last\r\n\t\t],\r\n\t},\r\n}\r\n',
    edited:
      '\uFEFF{\r\n\t// mine\r\n\t"a": {\r\n\t\t"b": [\r\n\t\t\t{"x":1},\r\n\t\t\t{\r\n\t\t\t\t"c": 1\r\n\t\t\t}, // last\r\n\t\t],\r\n\t},\r\n}\r\n',
  },
  {
    what: 'a parent without the list',
    text: '{\n    "a": {\n        "x": 1\n    }\n}\n',
    edited:
      '{\n    "a": {\n        "x": 1,\n        "b": [\n            {\n                "c": 1\n            }\n        ]\n    }\n}\n',
  },
  {
    what: 'an empty list over lines',
    text: '{"a":{"b":[\n]}}',
    edited: '{"a":{"b":[\n  {\n    "c": 1\n  }\n]}}',
  },
])('adds an item to $what', ({ text, edited }) => {
  expect(addToJson(text, ITEM)).toEqual({ ok: true, text: edited })
})

test('adds a key', () => {
  const text = '{\n  "x": 1\n}\n'
  expect(addToJson(text, { path: ['y'], value: ['z'] })).toEqual({
    ok: true,
    text: '{\n  "x": 1,\n  "y": [\n    "z"\n  ]\n}\n',
  })
})

test.each([
  { what: 'what is no JSON', text: '{' },
  { what: 'nothing', text: '' },
  { what: 'a list', text: '[]' },
  { what: 'a parent that is no object', text: '{"a": 1}' },
  { what: 'a list that is none', text: '{"a": {"b": {}}}' },
  { what: 'a key that stands twice', text: '{"a": {"b": [1]}, "a": {"b": [2]}}' },
])('refuses $what', ({ text }) => {
  expect(addToJson(text, ITEM)).toMatchObject({ ok: false })
})
