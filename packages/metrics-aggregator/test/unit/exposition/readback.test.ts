import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFUSAL_CODES, VIOLATION_CODES } from '../../../src/exposition/report.ts'

const assembly = readFileSync(new URL('../../../src/engine/assembly/codes.ts', import.meta.url), 'utf8')
const numbers = [...assembly.matchAll(/^export const ([A-Z0-9_]+): i32 = (\d+)$/gm)].map(
  ([, name, number]) => [name, Number(number)] as const,
)

test('the engine numbers its codes as the report lists them', () => {
  const refusals = numbers.filter(([, number]) => number <= 100)
  expect(refusals.map(([name, number]) => REFUSAL_CODES[number - 1] === name)).not.toContain(false)
  // The page's own limit is the host's to apply.
  expect(refusals).toHaveLength(REFUSAL_CODES.length - 1)
  const violations = numbers.filter(([, number]) => number > 100)
  expect(violations.map(([name]) => name)).toEqual([...VIOLATION_CODES])
  expect(violations.map(([, number]) => number)).toEqual(VIOLATION_CODES.map((_, index) => 101 + index))
})
