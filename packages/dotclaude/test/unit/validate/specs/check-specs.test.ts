// The whole check over specs: one result, with the number of specs when nothing is wrong.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { SPEC_RULES, checkSpecs } from '../../../../src/validate/specs/check-specs.ts'
import { specFilesIn } from '../../../../src/validate/specs/spec-files.ts'
import { listFindings } from '../../../../src/validate/specs/list-findings.ts'
import { OPTIONS, foundText, json } from '../found.ts'

const GOOD = {
  id: 'a',
  title: 'A',
  status: 'done',
  owners: ['me'],
  linked_paths: ['docs'],
  acceptance_commands: ['true'],
  depends_on_specs: [],
  active_prs: [12, '#13'],
}

test('counts the specs of a repository in order', () => {
  const snapshot = memorySnapshot({ 'docs/specs/a/spec.json': json(GOOD), 'docs/specs/README.md': '' })
  expect(checkSpecs(snapshot, OPTIONS)).toEqual({
    check: 'validate-specs',
    passed: ['1 spec(s) valid'],
    diagnostics: [],
  })
})

test('an empty object lacks everything, each field once', () => {
  const { passed, diagnostics } = checkSpecs(memorySnapshot({ 'docs/specs/a/spec.json': '{}' }), OPTIONS)
  expect(passed).toEqual([])
  expect(diagnostics.map(foundText)).toEqual([
    'SPEC_ID_MISMATCH docs/specs/a/spec.json:1 /id',
    ...['title', 'owners', 'depends_on_specs', 'active_prs'].map(
      (field) => `SPEC_MISSING_REQUIRED_FIELD docs/specs/a/spec.json:1 /${field}`,
    ),
    'SPEC_STATUS_INVALID docs/specs/a/spec.json:1 /status',
    'SPEC_LINKED_PATH_MISSING docs/specs/a/spec.json:1 /linked_paths',
    'SPEC_ACCEPTANCE_EMPTY docs/specs/a/spec.json:1 /acceptance_commands',
  ])
})

test('every rule has a name of its own', () => {
  const ids = SPEC_RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a snapshot is read once, however many rules ask', () => {
  const snapshot = memorySnapshot({ 'docs/specs/b/x': '', 'docs/specs/a/spec.json': json(GOOD) })
  expect(specFilesIn(snapshot).map(({ folder }) => folder)).toEqual(['a', 'b'])
  expect(specFilesIn(snapshot)).toBe(specFilesIn(snapshot))
})

test('the findings of one list do not show up in another', () => {
  const [spec] = specFilesIn(
    memorySnapshot({ 'docs/specs/a/spec.json': json({ ...GOOD, linked_paths: [] }) }),
  )
  expect(spec && listFindings('SPEC_ACCEPTANCE_EMPTY', 'acceptance_commands', spec)).toEqual([])
})
