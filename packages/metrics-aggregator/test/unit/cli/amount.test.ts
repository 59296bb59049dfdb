import { expect, test } from 'vitest'
import { amount } from '../../../src/cli/amount.ts'

test.each([
  [0, '0 families'],
  [1, '1 family'],
  [2, '2 families'],
])('%i is "%s"', (count, text) => {
  expect(amount(count, 'family', 'families')).toBe(text)
})
