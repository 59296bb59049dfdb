// The rows of all areas: codes begin with their area, stand in one area only, and are written in the house's way.
import { expect, test } from 'vitest'
import type { CodeRow } from '../../../../src/diagnostics/code-entry.ts'
import { CODES } from '../../../../src/diagnostics/code-table.ts'
import { AGENT_CODES } from '../../../../src/diagnostics/codes/agent.ts'
import { CONFIG_CODES } from '../../../../src/diagnostics/codes/config.ts'
import { COVERAGE_CODES } from '../../../../src/diagnostics/codes/coverage.ts'
import { DEPLOY_CODES } from '../../../../src/diagnostics/codes/deploy.ts'
import { DRIFT_CODES } from '../../../../src/diagnostics/codes/drift.ts'
import { ENV_CODES } from '../../../../src/diagnostics/codes/env.ts'
import { GUARD_CODES } from '../../../../src/diagnostics/codes/guard.ts'
import { HANDOFF_CODES } from '../../../../src/diagnostics/codes/handoff.ts'
import { INTERNAL_CODES } from '../../../../src/diagnostics/codes/internal.ts'
import { LIBRARY_CODES } from '../../../../src/diagnostics/codes/library.ts'
import { MANIFEST_CODES } from '../../../../src/diagnostics/codes/manifest.ts'
import { SCAFFOLD_CODES } from '../../../../src/diagnostics/codes/scaffold.ts'
import { SESSION_CODES } from '../../../../src/diagnostics/codes/session.ts'
import { SETTINGS_CODES } from '../../../../src/diagnostics/codes/settings.ts'
import { SKILL_CODES } from '../../../../src/diagnostics/codes/skill.ts'
import { SPEC_CODES } from '../../../../src/diagnostics/codes/spec.ts'
import { SUPPRESSION_CODES } from '../../../../src/diagnostics/codes/suppression.ts'
import { SYNC_CODES } from '../../../../src/diagnostics/codes/sync.ts'
import { USAGE_CODES } from '../../../../src/diagnostics/codes/usage.ts'

const AREAS: Readonly<Record<string, Readonly<Record<string, CodeRow>>>> = {
  AGENT: AGENT_CODES,
  CONFIG: CONFIG_CODES,
  COVERAGE: COVERAGE_CODES,
  DEPLOY: DEPLOY_CODES,
  DRIFT: DRIFT_CODES,
  ENV: ENV_CODES,
  GUARD: GUARD_CODES,
  HANDOFF: HANDOFF_CODES,
  INTERNAL: INTERNAL_CODES,
  LIBRARY: LIBRARY_CODES,
  MANIFEST: MANIFEST_CODES,
  SCAFFOLD: SCAFFOLD_CODES,
  SESSION: SESSION_CODES,
  SETTINGS: SETTINGS_CODES,
  SKILL: SKILL_CODES,
  SPEC: SPEC_CODES,
  'SUPPRESSION|BASELINE': SUPPRESSION_CODES,
  SYNC: SYNC_CODES,
  USAGE: USAGE_CODES,
}

const rows = Object.entries(AREAS).flatMap(([area, table]) =>
  Object.entries(table).map(([code, row]) => ({ area, code, ...row })),
)

// Spreading the areas together would let the last of two equal codes win unseen.
test('no code stands in two areas, and none is left out', () => {
  const names = rows.map(({ code }) => code)
  expect(names.toSorted()).toEqual([...CODES].toSorted())
})

test.each(rows)('$code begins with its area', ({ area, code }) => {
  expect(code).toMatch(new RegExp(`^(?:${area})_[A-Z0-9_]+$`))
})

test.each(rows)('$code is worded in the house’s way', ({ summary, text, hint = 'None.', since }) => {
  expect(summary, 'a sentence without its full stop').toMatch(/^[A-Za-z].*[^.!?]$/)
  expect(text, 'no full stop').toMatch(/[^.!]$/)
  expect(hint, 'full sentences').toMatch(/^[A-Z].*\.$/)
  expect(since).toMatch(/^\d+\.\d+\.\d+$/)
})

test.each(rows)('the brackets and braces of $code are closed', ({ text, hint = '' }) => {
  // Nothing of the marks is left when the well-formed ones are gone; brackets do not nest.
  const rest = `${text} ${hint}`.replace(/\[[^[\]]*\]/g, '').replace(/\{\w+\}/g, '')
  expect(rest).not.toMatch(/[[\]{}]/)
})
