import { describe, expect, test } from 'vitest'
import { formatTimeoutSeconds, pageTimeoutMs } from '../../../src/scrape/deadline.ts'

const POLICY = { timeoutMs: 9_500, offsetMs: 500 }

describe('the time for a page (case 77)', () => {
  test.each<[string | undefined, number]>([
    [undefined, 9_500],
    ['10', 9_500],
    ['15', 14_500],
    [' 30.25 ', 29_750],
    ['1e1', 9_500],
    ['.5', 250],
    ['2.', 1_500],
    // A client with hardly any time still leaves half of it to the targets.
    ['0.9', 450],
    ['0.001', 0.5],
    // Nothing that Prometheus would send: our own default.
    ['', 9_500],
    ['0', 9_500],
    ['-3', 9_500],
    ['+3', 9_500],
    ['NaN', 9_500],
    ['Inf', 9_500],
    ['10s', 9_500],
    ['0x10', 9_500],
    ['10, 10', 9_500],
    // Beyond what a timer can hold.
    ['1e9', 3_599_500],
    ['1e400', 3_599_500],
  ])('header %j: %d ms', (header, timeoutMs) => {
    expect(pageTimeoutMs(header, POLICY)).toBeCloseTo(timeoutMs, 9)
  })
})

test.each([
  [9_500, '9.5'],
  [9_499.9, '9.499'],
  [10_000, '10'],
  [0.4, '0.001'],
  [-5, '0.001'],
])('%d ms are told to targets as %s', (timeoutMs, text) => {
  expect(formatTimeoutSeconds(timeoutMs)).toBe(text)
})
