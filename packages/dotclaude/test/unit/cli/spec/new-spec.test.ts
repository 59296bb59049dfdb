// A new spec: it is valid as it is written, and what cannot be written is refused before anything is.
import { expect, test } from 'vitest'
import { evidencePath, mergeEvidence, readEvidence } from '../../../../src/cli/spec/evidence.ts'
import { filesOfNewSpec } from '../../../../src/cli/spec/new-spec.ts'
import type { NewSpec } from '../../../../src/cli/spec/new-spec.ts'
import { memorySnapshot } from '../../../../src/repo/snapshot.ts'
import { checkSpecs } from '../../../../src/validate/specs/check-specs.ts'

const EMPTY: NewSpec = {
  id: 'log-in',
  status: 'draft',
  owners: ['a@example.org'],
  linkedPaths: [],
  acceptanceCommands: [],
  dependsOn: [],
}

const filesOf = (spec: Partial<NewSpec>, files: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    filesOfNewSpec({ ...EMPTY, ...spec }, memorySnapshot(files)).map(({ path, text }) => [path, text]),
  )

test.each([
  { what: 'nothing but an id', spec: {}, files: {} },
  {
    what: 'everything',
    spec: {
      title: '"Quotes" and \n lines',
      status: 'approved',
      linkedPaths: ['src/**'],
      acceptanceCommands: ['a "b"'],
      dependsOn: ['base'],
    },
    files: {
      'src/a.ts': '',
      ...filesOf({ id: 'base' }),
    },
  },
])('a spec of $what is valid', ({ spec, files }) => {
  const snapshot = memorySnapshot({ ...files, ...filesOf(spec, files) })
  expect(checkSpecs(snapshot, { today: '2026-01-01' }).diagnostics).toEqual([])
})

test.each([
  { files: { 'package.json': '{ "scripts": { "test": "vitest" } }' }, command: 'npm test' },
  { files: { 'Cargo.toml': '' }, command: 'cargo test' },
  { files: { 'pyproject.toml': '' }, command: 'python -m pytest' },
  { files: { Makefile: 'all:\n\ntest: all\n' }, command: 'make test' },
  { files: { 'package.json': '[' }, command: 'git diff --check' },
])('the usual test is $command', ({ files, command }) => {
  const json = filesOf({}, files)['docs/specs/log-in/spec.json'] ?? ''
  expect(JSON.parse(json)).toMatchObject({ title: 'Log in', acceptance_commands: [command] })
})

test.each([
  { spec: { id: 'Log_In' }, code: 'SCAFFOLD_USAGE' },
  { spec: { id: '../up' }, code: 'SCAFFOLD_USAGE' },
  { spec: { id: 'there' }, code: 'SCAFFOLD_CONFLICT' },
  { spec: { dependsOn: ['thera'] }, code: 'USAGE_UNKNOWN_ID' },
  ...['../x', 'a/../../x', '!../x', '..\\x', '/etc/x', '~/x', 'C:/x', '\\\\host\\x', ' '].map((path) => ({
    spec: { linkedPaths: [path] },
    code: 'USAGE_FLAG_VALUE',
  })),
])('$spec is $code', ({ spec, code }) => {
  expect(() => filesOf(spec, { 'docs/specs/there/spec.md': '' })).toThrow(expect.objectContaining({ code }))
})

const RUN = {
  tree: 'abc',
  exitCode: 0,
  timedOut: false,
  durationMs: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
}
const ran = (command: string, exitCode = 0): typeof RUN & { command: string } => ({
  ...RUN,
  command,
  exitCode,
})

test('the last run of each command counts, in the order of the spec', () => {
  const merged = mergeEvidence(['a', 'b'], [ran('gone'), ran('b'), ran('a')], [ran('a', 1)])
  expect(merged).toEqual([ran('a', 1), ran('b')])
})

test.each([
  { text: JSON.stringify({ version: 1, runs: [ran('a')] }), runs: 1 },
  { text: JSON.stringify({ version: 1, runs: [{ ...ran('a'), durationMs: '1' }] }), runs: 0 },
  { text: '{ "runs": [', runs: 0 },
  { text: 'null', runs: 0 },
])('evidence in $text: $runs', ({ text, runs }) => {
  const document = memorySnapshot({ [evidencePath('a')]: text }).json(evidencePath('a'))
  expect(readEvidence(document)).toHaveLength(runs)
})
