// Each rule about the frontmatter and the text of skills and commands.
import { expect, test } from 'vitest'
import { makeSnapshot, memorySnapshot } from '../../../../src/repo/snapshot.ts'
import type { Rule } from '../../../../src/validate/rule.ts'
import { capabilitiesRecorded } from '../../../../src/validate/skills/capabilities-recorded.ts'
import { SKILL_RULES, checkSkills } from '../../../../src/validate/skills/check-skills.ts'
import { fieldsKnown } from '../../../../src/validate/skills/fields-known.ts'
import { fieldsValid } from '../../../../src/validate/skills/fields-valid.ts'
import { frontmatterFilesIn } from '../../../../src/validate/skills/frontmatter-file.ts'
import { frontmatterPresent } from '../../../../src/validate/skills/frontmatter-present.ts'
import { nameMatchesFolder } from '../../../../src/validate/skills/name-matches-folder.ts'
import { noHiddenCharacters } from '../../../../src/validate/skills/no-hidden-characters.ts'
import { OPTIONS, diagnosticsOf, foundBy, json } from '../found.ts'
import type { Files } from '../found.ts'

const SKILL = '.claude/skills/aws/SKILL.md'
const COMMAND = '.claude/commands/git.md'

/** Frontmatter lines begin on line 2. */
const skill = (...lines: string[]): Files => ({ [SKILL]: ['---', ...lines, '---', 'Text', ''].join('\n') })
const command = (...lines: string[]): Files => ({
  [COMMAND]: ['---', ...lines, '---', 'Text', ''].join('\n'),
})
const GOOD = ['name: aws', 'description: Works with AWS.']

interface Row {
  readonly what: string
  readonly rule: Rule
  readonly files: Files
  readonly found: readonly string[]
}

const MISSING = `SKILL_FRONTMATTER_MISSING ${SKILL}`
const INVALID = `SKILL_FIELD_INVALID ${SKILL}`

const ROWS: readonly Row[] = [
  { what: 'a good skill', rule: frontmatterPresent, files: skill(...GOOD), found: [] },
  {
    what: 'no frontmatter',
    rule: frontmatterPresent,
    files: { [SKILL]: '# AWS\n' },
    found: [`${MISSING}:1`],
  },
  { what: 'an empty skill', rule: frontmatterPresent, files: { [SKILL]: '' }, found: [`${MISSING}:1`] },
  {
    what: 'no end',
    rule: frontmatterPresent,
    files: { [SKILL]: '---\nname: aws\n' },
    found: [`${MISSING}:1`],
  },
  {
    what: 'broken YAML',
    rule: frontmatterPresent,
    files: skill('name: aws', 'description: a: b: c'),
    found: [`${MISSING}:3`],
  },
  { what: 'a list', rule: frontmatterPresent, files: skill('- name'), found: [`${MISSING}:1`] },
  {
    what: 'a command without frontmatter',
    rule: frontmatterPresent,
    files: { [COMMAND]: 'Commit.\n' },
    found: [],
  },
  {
    what: 'a command with half of it',
    rule: frontmatterPresent,
    files: { [COMMAND]: '---\nmodel: opus\n' },
    found: [`SKILL_FRONTMATTER_MISSING ${COMMAND}:1`],
  },
  {
    what: 'another name',
    rule: nameMatchesFolder,
    files: skill('name: aws-specialist'),
    found: [`SKILL_NAME_MISMATCH ${SKILL}:2 /name`],
  },
  {
    what: 'a quoted name with a remark',
    rule: nameMatchesFolder,
    files: skill('name: "aws" # short'),
    found: [],
  },
  { what: 'no name', rule: nameMatchesFolder, files: skill('description: x'), found: [] },
  {
    what: 'a skill in a file of its own',
    rule: nameMatchesFolder,
    files: { '.claude/skills/git.md': '---\nname: tig\n---\n' },
    found: ['SKILL_NAME_MISMATCH .claude/skills/git.md:2 /name'],
  },
  {
    what: 'a command may be called differently',
    rule: nameMatchesFolder,
    files: command('name: Git'),
    found: [],
  },
  {
    what: 'a good skill',
    rule: fieldsValid,
    files: skill(...GOOD, 'allowed-tools: Bash(git *), Read', 'model: claude-opus-4-1'),
    found: [],
  },
  {
    what: 'no description',
    rule: fieldsValid,
    files: skill('name: aws'),
    found: [`${INVALID}:2 /description`],
  },
  {
    what: 'a name with blanks',
    rule: fieldsValid,
    files: skill('name: My Skill', 'description: x'),
    found: [`${INVALID}:2 /name`],
  },
  {
    what: 'a description that is too long',
    rule: fieldsValid,
    files: skill('name: aws', `description: ${'x'.repeat(1025)}`),
    found: [`${INVALID}:3 /description`],
  },
  {
    what: 'a date that is none',
    rule: fieldsValid,
    files: skill(...GOOD, 'created: 2026-02-30'),
    found: [`${INVALID}:4 /created`],
  },
  {
    what: 'a facet that nobody knows',
    rule: fieldsValid,
    files: skill(...GOOD, 'platform: [aws, amazon]'),
    found: [`${INVALID}:4 /platform/1`],
  },
  {
    what: 'tools as a number, told once',
    rule: fieldsValid,
    files: skill(...GOOD, 'allowed-tools: 7'),
    found: [`${INVALID}:4 /allowed-tools`],
  },
  { what: 'keys of other tools', rule: fieldsValid, files: skill(...GOOD, 'x-vendor: 1'), found: [] },
  {
    what: 'a command needs nothing',
    rule: fieldsValid,
    files: command('argument-hint: "[branch]"'),
    found: [],
  },
  {
    what: 'a type of another kind',
    rule: fieldsValid,
    files: command('type: skill'),
    found: [`SKILL_FIELD_INVALID ${COMMAND}:2 /type`],
  },
  {
    what: 'a slip',
    rule: fieldsKnown,
    files: skill(...GOOD, 'allowed-tool: Read'),
    found: [`SKILL_FIELD_UNKNOWN ${SKILL}:4 /allowed-tool`],
  },
  {
    what: 'keys of other tools',
    rule: fieldsKnown,
    files: skill(...GOOD, 'x-vendor: 1', 'tags: []', 'globs: x'),
    found: [],
  },
  {
    what: 'tags',
    rule: noHiddenCharacters,
    files: { [COMMAND]: 'Hi\u{e0068}\u{e0065}\u{e006c}\u{e0070}\n' },
    found: [`SKILL_HIDDEN_UNICODE ${COMMAND}:1`],
  },
  {
    what: 'instruction files anywhere',
    rule: noHiddenCharacters,
    files: { 'api/AGENTS.md': 'a\n\u202eb\n', 'CLAUDE.md': '\u200b' },
    found: ['SKILL_HIDDEN_UNICODE CLAUDE.md:1', 'SKILL_HIDDEN_UNICODE api/AGENTS.md:2'],
  },
  {
    what: 'pictures and sources are not read',
    rule: noHiddenCharacters,
    files: { '.claude/skills/aws/x.png': '\u200b', 'src/a.md': '\u200b' },
    found: [],
  },
]

