import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readProcessFacts } from '../../../src/cli/process-facts.ts'

test('the figures are those of this process', () => {
  const { cpuSeconds, residentBytes, heapBytes, startTimeSeconds } = readProcessFacts()
  expect(cpuSeconds).toBeGreaterThan(0)
  expect(heapBytes).toBeGreaterThan(0)
  expect(residentBytes).toBeGreaterThan(heapBytes)
  expect(startTimeSeconds).toBeGreaterThan(Date.now() / 1_000 - 86_400)
  expect(startTimeSeconds).toBeLessThanOrEqual(Date.now() / 1_000)
})

test('the start does not move', () => {
  expect(readProcessFacts().startTimeSeconds).toBe(readProcessFacts().startTimeSeconds)
})

test.skipIf(!existsSync('/proc/self/fd'))('descriptors are told where the system tells them', () => {
  const { openFds = 0, maxFds = 0 } = readProcessFacts()
  expect(openFds).toBeGreaterThan(2)
  expect(maxFds).toBeGreaterThan(openFds)
})
