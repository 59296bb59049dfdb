// Facts about places.
import { expect, test } from 'vitest'
import { placeOf } from '../../../src/cli/place.ts'

test.each([
  { line: 3, column: 7, place: 'metrics.txt:3:7' },
  { line: 3, column: 0, place: 'metrics.txt:3' },
  { line: 0, column: 0, place: 'metrics.txt' },
  {
    line: 0,
    column: 0,
    offset: 72,
    path: 'metric[3].label[0]',
    place: 'metrics.txt: byte 72 at metric[3].label[0]',
  },
  { line: 0, column: 0, offset: 0, path: '', place: 'metrics.txt: byte 0' },
])('line $line, column $column, offset $offset', ({ place, ...where }) => {
  expect(placeOf('metrics.txt', where)).toBe(place)
})
