// Input on which version 1.3 of the tool broke, or that it took for good: each row gives a coded finding at a line. The
// rows are numbered as the weaknesses that they come from (W11 to W23); patterns (W20) and the gate (W21) are shown
// beside repo/glob.ts and test/rim/gate.
import { expect, test } from 'vitest'
import type { CheckResult } from '../../src/diagnostics/report.ts'
import { makeSnapshot, memorySnapshot } from '../../src/repo/snapshot.ts'
import type { Snapshot } from '../../src/repo/snapshot.ts'
import { checkAgents } from '../../src/validate/agents/check-agents.ts'
import { checkInstructionDrift } from '../../src/validate/instructions/check-instruction-drift.ts'
import { checkManifest } from '../../src/validate/manifest/check-manifest.ts'
import { refreshManifest } from '../../src/validate/manifest/refresh-manifest.ts'
import type { RuleOptions } from '../../src/validate/rule.ts'
import { checkSpecs } from '../../src/validate/specs/check-specs.ts'

type Check = (snapshot: Snapshot, options: RuleOptions) => CheckResult
type Files = Readonly<Record<string, string>>

const OPTIONS = { today: '2026-01-31' }
const SPEC = 'docs/specs/a/spec.json'
const MANIFEST = '.claude/skills-manifest.json'
const FACTS = 'docs/repo-facts.json'
const AGENT = '.claude/agents/a.md'

const lines = (...texts: string[]): string => texts.join('\n')
const spec = (...fields: string[]): string =>
  lines(
    '{ "id": "a", "title": "A", "status": "done",',
    '"active_prs": [], "acceptance_commands": ["true"],',
    fields.join(',\n'),
    '}',
  )
const OWNERS = '"owners": ["me"]'
const PATHS = '"linked_paths": ["docs"]'
const DEPENDS = '"depends_on_specs": []'
const agent = (tools: string, ...body: string[]): string =>
  lines(
    '---',
    'name: code-reviewer',
    'description: A',
    `tools: ${tools}`,
    'model: "sonnet" # fast',
    '---',
    ...body,
  )
/** One entry per line, from line 2 on. */
const manifest = (...entries: string[]): string => `{"skills": [\n${entries.join(',\n')}]}`
const entry = (name: string, path: string, dependencies: string = ''): string =>
  `{"name": "${name}", "path": "${path}", "checksum": "", "dependencies": [${dependencies}]}`

interface Row {
  readonly w: string
  readonly what: string
  readonly check: Check
  readonly files: Files
  readonly found: string
}

const ROWS: readonly Row[] = [
  {
    w: 'W11',
    what: 'no folder of specs',
    check: checkSpecs,
    files: {},
    found: 'SPEC_FOLDER_MISSING docs/specs:1',
  },
  {
    w: 'W11',
    what: 'a spec that is null',
    check: checkSpecs,
    files: { [SPEC]: '\nnull' },
    found: `SPEC_JSON_INVALID ${SPEC}:2`,
  },
  {
    w: 'W11',
    what: 'a manifest cut short',
    check: checkManifest,
    files: { [MANIFEST]: '{\n"skills": [' },
    found: `MANIFEST_INVALID ${MANIFEST}:2`,
  },
  {
    w: 'W11',
    what: 'a manifest without skills',
    check: checkManifest,
    files: { [MANIFEST]: '\n{}' },
    found: `MANIFEST_INVALID ${MANIFEST}:2`,
  },
  {
    w: 'W13',
    what: 'an agent of the repository that checks itself',
    check: checkAgents,
    files: { [AGENT]: '---\nname: a\n---\n' },
    found: `AGENT_MISSING_FIELD ${AGENT}:2`,
  },
  {
    w: 'W17',
    what: 'a path out of the repository',
    check: checkManifest,
    files: { [MANIFEST]: manifest(entry('a', '../../etc/passwd')) },
    found: `MANIFEST_PATH_OUTSIDE ${MANIFEST}:2`,
  },
  {
    w: 'W17',
    what: 'names twice',
    check: checkManifest,
    files: { [MANIFEST]: manifest(entry('a', 'x'), entry('a', 'y')) },
    found: `MANIFEST_NAME_DUPLICATE ${MANIFEST}:3`,
  },
  {
    w: 'W17',
    what: 'a circle that a second entry hides',
    check: checkManifest,
    files: { [MANIFEST]: manifest(entry('a', 'x', '"a"'), entry('a', 'y')) },
    found: `MANIFEST_DEPENDENCY_CYCLE ${MANIFEST}:2`,
  },
  {
    w: 'W17',
    what: 'an unknown dependency',
    check: checkManifest,
    files: { [MANIFEST]: manifest(entry('a', 'x', '"b"')) },
    found: `MANIFEST_DEPENDENCY_UNKNOWN ${MANIFEST}:2`,
  },
  {
    w: 'W19',
    what: 'a linked path to nothing',
    check: checkSpecs,
    files: { [SPEC]: spec(OWNERS, '"linked_paths": ["gone"]', DEPENDS) },
    found: `SPEC_LINKED_PATH_UNMATCHED ${SPEC}:4`,
  },
  {
    w: 'W19',
    what: 'a blank owner',
    check: checkSpecs,
    files: { [SPEC]: spec('"owners": [""]', PATHS, DEPENDS) },
    found: `SPEC_MISSING_REQUIRED_FIELD ${SPEC}:3`,
  },
  {
    w: 'W19',
    what: 'a spec that waits for itself',
    check: checkSpecs,
    files: { [SPEC]: spec(OWNERS, PATHS, '"depends_on_specs": ["a"]') },
    found: `SPEC_DEPENDENCY_CYCLE ${SPEC}:5`,
  },
  {
    w: 'W22',
    what: 'another number of teams',
    check: checkInstructionDrift,
    files: {
      [FACTS]: '{"instruction_files": ["CLAUDE.md"], "team_count": 4}',
      'CLAUDE.md': '# Us\n3 teams\n',
    },
    found: 'DRIFT_TEAM_COUNT CLAUDE.md:2',
  },
  {
    w: 'W22',
    what: 'a path inside another one',
    check: checkInstructionDrift,
    files: {
      [FACTS]: '{"instruction_files": ["CLAUDE.md"],\n"protected_paths": [".claude"]}',
      'CLAUDE.md': 'Mind .claude/x.\n',
      '.claude/x': '',
    },
    found: `DRIFT_PROTECTED_PATH ${FACTS}:2`,
  },
  {
    w: 'W23',
    what: 'a list of tools on one line',
    check: checkAgents,
    files: { [AGENT]: agent('[Read, MultiEdit]') },
    found: `AGENT_WRITE_TOOL_IN_READONLY ${AGENT}:4`,
  },
  {
    w: 'W23',
    what: 'a shell for a reader',
    check: checkAgents,
    files: { [AGENT]: agent('Read, Bash') },
    found: `AGENT_WRITE_TOOL_IN_READONLY ${AGENT}:4`,
  },
]

