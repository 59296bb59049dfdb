// The table itself: the codes that users of 1.3.0 know are all there, and rows become entries.
import { expect, test } from 'vitest'
import { NEVER_HIDDEN, entriesOf } from '../../../src/diagnostics/code-entry.ts'
import { CODES, CODE_TABLE, isCode } from '../../../src/diagnostics/code-table.ts'

/** Names and meanings of 1.3.0; a rename would be a major version. */
const KNOWN_SINCE_1_3 = [
  'SPEC_JSON_INVALID SPEC_ID_MISMATCH SPEC_MISSING_REQUIRED_FIELD SPEC_STATUS_INVALID SPEC_LINKED_PATH_MISSING',
  'SPEC_ACCEPTANCE_EMPTY SPEC_DEPENDENCY_UNKNOWN MANIFEST_ENTRY_MISSING MANIFEST_CHECKSUM_MISMATCH',
  'MANIFEST_ORPHAN_FILE MANIFEST_DEPENDENCY_CYCLE COVERAGE_NO_SPEC_RATIONALE COVERAGE_UNKNOWN_SPEC_ID',
  'COVERAGE_UNCOVERED DRIFT_INSTRUCTION_FILES DRIFT_INSTRUCTION_FILE_MISSING DRIFT_TEAM_COUNT DRIFT_PROTECTED_PATH',
  'SCAFFOLD_CONFLICT SCAFFOLD_USAGE AGENT_MISSING_FIELD AGENT_INVALID_MODEL AGENT_WRITE_TOOL_IN_READONLY',
  'AGENT_SECRET_PATTERN AGENT_TRIGGER_OVERLAP SKILL_FRONTMATTER_MISSING SKILL_NAME_MISMATCH SETTINGS_SEC_1',
  'SETTINGS_SEC_2 SETTINGS_SEC_3 SETTINGS_SEC_4 SETTINGS_OPS_1 SETTINGS_OPS_2 ENV_REPO_ROOT_UNKNOWN',
  'ENV_FACTS_MISSING USAGE_UNKNOWN_FLAG USAGE_MISSING_POSITIONAL',
].flatMap((line) => line.split(' '))

test('all 37 codes of 1.3.0 are there, and no other claims to be that old', () => {
  expect(KNOWN_SINCE_1_3).toHaveLength(37)
  const old = CODES.filter((code) => CODE_TABLE[code].since === '1.3.0')
  expect(old.toSorted()).toEqual(KNOWN_SINCE_1_3.toSorted())
})

test('rows become entries', () => {
  const row = { severity: 'error', summary: 'S', text: '{a}', hint: 'Do {a}.', since: '2.0.0' } as const
  const { X } = entriesOf('spec', { X: row })
  expect(X).toMatchObject({ category: 'spec', severity: 'error', summary: 'S', since: '2.0.0' })
  expect([X.text({ a: 'b' }), X.hint?.({ a: 'b' })]).toEqual(['b', 'Do b.'])
})

test.each([
  { text: 'SPEC_ID_MISMATCH', known: true },
  { text: 'SPEC_ID', known: false },
  { text: 'toString', known: false },
])('$text is a code: $known', ({ text, known }) => {
  expect(isCode(text)).toBe(known)
})

test('whatever stops a command is never hidden', () => {
  const stops = CODES.filter((code) => /^(ENV|USAGE|INTERNAL|CONFIG|COVERAGE)_/.test(code))
  expect(stops.filter((code) => !NEVER_HIDDEN.has(CODE_TABLE[code].category))).toEqual([])
})
