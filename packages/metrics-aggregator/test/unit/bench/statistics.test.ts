// The middle of some figures, which is all that the benchmark says of them.
import { expect, test } from 'vitest'
import { median, medianRatio } from '../../../bench/statistics.ts'

test.each([
  { values: [3], middle: 3 },
  { values: [9, 1, 2], middle: 2 },
  { values: [4, 1, 3, 2], middle: 2.5 },
  { values: [10, 9, 100], middle: 10 },
])('the median of $values is $middle', ({ values, middle }) => expect(median(values)).toBe(middle))

test('nothing has no median', () => expect(() => median([])).toThrow('no median'))

test('a ratio is taken round by round, so that a slow round says nothing', () =>
  expect(medianRatio([2, 200, 20], [1, 100, 10])).toBe(2))
