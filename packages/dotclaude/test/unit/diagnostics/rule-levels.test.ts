// How the section `rules` of a configuration changes what is said.
import { expect, test } from 'vitest'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import { applyRuleLevels } from '../../../src/diagnostics/rule-levels.ts'

test.each([
  { code: 'SPEC_ID_MISMATCH', level: 'off', severities: [] },
  { code: 'SPEC_ID_MISMATCH', level: 'warn', severities: ['warning'] },
  { code: 'SETTINGS_OPS_2', level: 'error', severities: ['error'] },
  { code: 'SUPPRESSION_UNUSED', level: 'off', severities: [] },
  { code: 'COVERAGE_UNCOVERED', level: 'off', severities: ['error'] },
  { code: 'CONFIG_INVALID', level: 'off', severities: ['error'] },
  { code: 'INTERNAL_BUG', level: 'warn', severities: ['error'] },
] as const)('$code with level $level is $severities', ({ code, level, severities }) => {
  const changed = applyRuleLevels([diagnose(code, {})], { [code]: level })
  expect(changed.map(({ severity }) => severity)).toEqual(severities)
})

test('what has no level stays the same value', () => {
  const diagnostic = diagnose('SPEC_ID_MISMATCH', {})
  expect(applyRuleLevels([diagnostic], { SPEC_STATUS_INVALID: 'off' })[0]).toBe(diagnostic)
})
