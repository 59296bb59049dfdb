// Each rule about agents: what it finds and where.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { agentFilesIn } from '../../../../src/validate/agents/agent-files.ts'
import { checkAgents } from '../../../../src/validate/agents/check-agents.ts'
import { fieldsPresent } from '../../../../src/validate/agents/fields-present.ts'
import { fieldsValid } from '../../../../src/validate/agents/fields-valid.ts'
import { frontmatterReadable } from '../../../../src/validate/agents/frontmatter-readable.ts'
import { modelKnown } from '../../../../src/validate/agents/model-known.ts'
import { namesUnique } from '../../../../src/validate/agents/names-unique.ts'
import { noSecrets } from '../../../../src/validate/agents/no-secrets.ts'
import { readersCannotWrite } from '../../../../src/validate/agents/readers-cannot-write.ts'
import { triggersApart } from '../../../../src/validate/agents/triggers-apart.ts'
import type { Rule } from '../../../../src/validate/rule.ts'
import { OPTIONS, diagnosticsOf, foundBy } from '../found.ts'
import type { Files } from '../found.ts'

const FILE = '.claude/agents/scout.md'
const GOOD = { name: 'scout', description: 'Looks around.', tools: 'Read, Grep', model: 'sonnet' }

/** The fields stand on the lines 2 to 5, the body begins on line 7. */
function agent(
  changes: Readonly<Record<string, string | undefined>> = {},
  body = 'Text\n',
  file = FILE,
): Files {
  const fields = Object.entries({ ...GOOD, ...changes }).filter(([, value]) => value !== undefined)
  return { [file]: ['---', ...fields.map(([key, value]) => `${key}: ${value}`), '---', body].join('\n') }
}
const reader = (tools: string, name = 'code-reviewer'): Files => agent({ name, tools })
const claimant = (name: string, body = ''): Files =>
  agent({ name, description: `'Use for "Pulumi stacks"'` }, body, `.claude/agents/${name}.md`)

interface Row {
  readonly what: string
  readonly rule: Rule
  readonly files: Files
  readonly found: readonly string[]
}

const MISSING = `AGENT_MISSING_FIELD ${FILE}`
const MODEL = `AGENT_INVALID_MODEL ${FILE}:5 /model`
const WRITES = `AGENT_WRITE_TOOL_IN_READONLY ${FILE}:4 /tools`
const OVERLAP = 'AGENT_TRIGGER_OVERLAP .claude/agents'