test.each(ROWS)('$rule.id: $what', ({ rule, files, found }) => {
  expect(foundBy(rule, files)).toEqual(found)
})

const recorded = (...capabilities: string[]): Files => ({
  '.claude/skills-manifest.json': json({
    skills: [{ name: 'aws', path: SKILL, checksum: '', capabilities }],
  }),
})

test.each<{ what: string; files: Files; gained: readonly string[] | undefined }>([
  {
    what: 'as recorded',
    files: { ...skill('allowed-tools: Read'), ...recorded('tool:Read') },
    gained: undefined,
  },
  { what: 'less', files: { ...skill('allowed-tools: []'), ...recorded('tool:Read') }, gained: undefined },
  {
    what: 'a tool more',
    files: { ...skill('allowed-tools: Read Bash(curl *)'), ...recorded('tool:Read') },
    gained: ['tool:Bash(curl *)'],
  },
  {
    what: 'a script more',
    files: { ...skill(), '.claude/skills/aws/scripts/x.sh': '', ...recorded() },
    gained: ['script:scripts/x.sh'],
  },
  {
    what: 'a hook and a server',
    files: { ...skill('hooks:', '  Stop: []', 'mcpServers:', '  db: {}'), ...recorded() },
    gained: ['hook:Stop', 'server:db'],
  },
  {
    what: 'a command on loading',
    files: { [SKILL]: 'See !`curl x`.', ...recorded() },
    gained: ['run:curl x'],
  },
])('capabilities: $what', ({ files, gained }) => {
  expect(diagnosticsOf(capabilitiesRecorded, files)[0]?.args['gained']).toEqual(gained)
})

test('a manifest of 1.3 records no capabilities', () => {
  const manifest = json({ skills: [{ name: 'aws', path: SKILL, checksum: '' }] })
  expect(
    foundBy(capabilitiesRecorded, { ...skill('tools: Bash'), '.claude/skills-manifest.json': manifest }),
  ).toEqual([])
})

test('a skill that cannot be read is said to be', () => {
  const snapshot = makeSnapshot({ root: '/r', files: [SKILL], read: () => undefined })
  expect(frontmatterPresent.check(snapshot, OPTIONS)).toMatchObject([
    { args: { detail: 'the file cannot be read' } },
  ])
  expect(frontmatterFilesIn(snapshot)).toMatchObject([{ item: { name: 'aws' }, findings: [] }])
})

test('the whole check', () => {
  expect(checkSkills(memorySnapshot(skill(...GOOD)), OPTIONS)).toEqual({
    check: 'validate-skills',
    passed: ['skills and commands valid (1 read)'],
    diagnostics: [],
  })
  expect(SKILL_RULES.length).toBe(6)
})
