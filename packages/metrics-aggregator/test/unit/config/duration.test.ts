// Facts about Go's notation of durations.
import { expect, test } from 'vitest'
import { parseDurationMs, showDuration } from '../../../src/config/duration.ts'

test.each([
  ['0', 0],
  ['0s', 0],
  ['500ms', 500],
  ['2s', 2_000],
  ['1m30s', 90_000],
  ['1h2m3s4ms', 3_723_004],
  ['1.5h', 5_400_000],
  ['1.005s', 1_005],
  ['.5s', 500],
  ['1.s', 1_000],
  ['+5s', 5_000],
  ['1000us', 1],
  ['1000µs', 1],
  ['1000μs', 1],
  ['1000000ns', 1],
  ['30s1m', 90_000],
])('%s is %d ms', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms)
})

test.each([
  '',
  ' ',
  '5',
  '5 s',
  's',
  '-1s',
  '5S',
  '5d',
  '1m30',
  '1,5s',
  '0x5s',
  '.s',
  '1us',
  '0.1ms',
  '1e3s',
  '99999999999999h',
])('"%s" is no duration', (text) => {
  expect(parseDurationMs(text)).toBeUndefined()
})

test.each([
  [0, '0s'],
  [9_500, '9500ms'],
  [60_000, '60s'],
  [5_400_000, '5400s'],
  [7_200_000, '2h'],
])('%d ms is shown as %s and read back', (ms, text) => {
  expect(showDuration(ms)).toBe(text)
  expect(parseDurationMs(text)).toBe(ms)
})
