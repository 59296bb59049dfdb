import { expect, test } from 'vitest'
import { InflightGate } from '../../../src/http/inflight-gate.ts'

test('lets in as many as there is room for, and one more for each that leaves', () => {
  const gate = new InflightGate(2)
  const leave = gate.enter()
  gate.enter()
  expect(gate.enter()).toBeUndefined()
  leave?.()
  expect(gate.enter()).toBeTypeOf('function')
  expect(gate.enter()).toBeUndefined()
})
