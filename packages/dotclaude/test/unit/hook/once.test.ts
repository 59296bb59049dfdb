// A question is asked when the answer is needed, once, and an answer of nothing is an answer.
import { expect, test } from 'vitest'
import { once } from '../../../src/hook/once.ts'

test('asked late, once, also where the answer is nothing', () => {
  let asked = 0
  const answer = once(() => {
    asked += 1
    return undefined
  })
  expect(asked).toBe(0)
  expect([answer(), answer(), asked]).toEqual([undefined, undefined, 1])
})
