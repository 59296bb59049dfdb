// Each rule about the manifest: what it finds and where, and what it leaves to the others.
import { expect, test } from 'vitest'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { checkManifest } from '../../../../src/validate/manifest/check-manifest.ts'
import { checksumsMatch } from '../../../../src/validate/manifest/checksums-match.ts'
import { dependenciesKnown } from '../../../../src/validate/manifest/dependencies-known.ts'
import { dependencyCycles } from '../../../../src/validate/manifest/dependency-cycles.ts'
import { entriesExist } from '../../../../src/validate/manifest/entries-exist.ts'
import { entryRule } from '../../../../src/validate/manifest/entry-rule.ts'
import { isConfined } from '../../../../src/validate/manifest/manifest-file.ts'
import { namesUnique } from '../../../../src/validate/manifest/names-unique.ts'
import { orphans } from '../../../../src/validate/manifest/orphans.ts'
import { pathsConfined } from '../../../../src/validate/manifest/paths-confined.ts'
import { pathsUnique } from '../../../../src/validate/manifest/paths-unique.ts'
import { readable } from '../../../../src/validate/manifest/readable.ts'
import type { Rule } from '../../../../src/validate/rule.ts'
import { OPTIONS, diagnosticsOf, foundBy, foundText, json } from '../found.ts'
import type { Files } from '../found.ts'

const FILE = '.claude/skills-manifest.json'
const GIT = '.claude/commands/git.md'
/** SHA-256 of `a\n`. */
const CHECKSUM_A = 'sha256:87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7'

/** A manifest whose entries begin on the lines 4, 11, 18 … when they have four fields. */
const manifest = (...skills: object[]): Files => ({ [FILE]: json({ version: 1, skills }) })
const entry = (name: string, path: string, changes: object = {}): object => ({
  name,
  path,
  checksum: CHECKSUM_A,
  dependencies: [],
  ...changes,
})
const named = (name: string, ...dependencies: string[]): object => entry(name, `${name}.md`, { dependencies })

interface Row {
  readonly what: string
  readonly rule: Rule
  readonly files: Files
  readonly found: readonly string[]
}

const ROWS: readonly Row[] = [
  { what: 'neither skills nor manifest', rule: readable, files: {}, found: [] },
  {
    what: 'a command without a manifest',
    rule: readable,
    files: { [GIT]: '' },
    found: [`MANIFEST_MISSING ${FILE}:1`],
  },
  {
    what: 'broken JSON',
    rule: readable,
    files: { [FILE]: '{\n"skills": [\n' },
    found: [`MANIFEST_INVALID ${FILE}:3`],
  },
  { what: 'null', rule: readable, files: { [FILE]: '\nnull' }, found: [`MANIFEST_INVALID ${FILE}:2`] },
  { what: 'no list', rule: readable, files: { [FILE]: '{}' }, found: [`MANIFEST_INVALID ${FILE}:1 /skills`] },
  {
    what: 'skills as an object',
    rule: readable,
    files: { [FILE]: '{\n"skills": {}}' },
    found: [`MANIFEST_INVALID ${FILE}:2 /skills`],
  },
  {
    what: 'entries of every wrong kind',
    rule: readable,
    files: { [FILE]: '{"skills": [\nnull,\n7,\n{"name": "a", "path": 1, "checksum": "x"}]}' },
    found: [
      `MANIFEST_INVALID ${FILE}:2 /skills/0`,
      `MANIFEST_INVALID ${FILE}:3 /skills/1`,
      `MANIFEST_INVALID ${FILE}:4 /skills/2/path`,
    ],
  },
  {
    what: 'keys of other tools',
    rule: readable,
    files: {
      [FILE]: json({
        $schema: 'x',
        version: '2',
        skills: [entry('a', 'a', { category: 'c', lastValidated: null })],
      }),
    },
    found: [],
  },
  {
    what: 'a path upwards',
    rule: pathsConfined,
    files: manifest(entry('a', '../../etc/passwd')),
    found: [`MANIFEST_PATH_OUTSIDE ${FILE}:6 /skills/0/path`],
  },
  {
    what: 'a file that is gone',
    rule: entriesExist,
    files: manifest(entry('git', GIT)),
    found: [`MANIFEST_ENTRY_MISSING ${FILE}:6 /skills/0/path`],
  },
  {
    what: 'a path outside is not looked for',
    rule: entriesExist,
    files: manifest(entry('a', '/etc/passwd')),
    found: [],
  },
  {
    what: 'a folder is no file',
    rule: entriesExist,
    files: { ...manifest(entry('a', '.claude/commands')), [GIT]: '' },
    found: [`MANIFEST_ENTRY_MISSING ${FILE}:6 /skills/0/path`],
  },
  {
    what: 'the file as recorded',
    rule: checksumsMatch,
    files: { ...manifest(entry('git', GIT)), [GIT]: 'a\n' },
    found: [],
  },
  {
    what: 'the file with CRLF',
    rule: checksumsMatch,
    files: { ...manifest(entry('git', GIT)), [GIT]: 'a\r\n' },
    found: [],
  },
  {
    what: 'another text',
    rule: checksumsMatch,
    files: { ...manifest(entry('git', GIT)), [GIT]: 'b\n' },
    found: [`MANIFEST_CHECKSUM_MISMATCH ${GIT}:1`],
  },
  {
    what: 'no checksum',
    rule: checksumsMatch,
    files: { ...manifest(entry('git', GIT, { checksum: '' })), [GIT]: 'a\n' },
    found: [`MANIFEST_CHECKSUM_MISMATCH ${GIT}:1`],
  },
  {
    what: 'a checksum of 1.3 over one of two files',
    rule: checksumsMatch,
    files: {
      ...manifest(entry('aws', '.claude/skills/aws/SKILL.md')),
      '.claude/skills/aws/SKILL.md': 'a\n',
      '.claude/skills/aws/references/x.md': '',
    },
    found: [`MANIFEST_CHECKSUM_PARTIAL ${FILE}:7 /skills/0/checksum`],
  },
  {
    what: 'unlisted files',
    rule: orphans,
    files: {
      ...manifest(),
      [GIT]: '',
      '.claude/skills/aws/SKILL.md': '',
      '.claude/skills/aws/x.md': '',
      '.claude/skills/flat.md': '',
      '.claude/agents/a.md': '',
    },
    found: [
      `MANIFEST_ORPHAN_FILE ${GIT}:1`,
      'MANIFEST_ORPHAN_FILE .claude/skills/aws/SKILL.md:1',
      'MANIFEST_ORPHAN_FILE .claude/skills/flat.md:1',
    ],
  },
  { what: 'a broken manifest lists nothing', rule: orphans, files: { [FILE]: '{', [GIT]: '' }, found: [] },
  {
    what: 'an unknown dependency',
    rule: dependenciesKnown,
    files: manifest(named('git'), named('pr', 'git', 'gti')),
    found: [`MANIFEST_DEPENDENCY_UNKNOWN ${FILE}:16 /skills/1/dependencies/1`],
  },
  {
    what: 'a name twice',
    rule: namesUnique,
    files: manifest(entry('a', 'x'), entry('a', 'y')),
    found: [`MANIFEST_NAME_DUPLICATE ${FILE}:11 /skills/1/name`],
  },
  {
    what: 'a path twice',
    rule: pathsUnique,
    files: manifest(entry('a', 'x'), entry('b', 'x')),
    found: [`MANIFEST_PATH_DUPLICATE ${FILE}:12 /skills/1/path`],
  },
  {
    what: 'a circle',
    rule: dependencyCycles,
    files: manifest(named('b', 'a'), named('a', 'b')),
    found: [`MANIFEST_DEPENDENCY_CYCLE ${FILE}:16 /skills/1/dependencies`],
  },
  {
    what: 'a circle behind a name that appears twice',
    rule: dependencyCycles,
    files: manifest(named('a', 'b'), named('b', 'a'), named('b')),
    found: [`MANIFEST_DEPENDENCY_CYCLE ${FILE}:8 /skills/0/dependencies`],
  },
  {
    what: 'itself',
    rule: dependencyCycles,
    files: manifest(named('a', 'a')),
    found: [`MANIFEST_DEPENDENCY_CYCLE ${FILE}:8 /skills/0/dependencies`],
  },
  { what: 'unknown names', rule: dependencyCycles, files: manifest(named('a', 'x')), found: [] },
]