test.each(ROWS)('$w: $what', ({ check, files, found }) => {
  const said = check(memorySnapshot(files), OPTIONS).diagnostics.map(
    ({ code, where }) => `${code} ${where.file}:${where.line}`,
  )
  expect(said).toContain(found)
})

test.each([
  {
    w: 'W22',
    what: 'teams that others have',
    check: checkInstructionDrift,
    files: {
      [FACTS]: '{"instruction_files": ["CLAUDE.md"], "team_count": 4}',
      'CLAUDE.md': 'At least 2 teams review.\n',
    },
  },
  {
    w: 'W23',
    what: 'a quoted model, a remark and words like keys',
    check: checkAgents,
    files: { [AGENT]: agent('[Read, Grep]', 'A task-force uses sk-learn.') },
  },
])('$w: $what is fine', ({ check, files }) => {
  expect(check(memorySnapshot(files), OPTIONS).diagnostics).toEqual([])
})

const SKILL = '.claude/skills/aws/SKILL.md'
const REFERENCE = '.claude/skills/aws/references/a.md'

test('W17: the references of a skill count, line endings do not, and a refresh adds and drops', () => {
  const files = {
    [SKILL]: '---\nname: aws\n---\n',
    [REFERENCE]: 'a\n',
    [MANIFEST]: manifest(entry('gone', 'gone.md')),
  }
  const refreshed = refreshManifest(memorySnapshot(files), '2026-01-31T10:00:00.000Z')
  expect(refreshed).toMatchObject({ ok: true, added: [SKILL], dropped: ['gone.md'] })
  const after: Files = { ...files, [MANIFEST]: refreshed.ok ? refreshed.text : '' }
  const codesOf = (changes: Files): readonly string[] =>
    checkManifest(memorySnapshot({ ...after, ...changes }), OPTIONS).diagnostics.map(({ code }) => code)
  expect(codesOf({})).toEqual([])
  expect(codesOf({ [REFERENCE]: 'a\r\n' })).toEqual([])
  expect(codesOf({ [REFERENCE]: 'b\n' })).toEqual(['MANIFEST_CHECKSUM_MISMATCH'])
})

test('W18: checking specs reads specs and nothing else', () => {
  const read: string[] = []
  const files: Files = { [SPEC]: spec(OWNERS, PATHS, DEPENDS), 'src/big.bin': 'x', 'README.md': 'x' }
  const snapshot = makeSnapshot({
    root: '/r',
    files: Object.keys(files),
    read: (path) => {
      read.push(path)
      return new TextEncoder().encode(files[path])
    },
  })
  expect(checkSpecs(snapshot, OPTIONS).diagnostics).toEqual([])
  expect(read).toEqual([SPEC])
})
