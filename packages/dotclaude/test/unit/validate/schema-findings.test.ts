// How a schema's words become ours.
import { expect, test } from 'vitest'
import { schemaFindings } from '../../../src/validate/schema-findings.ts'
import type { SchemaName } from '../../../src/validate/schemas.generated.ts'

const said = (schema: SchemaName, value: unknown): readonly string[] =>
  schemaFindings(schema, value).map(
    ({ pointer, field, wanted, got }) => `${pointer} ${field} must be ${wanted}, not ${got}`,
  )

const SKILL = { name: 'a', description: 'A' }
const FACTS = { instruction_files: ['a'] }

test.each<{ schema: SchemaName; value: unknown; found: readonly string[] }>([
  { schema: 'repo-facts', value: FACTS, found: [] },
  { schema: 'repo-facts', value: [], found: [' the document must be of type object, not []'] },
  {
    schema: 'repo-facts',
    value: {},
    found: ['/instruction_files instruction_files must be present, not undefined'],
  },
  {
    schema: 'repo-facts',
    value: { ...FACTS, team_count: '4' },
    found: ['/team_count team_count must be of type number, not 4'],
  },
  {
    schema: 'repo-facts',
    value: { instruction_files: ['a', ' '] },
    found: ['/instruction_files/1 instruction_files[1] must be a text that is not blank, not  '],
  },
  {
    schema: 'repo-facts',
    value: { instruction_files: [] },
    found: ['/instruction_files instruction_files must be a list of at least 1, not []'],
  },
  {
    schema: 'skill',
    value: { ...SKILL, maturity: 'old' },
    found: ['/maturity maturity must be one of draft, validated, production, deprecated, not old'],
  },
  {
    schema: 'skill',
    value: { ...SKILL, created: '2026-02-30' },
    found: ['/created created must be a date like 2026-01-31, not 2026-02-30'],
  },
  {
    schema: 'skill',
    value: { ...SKILL, task: ['review', 'review'] },
    found: ['/task task must be a list without repetitions, not ["review","review"]'],
  },
  {
    schema: 'skill',
    value: { ...SKILL, name: 'a'.repeat(65) },
    found: [`/name name must be at most 64 characters long, not ${'a'.repeat(65)}`],
  },
  { schema: 'skill', value: { ...SKILL, type: 'agent' }, found: ['/type type must be skill, not agent'] },
  {
    schema: 'agent',
    value: { name: 'a', description: 'A', tools: 7, model: 'opus' },
    found: ['/tools tools must be a text or a list of texts, not 7'],
  },
  {
    schema: 'agent',
    value: { name: 'a', description: 'A', tools: ['x', 1], model: 'opus' },
    found: ['/tools tools must be a text or a list of texts, not ["x",1]'],
  },
  {
    schema: 'config',
    value: { 'a/b': 1 },
    found: ['/a~1b a/b must be left out, because nothing reads it, not 1'],
  },
  {
    schema: 'config',
    value: { suppressions: [{ code: 'A' }] },
    found: ['/suppressions/0/reason suppressions[0].reason must be present, not undefined'],
  },
  {
    schema: 'skills-manifest',
    value: { skills: [null] },
    found: ['/skills/0 skills[0] must be of type object, not null'],
  },
])('$schema: $value', ({ schema, value, found }) => {
  expect(said(schema, value)).toEqual(found)
})

test('a missing field is said to be missing', () => {
  expect(schemaFindings('repo-facts', {})).toMatchObject([{ isMissing: true, top: 'instruction_files' }])
  expect(schemaFindings('repo-facts', { instruction_files: 1 })).toMatchObject([{ isMissing: false }])
})