test.each(ROWS)('$rule.id: $what', ({ rule, files, found }) => {
  expect(foundBy(rule, files)).toEqual(found)
})

test.each([
  { path: '.claude/commands/git.md', confined: true },
  { path: 'a/..b/c', confined: true },
  { path: '/etc/passwd', confined: false },
  { path: '../a', confined: false },
  { path: 'a/../../b', confined: false },
  { path: '~/a', confined: false },
  { path: 'C:/a', confined: false },
  { path: String.raw`a\b`, confined: false },
  { path: 'a\0b', confined: false },
])('$path is confined: $confined', ({ path, confined }) => {
  expect(isConfined(path)).toBe(confined)
})

test('a mismatch tells both checksums', () => {
  const [diagnostic] = diagnosticsOf(checksumsMatch, { ...manifest(entry('git', GIT)), [GIT]: 'b\n' })
  expect(diagnostic).toMatchObject({ args: { name: 'git' }, expected: CHECKSUM_A })
  expect(diagnostic?.got).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('a rule over entries reports where it is told to', () => {
  const rule = entryRule({ id: 'x', code: 'MANIFEST_INVALID', check: (_, report) => [report('name', {})] })
  expect(foundBy(rule, manifest(named('a')))).toEqual([`MANIFEST_INVALID ${FILE}:5 /skills/0/name`])
  expect(foundBy(rule, {})).toEqual([])
})

test('the whole check', () => {
  const good = memorySnapshot({ ...manifest(entry('git', GIT)), [GIT]: 'a\n' })
  expect(checkManifest(good, OPTIONS)).toMatchObject({
    check: 'validate-skills',
    passed: ['manifest valid (1 skills)'],
    diagnostics: [],
  })
  expect(checkManifest(memorySnapshot({}), OPTIONS).passed).toEqual(['no skills, no manifest'])
  const bad = checkManifest(memorySnapshot({ [FILE]: '{}', [GIT]: '' }), OPTIONS)
  expect([bad.passed, bad.diagnostics.map(foundText)]).toEqual([
    [],
    [`MANIFEST_INVALID ${FILE}:1 /skills`, `MANIFEST_ORPHAN_FILE ${GIT}:1`],
  ])
})
