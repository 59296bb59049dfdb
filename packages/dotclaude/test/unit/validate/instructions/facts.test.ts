// The rules that compare instruction files with the facts.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { factsIn, instructionFilesIn } from '../../../../src/validate/instructions/facts-file.ts'
import { factsReadable } from '../../../../src/validate/instructions/facts-readable.ts'
import { factsValid } from '../../../../src/validate/instructions/facts-valid.ts'
import { instructionFilesExist } from '../../../../src/validate/instructions/instruction-files-exist.ts'
import { instructionFilesListed } from '../../../../src/validate/instructions/instruction-files-listed.ts'
import { protectedPathsMentioned } from '../../../../src/validate/instructions/protected-paths-mentioned.ts'
import { teamCount } from '../../../../src/validate/instructions/team-count.ts'
import type { Rule } from '../../../../src/validate/rule.ts'
import { diagnosticsOf, foundBy, json } from '../found.ts'
import type { Files } from '../found.ts'

const FACTS = 'docs/repo-facts.json'
const facts = (changes: object): Files => ({
  [FACTS]: json({ instruction_files: ['CLAUDE.md'], ...changes }),
})
const teams = (text: string): Files => ({ ...facts({ team_count: 4 }), 'CLAUDE.md': text })
const protectedPath = (path: string, text: string): Files => ({
  ...facts({ protected_paths: [path] }),
  'CLAUDE.md': text,
})

interface Row {
  readonly what: string
  readonly rule: Rule
  readonly files: Files
  readonly found: readonly string[]
}

const UNMENTIONED = `DRIFT_PROTECTED_PATH ${FACTS}:6 /protected_paths/0`

const ROWS: readonly Row[] = [
  { what: 'none', rule: factsReadable, files: {}, found: [`ENV_FACTS_MISSING ${FACTS}:1`] },
  {
    what: 'half',
    rule: factsReadable,
    files: { [FACTS]: '{\n"a": \n' },
    found: [`ENV_FACTS_MISSING ${FACTS}:3`],
  },
  {
    what: 'null',
    rule: factsReadable,
    files: { [FACTS]: '\nnull' },
    found: [`ENV_FACTS_MISSING ${FACTS}:2`],
  },
  { what: 'an empty object', rule: factsReadable, files: { [FACTS]: '{}' }, found: [] },
  {
    what: 'teams as text',
    rule: factsValid,
    files: facts({ team_count: '4' }),
    found: [`DRIFT_FACTS_INVALID ${FACTS}:5 /team_count`],
  },
  {
    what: 'fields with codes of their own',
    rule: factsValid,
    files: facts({ instruction_files: 1, protected_paths: 1 }),
    found: [],
  },
  {
    what: 'no list',
    rule: instructionFilesListed,
    files: { [FACTS]: '{}' },
    found: [`DRIFT_INSTRUCTION_FILES ${FACTS}:1 /instruction_files`],
  },
  {
    what: 'an empty list',
    rule: instructionFilesListed,
    files: facts({ instruction_files: [] }),
    found: [`DRIFT_INSTRUCTION_FILES ${FACTS}:2 /instruction_files`],
  },
  {
    what: 'blank and wrong entries',
    rule: instructionFilesListed,
    files: facts({ instruction_files: ['a', ' ', 7] }),
    found: [
      `DRIFT_INSTRUCTION_FILES ${FACTS}:4 /instruction_files/1`,
      `DRIFT_INSTRUCTION_FILES ${FACTS}:5 /instruction_files/2`,
    ],
  },
  {
    what: 'a file that is gone',
    rule: instructionFilesExist,
    files: facts({}),
    found: [`DRIFT_INSTRUCTION_FILE_MISSING ${FACTS}:3 /instruction_files/0`],
  },
  {
    what: 'a file that is there',
    rule: instructionFilesExist,
    files: { ...facts({}), 'CLAUDE.md': '' },
    found: [],
  },
  {
    what: 'another number',
    rule: teamCount,
    files: teams('We are\n\n3 teams, not 4 teams.\n'),
    found: ['DRIFT_TEAM_COUNT CLAUDE.md:3'],
  },
  {
    what: 'each phrase',
    rule: teamCount,
    files: teams('3 teams and 1 team'),
    found: ['DRIFT_TEAM_COUNT CLAUDE.md:1', 'DRIFT_TEAM_COUNT CLAUDE.md:1'],
  },
  {
    what: 'counts of something else',
    rule: teamCount,
    files: teams(
      'at least 2 teams, the first 2 teams, 2 teamsters, 1.3 teams\n`3 teams`\n```\n3 teams\n```\n<!-- 3 teams -->\n',
    ),
    found: [],
  },
  {
    what: 'no count in the facts',
    rule: teamCount,
    files: { ...facts({}), 'CLAUDE.md': '3 teams' },
    found: [],
  },
  { what: 'a blank path', rule: protectedPathsMentioned, files: protectedPath('', ''), found: [UNMENTIONED] },
  {
    what: 'a path that is not mentioned',
    rule: protectedPathsMentioned,
    files: protectedPath('src/auth/**', 'Mind src/authority.'),
    found: [UNMENTIONED],
  },
  {
    what: 'a folder is not mentioned by a file in it',
    rule: protectedPathsMentioned,
    files: protectedPath('.claude', 'See `.claude/x`.'),
    found: [UNMENTIONED],
  },
  {
    what: 'a path at the end of a sentence',
    rule: protectedPathsMentioned,
    files: protectedPath('.github/workflows/**', 'Never touch `.github/workflows/`.'),
    found: [],
  },
  {
    what: 'a pattern that covers it',
    rule: protectedPathsMentioned,
    files: protectedPath('.claude/settings.json', 'Never touch .claude/*.json!'),
    found: [],
  },
  {
    what: 'no CLAUDE.md',
    rule: protectedPathsMentioned,
    files: facts({ protected_paths: ['src'] }),
    found: [],
  },
]

test.each(ROWS)('$rule.id: $what', ({ rule, files, found }) => {
  expect(foundBy(rule, files)).toEqual(found)
})

test('suggests the file that was meant', () => {
  const files = { ...facts({ instruction_files: ['AGENT.md'] }), 'AGENTS.md': '' }
  expect(diagnosticsOf(instructionFilesExist, files)[0]?.args).toEqual({
    path: 'AGENT.md',
    nearest: 'AGENTS.md',
  })
})

test('instruction files come once, and only those that exist', () => {
  const snapshot = memorySnapshot({
    ...facts({ instruction_files: ['a.md', 'a.md', 'b.md', '../c.md'] }),
    'a.md': '`x`',
  })
  expect(instructionFilesIn(snapshot)).toMatchObject([{ file: 'a.md', mentions: [{ text: 'x' }] }])
  expect(factsIn(memorySnapshot({}))).toEqual({ findings: [] })
})
