// Which values look like no word.
import { expect, test } from 'vitest'
import { isDrawnWord, isOdd } from '../../../../src/handoff/scrub/odd-value.ts'

test.each([
  ['hunter22!', true, true],
  ['hunter22', false, false],
  ['abcDEF1234', true, true],
  ['7bewbL3NmYc7iI3ic876QDWAWMswjo', true, true],
  ['correcthorse', false, false],
  ['Argon2id', true, false],
  ['aarch64', false, false],
  ['1.2.3', false, false],
  ['v2', false, false],
  ['12:34', false, false],
  ['version2', false, false],
  ['file1.json', false, false],
  ['2026-01-02T03:04:05Z', true, false],
  ['$user1234A', true, false],
  ['src/App2024.tsx', true, false],
])('%s: odd %s, drawn by lot %s', (value, odd, drawn) => {
  expect(isOdd(value)).toBe(odd)
  expect(isDrawnWord(value)).toBe(drawn)
})
