// Facts about JSON objects read in written order.
import { expect, test } from 'vitest'
import { readJsonObject } from '../../../src/config/json-object.ts'

test.each<{ text: string; members: [string, unknown][] }>([
  { text: '{}', members: [] },
  { text: '{"a":"1"}', members: [['a', '1']] },
  {
    text: ' { "b" : "1" ,\n "a" : "2" } ',
    members: [
      ['b', '1'],
      ['a', '2'],
    ],
  },
  {
    text: '{"10":"x","9":"y","a":"z","1":"w"}',
    members: [
      ['10', 'x'],
      ['9', 'y'],
      ['a', 'z'],
      ['1', 'w'],
    ],
  },
  {
    text: '{"a":"1","a":"2"}',
    members: [
      ['a', '1'],
      ['a', '2'],
    ],
  },
  {
    text: '{"a":{"x":[1,{"y":2}],"z":","},"b":[{"c":"}"}],"d":null}',
    members: [
      ['a', { x: [1, { y: 2 }], z: ',' }],
      ['b', [{ c: '}' }]],
      ['d', null],
    ],
  },
  {
    text: String.raw`{"a\"b":"c\\","\u00e9":"x:y"}`,
    members: [
      ['a"b', 'c\\'],
      ['é', 'x:y'],
    ],
  },
  {
    text: '{"a":-1.5e3,"b":true,"c":""}',
    members: [
      ['a', -1500],
      ['b', true],
      ['c', ''],
    ],
  },
  { text: '{"__proto__":"x"}', members: [['__proto__', 'x']] },
])('reads $text', ({ text, members }) => {
  expect(readJsonObject(text)).toEqual({ ok: true, members })
})

test.each([
  { text: '[]', detail: 'it is JSON, but not an object of names and values' },
  { text: 'null', detail: 'it is JSON, but not an object of names and values' },
  { text: '"a"', detail: 'it is JSON, but not an object of names and values' },
])('$text is $detail', ({ text, detail }) => {
  expect(readJsonObject(text)).toEqual({ ok: false, detail })
})

test.each(['{', '{"a"}', "{'a':1}", '{"a":1,}', '{"a":"http://user:secret@h/}'])(
  '%s is not JSON, and is not quoted',
  (text) => {
    const read = readJsonObject(text)
    expect(read).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^it is not JSON( at character \d+)?$/),
    })
  },
)
