// Facts about places.
import { expect, test } from 'vitest'
import { placeOf } from '../../../src/cli/place.ts'

test.each([
  { line: 3, column: 7, place: 'metrics.txt:3:7' },
  { line: 3, column: 0, place: 'metrics.txt:3' },
  { line: 0, column: 0, place: 'metrics.txt' },
])('line $line, column $column', ({ place, ...where }) => {
  expect(placeOf('metrics.txt', where)).toBe(place)
})