const ROWS: readonly Row[] = [
  { what: 'a good agent', rule: fieldsPresent, files: agent(), found: [] },
  { what: 'no frontmatter', rule: fieldsPresent, files: { [FILE]: 'Text' }, found: [`${MISSING}:1`] },
  { what: 'an empty file', rule: fieldsPresent, files: { [FILE]: '' }, found: [`${MISSING}:1`] },
  {
    what: 'two fields absent',
    rule: fieldsPresent,
    files: agent({ tools: undefined, model: undefined }),
    found: [`${MISSING}:2 /tools`, `${MISSING}:2 /model`],
  },
  {
    what: 'a blank field and an empty list',
    rule: fieldsPresent,
    files: agent({ description: '" "', tools: '[]' }),
    found: [`${MISSING}:3 /description`, `${MISSING}:4 /tools`],
  },
  {
    what: 'a field without a value',
    rule: fieldsPresent,
    files: agent({ model: '' }),
    found: [`${MISSING}:5 /model`],
  },
  {
    what: 'broken YAML is one diagnostic',
    rule: fieldsPresent,
    files: { [FILE]: '---\nname: a: b\n---\n' },
    found: [],
  },
  {
    what: 'broken YAML',
    rule: frontmatterReadable,
    files: { [FILE]: '---\nname: x\ntools: [Read\n---\n' },
    found: [`AGENT_FRONTMATTER_INVALID ${FILE}:4`],
  },
  {
    what: 'no end',
    rule: frontmatterReadable,
    files: { [FILE]: '---\nname: x\n' },
    found: [`AGENT_FRONTMATTER_INVALID ${FILE}:1`],
  },
  {
    what: 'a text',
    rule: frontmatterReadable,
    files: { [FILE]: '---\njust words\n---\n' },
    found: [`AGENT_FRONTMATTER_INVALID ${FILE}:1`],
  },
  {
    what: 'no frontmatter is another rule’s',
    rule: frontmatterReadable,
    files: { [FILE]: 'Text' },
    found: [],
  },
  {
    what: 'a flow list, quotes and remarks',
    rule: fieldsValid,
    files: agent({ tools: '[Read, Write, Edit]', model: '"sonnet" # fast' }),
    found: [],
  },
  {
    what: 'tools as a number',
    rule: fieldsValid,
    files: agent({ tools: '7' }),
    found: [`AGENT_FIELD_INVALID ${FILE}:4 /tools`],
  },
  {
    what: 'turns below one',
    rule: fieldsValid,
    files: agent({ maxTurns: '0' }),
    found: [`AGENT_FIELD_INVALID ${FILE}:6 /maxTurns`],
  },
  { what: 'an unknown model', rule: modelKnown, files: agent({ model: 'gpt-4' }), found: [MODEL] },
  {
    what: 'the full name of a model',
    rule: modelKnown,
    files: agent({ model: 'claude-sonnet-4-5-20250929' }),
    found: [],
  },
  { what: 'a quoted model', rule: modelKnown, files: agent({ model: '"opus"' }), found: [] },
  { what: 'a list of models', rule: modelKnown, files: agent({ model: '[opus]' }), found: [MODEL] },
  {
    what: 'a name twice',
    rule: namesUnique,
    files: { ...agent(), ...agent({}, '', '.claude/agents/team/scout.md') },
    found: ['AGENT_NAME_DUPLICATE .claude/agents/team/scout.md:2 /name'],
  },
  { what: 'Write', rule: readersCannotWrite, files: reader('Read, Write'), found: [WRITES] },
  { what: 'MultiEdit', rule: readersCannotWrite, files: reader('[Read, MultiEdit]'), found: [WRITES] },
  { what: 'an edit with a limit', rule: readersCannotWrite, files: reader('Edit(docs/**)'), found: [WRITES] },
  { what: 'a shell', rule: readersCannotWrite, files: reader('Read Bash'), found: [WRITES] },
  {
    what: 'a shell with a limit',
    rule: readersCannotWrite,
    files: reader('Read, Bash(git log *)'),
    found: [],
  },
  {
    what: 'a reader with an ending',
    rule: readersCannotWrite,
    files: reader('Edit', 'my-reviewer-bot'),
    found: [WRITES],
  },
  { what: 'not a reader', rule: readersCannotWrite, files: reader('Edit', 'previewer'), found: [] },
  {
    what: 'tokens and keys',
    rule: noSecrets,
    files: agent(
      {},
      `ghp_${'a1'.repeat(18)}\n\nAKIA${'A1'.repeat(8)}\n-----BEGIN RSA PRIVATE KEY-----\npassword = hunter22\n`,
    ),
    found: [7, 9, 10, 11].map((line) => `AGENT_SECRET_PATTERN ${FILE}:${line}`),
  },
  {
    what: 'words that look like keys',
    rule: noSecrets,
    files: agent(
      {},
      'task-force sk-learn risk-free-assessment-of-plans\npassword = ${PASSWORD}\ntoken = <token>\nthe token count\n',
    ),
    found: [],
  },
  {
    what: 'a phrase twice',
    rule: triggersApart,
    files: { ...claimant('iac'), ...claimant('pulumi') },
    found: [`${OVERLAP}/iac.md:3 /description`],
  },
  {
    what: 'one of them silent',
    rule: triggersApart,
    files: { ...claimant('iac', '## Collaboration\n\nHand over to pulumi.\n'), ...claimant('pulumi') },
    found: [`${OVERLAP}/pulumi.md:3 /description`],
  },
  {
    what: 'both know each other',
    rule: triggersApart,
    files: {
      ...claimant('iac', '## Collaboration\npulumi\n'),
      ...claimant('pulumi', '## Collaboration\niac\n'),
    },
    found: [],
  },
  { what: 'a phrase once', rule: triggersApart, files: claimant('iac'), found: [] },
]

test.each(ROWS)('$rule.id: $what', ({ rule, files, found }) => {
  expect(foundBy(rule, files)).toEqual(found)
})

test.each([
  { tools: 'Write', severity: 'error' },
  { tools: 'Bash', severity: 'warning' },
])('a reader with $tools is a $severity', ({ tools, severity }) => {
  expect(diagnosticsOf(readersCannotWrite, reader(tools))).toMatchObject([{ severity }])
})

test('overlaps are errors where the user is strict', () => {
  const files = { ...claimant('iac'), ...claimant('pulumi') }
  expect(diagnosticsOf(triggersApart, files, { strict: true })).toMatchObject([{ severity: 'error' }])
  expect(diagnosticsOf(triggersApart, files)).toMatchObject([
    { severity: 'warning', args: { phrase: 'pulumi stacks', agents: ['iac', 'pulumi'] } },
  ])
})

test('agents are sought where the caller says', () => {
  const snapshot = memorySnapshot({
    ...agent({}, '', 'templates/agents/a.md'),
    'templates/agents/README.md': '',
  })
  expect(agentFilesIn(snapshot)).toEqual([])
  expect(agentFilesIn(snapshot, { agentsFolder: 'templates/agents' }).map(({ name }) => name)).toEqual([
    'scout',
  ])
})

test('the whole check says how many agents it read', () => {
  expect(checkAgents(memorySnapshot(agent()), OPTIONS)).toEqual({
    check: 'validate-skills',
    passed: ['agents valid (1 read)'],
    diagnostics: [],
  })
})
