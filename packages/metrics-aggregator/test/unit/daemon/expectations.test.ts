// Facts about which targets are expected: optional ones never, others once their grace is over or they answered.
import { expect, test } from 'vitest'
import { Expectations } from '../../../src/daemon/expectations.ts'

const plain = { name: 'api', isOptional: false, startupGraceMs: 0 }

function at(target: typeof plain): { expectations: Expectations; clock: { ms: number } } {
  const clock = { ms: 5_000 }
  const expectations = new Expectations(() => clock.ms)
  expectations.take([target])
  return { expectations, clock }
}

test.each([
  { target: plain, afterMs: 0, isExpected: true },
  { target: { ...plain, isOptional: true }, afterMs: 1e9, isExpected: false },
  { target: { ...plain, startupGraceMs: 100 }, afterMs: 99, isExpected: false },
  { target: { ...plain, startupGraceMs: 100 }, afterMs: 100, isExpected: true },
])('$target after $afterMs ms: $isExpected', ({ target, afterMs, isExpected }) => {
  const { expectations, clock } = at(target)
  clock.ms += afterMs
  expect(expectations.isExpected('api', false)).toBe(isExpected)
})

test('the first success ends the grace', () => {
  const { expectations } = at({ ...plain, startupGraceMs: 1_000 })
  expect(expectations.isExpected('api', true)).toBe(true)
  expect(expectations.isExpected('api', false)).toBe(true)
})

test('an optional target that answered is still optional', () => {
  const { expectations } = at({ ...plain, isOptional: true })
  expectations.isExpected('api', true)
  expect(expectations.isExpected('api', false)).toBe(false)
})

test('a target that stays keeps its time, one that comes back starts anew', () => {
  const target = { ...plain, startupGraceMs: 100 }
  const { expectations, clock } = at(target)
  clock.ms += 60
  expectations.take([target])
  clock.ms += 60
  expect(expectations.isExpected('api', false)).toBe(true)
  expectations.take([])
  expectations.take([target])
  expect(expectations.isExpected('api', false)).toBe(false)
})
