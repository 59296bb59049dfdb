// The words of a hook: code first, next step last, plain and short.
import { expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import { asciiReason, policyReason } from '../../../src/hook/policy-reason.ts'

const uncovered = (path: string) =>
  diagnose('COVERAGE_UNCOVERED', { file: path }, {}, { got: path, hint: `Cover ${path}.` })

test('a finding has its code, its file, why and the next step', () => {
  expect(policyReason([uncovered('a')])).toBe(
    'COVERAGE_UNCOVERED: a: protected, and no approved spec covers it.\nNext: Cover a.',
  )
})

test('many findings are counted, and never longer than agents show', () => {
  const reason = policyReason(
    Array.from({ length: 40 }, (_, index) => uncovered(`${'long/'.repeat(80)}${index}`)),
  )
  expect(reason.length).toBeLessThan(2_000)
  expect(reason).toMatch(/^COVERAGE_UNCOVERED: /)
  expect(reason).toMatch(/\.$/)
  expect(policyReason(Array.from({ length: 7 }, () => uncovered('a')))).toContain('... and 2 more.')
})

test.each([
  { text: 'it’s “so” …', plain: `it's "so" ...` },
  { text: 'naïve\u{1F600}\u001B[31m', plain: 'na?ve??[31m' },
  { text: 'two\nlines', plain: 'two\nlines' },
])('$text is $plain', ({ text, plain }) => {
  expect(asciiReason(text)).toBe(plain)
})
