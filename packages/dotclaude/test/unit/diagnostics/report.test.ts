// What several formatters ask of a report.
import { expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { counted, countsOf, mostUrgentFirst, placeText } from '../../../src/diagnostics/report.ts'
import type { Report } from '../../../src/diagnostics/report.ts'

function at(file: string, severity: Diagnostic['severity']): Diagnostic {
  return diagnose('SPEC_ID_MISMATCH', { file }, {}, { severity })
}

const REPORT: Report = {
  root: '/r',
  version: '2.0.0',
  checks: [
    { check: 'a', passed: ['one', 'two'], diagnostics: [at('old', 'info'), at('old', 'error')] },
    { check: 'b', passed: [], diagnostics: [at('new', 'warning'), at('old', 'warning'), at('new', 'error')] },
  ],
}

test('counts over all checks', () => {
  expect(countsOf(REPORT)).toEqual({ pass: 2, fail: 2, warn: 2 })
})

test('what the pull request changes comes first, then errors', () => {
  const urgent = mostUrgentFirst({ ...REPORT, changedFiles: new Set(['new']) })
  expect(urgent.map(({ where, severity }) => `${where.file} ${severity}`)).toEqual([
    'new error',
    'new warning',
    'old error',
    'old warning',
    'old info',
  ])
})

test.each([
  { place: {}, text: '' },
  { place: { line: 3 }, text: '' },
  { place: { file: 'a' }, text: 'a' },
  { place: { file: 'a', column: 3 }, text: 'a' },
  { place: { file: 'a', line: 2 }, text: 'a:2' },
  { place: { file: 'a\nb', line: 2, column: 3 }, text: String.raw`a\nb:2:3` },
])('$place is written $text', ({ place, text }) => {
  expect(placeText(place)).toBe(text)
})

test.each([
  { count: 0, text: '0 errors' },
  { count: 1, text: '1 error' },
  { count: 2, text: '2 errors' },
])('$text', ({ count, text }) => {
  expect(counted(count, 'error')).toBe(text)
})
