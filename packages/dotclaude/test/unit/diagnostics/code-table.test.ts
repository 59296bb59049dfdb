// The table itself: the codes that users of 1.3.0 know are all there, and every row is written in the house's way.
import { readFileSync, readdirSync } from 'node:fs'
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

// Spreading the areas together would let the last of two equal codes win unseen.
test('no code stands in two areas', () => {
  const folder = new URL('../../../src/diagnostics/codes/', import.meta.url)
  const texts = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const names: readonly string[] = texts.flatMap((text) =>
    [...text.matchAll(/^ {2}([A-Z][A-Z0-9_]+): \{/gm)].map(([, name = '']) => name),
  )
  expect(names.toSorted()).toEqual([...CODES].toSorted())
})

test.each(CODES)('%s begins with its area', (code) => {
  const areas: Readonly<Record<string, string>> = {
    suppression: 'suppression|baseline',
    internal: 'internal',
  }
  const { category } = CODE_TABLE[code]
  expect(code.toLowerCase()).toMatch(new RegExp(`^(${areas[category] ?? category})_`))
})

test.each(CODES)('%s is worded in the house’s way', (code) => {
  const { summary, text, hint, since } = CODE_TABLE[code]
  expect(summary, 'a sentence without its full stop').toMatch(/^[A-Za-z].*[^.!?]$/)
  expect(text({}), 'no full stop').toMatch(/[^.!]$/)
  expect(hint?.({}) ?? 'None.', 'full sentences').toMatch(/^[A-Z].*\.$/)
  expect(since).toMatch(/^\d+\.\d+\.\d+$/)
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
