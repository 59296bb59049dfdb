// What a person sees at a terminal.
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/diagnostics/diagnostic.ts'
import { formatHuman } from '../../../../src/diagnostics/format/human.ts'
import type { HumanOptions } from '../../../../src/diagnostics/format/human.ts'
import type { CheckResult } from '../../../../src/diagnostics/report.ts'

const WHERE = { file: 'docs/specs/login/spec.json', line: 3, column: 5 }
const WRONG = diagnose('SPEC_ID_MISMATCH', WHERE, { id: 'a', folder: 'b' }, { got: 'a', hint: 'Rename it.' })
const DOUBTFUL = diagnose(
  'SETTINGS_OPS_2',
  {},
  { folder: 'x', megabytes: 2, megabytesMax: 1 },
  { hint: 'Tidy up.' },
)

function humanOf(checks: readonly CheckResult[], options?: HumanOptions): string {
  return formatHuman({ root: '/r', version: '2.0.0', checks }, options)
}

test('one check that passed is its messages alone', () => {
  const check = {
    check: 'validate-specs',
    passed: ['3 specs valid'],
    diagnostics: [],
    notes: ['took a moment'],
  }
  expect(humanOf([check])).toBe('  ✓ 3 specs valid\n    took a moment\n')
})

test('what is wrong stands with its place, code and way out, and is counted at the end', () => {
  const check = { check: 'validate-specs', passed: [], diagnostics: [WRONG, DOUBTFUL, WRONG] }
  expect(humanOf([check])).toBe(
    [
      '  ✗ docs/specs/login/spec.json:3:5: id is a, but the folder is called b  SPEC_ID_MISMATCH',
      '      Rename it.',
      '  ⚠ x holds 2 MB, more than 1 MB  SETTINGS_OPS_2',
      '      Tidy up.',
      '  ✗ docs/specs/login/spec.json:3:5: id is a, but the folder is called b  SPEC_ID_MISMATCH',
      '      Rename it.',
      '  2 errors, 1 warning; `dotclaude explain CODE` says more',
      '',
    ].join('\n'),
  )
})

test('several checks are told apart by their names', () => {
  const checks = ['a', 'b'].map((check) => ({ check, passed: ['fine'], diagnostics: [] }))
  expect(humanOf(checks)).toBe('a\n  ✓ fine\n\nb\n  ✓ fine\n')
})

test('verbose shows every known field', () => {
  const text = humanOf([{ check: 'a', passed: [], diagnostics: [WRONG] }], { verbose: true })
  expect(text.split('\n').slice(1, -2)).toEqual([
    '      code:     SPEC_ID_MISMATCH',
    '      line:     3',
    '      column:   5',
    '      got:      a',
    '      hint:     Rename it.',
    '      category: spec',
    '      severity: error',
  ])
})

test('colour changes nothing but colour', () => {
  const checks = [{ check: 'a', passed: ['fine'], diagnostics: [WRONG, DOUBTFUL] }]
  const coloured = humanOf(checks, { color: true })
  expect(coloured).toContain('\u001b[31m✗\u001b[0m')
  expect(coloured).toContain('\u001b[32m✓\u001b[0m')
  // oxlint-disable-next-line no-control-regex
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(humanOf(checks))
})
