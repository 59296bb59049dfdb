// Facts about findings as lines and as documents.
import { expect, test } from 'vitest'
import { findingDocument, findingLines, jsonDocument } from '../../../src/cli/finding-lines.ts'
import { painter } from '../../../src/cli/terminal.ts'
import type { Finding } from '../../../src/errors/failure.ts'

const FINDING: Finding = { code: 'CONFIG_VARIABLE_UNKNOWN', facts: { source: 'METRICS_X' } }

test.each([
  { hasColor: false, word: 'warning' },
  { hasColor: true, word: '\u001B[33mwarning\u001B[0m' },
])('a finding is a line and its advice; colours: $hasColor', ({ hasColor, word }) => {
  expect(findingLines(FINDING, painter(hasColor))).toBe(
    `${word} CONFIG_VARIABLE_UNKNOWN METRICS_X is not a setting\n  Correct the name; a misspelt setting has no effect.\n`,
  )
})

test('a finding as a document', () => {
  expect(findingDocument(FINDING)).toEqual({
    code: 'CONFIG_VARIABLE_UNKNOWN',
    severity: 'warning',
    text: 'METRICS_X is not a setting',
    hint: 'Correct the name; a misspelt setting has no effect.',
  })
})

test('a document says its version first and ends its last line', () => {
  expect(jsonDocument({ ok: true })).toBe('{\n  "version": 1,\n  "ok": true\n}\n')
})
