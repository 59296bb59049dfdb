// Facts about weighted lists: what is read, and that a malformed part costs only itself.
import { expect, test } from 'vitest'
import { parseQualityList } from '../../../src/negotiation/quality-list.ts'

function shown(header: string): string[] {
  return parseQualityList(header).map(({ value, parameters, q }) =>
    [value, ...[...parameters].map(([name, text]) => `${name}=${text}`), `q=${q}`].join(' '),
  )
}

test.each([
  { header: '', items: [] },
  { header: 'text/plain', items: ['text/plain q=1'] },
  { header: 'TEXT/Plain;Version=0.0.4;Q=0.5', items: ['text/plain version=0.0.4 q=0.5'] },
  { header: ' a/b ;\tv=1 ; q=0.25\t, c/d ', items: ['a/b v=1 q=0.25', 'c/d q=1'] },
  { header: 'a/b;v="1.0.0"', items: ['a/b v=1.0.0 q=1'] },
  { header: 'a/b;v="x,y;z=\\"q\\"", c/d', items: ['a/b v=x,y;z="q" q=1', 'c/d q=1'] },
  { header: ',, a/b ,,', items: ['a/b q=1'] },
  { header: 'a/b;;q=0.1;', items: ['a/b q=0.1'] },
  { header: 'a/b;q=0', items: ['a/b q=0'] },
  { header: 'a/b;q=1.000, c/d;q=0.', items: ['a/b q=1', 'c/d q=0'] },
  { header: 'gzip;q=0.8, *;q=0', items: ['gzip q=0.8', '* q=0'] },
])('reads $header', ({ header, items }) => {
  expect(shown(header)).toEqual(items)
})

test.each([
  { part: 'a/b;q=2', why: 'a weight above 1' },
  { part: 'a/b;q=-1', why: 'a negative weight' },
  { part: 'a/b;q=0.1234', why: 'four decimals' },
  { part: 'a/b;q=1.001', why: 'more than 1 by a decimal' },
  { part: 'a/b;q=.5', why: 'no digit before the point' },
  { part: 'a/b;q=', why: 'an empty weight' },
  { part: 'a/b;q="1"', why: 'fine as a parameter, so it is read', items: ['a/b q=1', 'c/d q=1'] },
  { part: 'a/b;q=0.1;q=0.2', why: 'two weights' },
  { part: 'a/b;v', why: 'a parameter without value' },
  { part: 'a/b;=v', why: 'a parameter without name' },
  { part: 'a/b;v = 1', why: 'blanks around the equals sign' },
  { part: 'a b/c', why: 'a blank inside the range' },
  { part: 'a/b/c', why: 'two slashes' },
  { part: '/b', why: 'no type' },
  { part: 'a/', why: 'no subtype' },
  { part: 'ä/b', why: 'a letter outside ASCII' },
  { part: 'a/b\u00A0', why: 'a blank that HTTP does not know' },
])('leaves out a part with $why', ({ part, items }) => {
  expect(shown(`${part}, c/d`)).toEqual(items ?? ['c/d q=1'])
})

test('an unterminated quote costs what follows it, not what stands before it', () => {
  expect(shown('a/b, c/d;v="x, e/f')).toEqual(['a/b q=1'])
})

test('a header beyond all measure says nothing', () => {
  expect(shown('a/b,'.repeat(3_000))).toEqual([])
})
