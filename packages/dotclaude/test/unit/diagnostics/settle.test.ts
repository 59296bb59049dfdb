// The decisions of a repository, applied to all checks together.
import { expect, test } from 'vitest'
import { baselineOf } from '../../../src/diagnostics/baseline.ts'
import { diagnose } from '../../../src/diagnostics/diagnostic.ts'
import { settle } from '../../../src/diagnostics/settle.ts'
import type { Decisions } from '../../../src/diagnostics/settle.ts'

const ID = diagnose('SPEC_ID_MISMATCH', { file: 'a', line: 1 }, { id: 'x', folder: 'a' })
const STATUS = diagnose('SPEC_STATUS_INVALID', { file: 'a', line: 2 }, { status: 'x', allowed: [] })
const MODEL = diagnose('AGENT_INVALID_MODEL', { file: 'b', line: 2 }, { model: 'x', allowed: [] })
const CHECKS = [
  { check: 'validate-specs', passed: ['fine'], diagnostics: [ID, STATUS] },
  { check: 'validate-skills', passed: [], diagnostics: [MODEL] },
]
const TEXTS = new Map([['b', '# dotclaude-disable-next-line AGENT_INVALID_MODEL ours\nmodel: x']])
const textOf = (): undefined => undefined

function codesOf(decisions: Decisions): readonly (readonly string[])[] {
  return settle(CHECKS, decisions).map(({ diagnostics }) =>
    diagnostics.map(({ code, severity }) => `${code} ${severity}`),
  )
}

test('without decisions nothing changes', () => {
  expect(settle(CHECKS, {})).toEqual(CHECKS)
})

test('levels, suppressions and baseline each take their part', () => {
  const baseline = { content: baselineOf([ID], textOf), where: { file: 'baseline.json' }, textOf }
  const decisions: Decisions = {
    levels: { SPEC_STATUS_INVALID: 'warn' },
    suppressions: { texts: TEXTS },
    baseline,
  }
  expect(codesOf(decisions)).toEqual([['SPEC_STATUS_INVALID warning'], [], []])
  // Nothing is left of what it found.
  expect(settle(CHECKS, decisions)[1]?.passed).toEqual(['nothing beyond what is known or switched off'])
  expect(settle(CHECKS, decisions).at(-1)).toMatchObject({
    check: 'suppressions',
    notes: ['1 diagnostic suppressed with a reason', '1 diagnostic known from the baseline'],
  })
})

test('decisions that hide nothing are said in a check of their own', () => {
  const texts = new Map([['b', '\n# dotclaude-disable-next-line AGENT_INVALID_MODEL ours\nmodel: x']])
  const baseline = { content: baselineOf([{ ...ID, args: {} }], textOf), where: {}, textOf }
  expect(codesOf({ suppressions: { texts }, baseline }).at(-1)).toEqual([
    'SUPPRESSION_UNUSED warning',
    'BASELINE_STALE warning',
  ])
  const levels = { SUPPRESSION_UNUSED: 'error', BASELINE_STALE: 'off' } as const
  expect(codesOf({ levels, suppressions: { texts }, baseline }).at(-1)).toEqual(['SUPPRESSION_UNUSED error'])
})

test('a rule that is off makes its suppression unused', () => {
  const decisions: Decisions = { levels: { AGENT_INVALID_MODEL: 'off' }, suppressions: { texts: TEXTS } }
  expect(codesOf(decisions).at(-1)).toEqual(['SUPPRESSION_UNUSED warning'])
})

test('what a single validator could not find is left alone', () => {
  const isJudged = (code: string): boolean => code.startsWith('SPEC_')
  const baseline = { content: baselineOf([MODEL], textOf), where: {}, textOf }
  const [specs] = CHECKS
  const checks = settle(specs ? [specs] : [], { suppressions: { texts: TEXTS, isJudged }, baseline })
  expect(checks).toHaveLength(1)
})
