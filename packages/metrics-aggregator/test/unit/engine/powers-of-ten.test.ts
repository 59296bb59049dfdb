// Facts about the table of powers of ten; that the engine converts rightly with it is shown in number-conversion.test.ts.
import { expect, test } from 'vitest'
import { powersOfTen } from '../../../src/engine/powers-of-ten.ts'

const LOWEST = -348

function leadingBits(power: number): string {
  const words = powersOfTen()
  const at = 2 * (power - LOWEST)
  return [words[at], words[at + 1]].map((word) => (word ?? 0n).toString(16).padStart(16, '0')).join('')
}

test.each([
  { power: 0, bits: '80000000000000000000000000000000' },
  { power: 1, bits: 'a0000000000000000000000000000000' },
  { power: -1, bits: 'cccccccccccccccccccccccccccccccc' },
  { power: 2, bits: 'c8000000000000000000000000000000' },
  { power: -3, bits: '83126e978d4fdf3b645a1cac083126e9' },
])('10^$power begins with $bits', ({ power, bits }) => {
  expect(leadingBits(power)).toBe(bits)
})

test('every power has its highest bit, and the table is made once', () => {
  const words = powersOfTen()
  expect(words).toHaveLength(2 * 696)
  expect(words.filter((word, index) => index % 2 === 0 && word >> 63n === 0n)).toHaveLength(0)
  expect(powersOfTen()).toBe(words)
})
