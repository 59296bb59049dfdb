// A validator as a command over a folder on disk: its exit code, where its report goes, and what the repository decided
// about its diagnostics.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import type { TreeFiles } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { codesIn, runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

const VALID = {
  id: 'login',
  title: 'Login',
  status: 'approved',
  owners: ['@team'],
  linked_paths: ['src/login'],
  acceptance_commands: ['true'],
  depends_on_specs: [],
  active_prs: [],
}

const spec = (changes: object): string => JSON.stringify({ ...VALID, ...changes }, undefined, 2)
const SOUND: TreeFiles = { 'docs/specs/login/spec.json': spec({}), 'src/login/a.ts': '' }
const BROKEN: TreeFiles = { ...SOUND, 'docs/specs/login/spec.json': spec({ status: 'finished' }) }
const DOUBTFUL: TreeFiles = { ...SOUND, 'docs/specs/login/spec.json': spec({ linked_paths: ['gone'] }) }

function treeOf(files: TreeFiles): string {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  return tree.root
}

function validate(root: string, words: readonly string[] = [], env = {}): Promise<InProcessRun> {
  return runInProcess(['validate-specs', '--repo-root', root, ...words], { cwd: root, env })
}

const OFF = { '.claude/dotclaude.json': '{ "rules": { "SPEC_STATUS_INVALID": "off" } }' }
const WARN = { '.claude/dotclaude.json': '// ours\n{ "rules": { "SPEC_STATUS_INVALID": "warn" } }' }
const ENTRY = {
  '.claude/dotclaude.json': JSON.stringify({
    suppressions: [{ code: 'SPEC_STATUS_INVALID', file: 'docs/**', reason: 'until the move' }],
  }),
}

test.each([
  { what: 'a sound repository', files: SOUND, exit: 0, codes: [] },
  { what: 'an error', files: BROKEN, exit: 1, codes: ['SPEC_STATUS_INVALID'] },
  { what: 'a warning', files: DOUBTFUL, exit: 0, codes: ['SPEC_LINKED_PATH_UNMATCHED'] },
  {
    what: 'a warning with --strict',
    files: DOUBTFUL,
    words: ['--strict'],
    exit: 1,
    codes: ['SPEC_LINKED_PATH_UNMATCHED'],
  },
  { what: 'a rule that is off', files: { ...BROKEN, ...OFF }, exit: 0, codes: [] },
  { what: 'a rule that warns', files: { ...BROKEN, ...WARN }, exit: 0, codes: ['SPEC_STATUS_INVALID'] },
  { what: 'a suppression by the configuration', files: { ...BROKEN, ...ENTRY }, exit: 0, codes: [] },
  {
    what: 'a suppression that hides nothing',
    files: { ...SOUND, ...ENTRY },
    exit: 0,
    codes: ['SUPPRESSION_UNUSED'],
  },
])('$what: exit $exit', async ({ files, words = [], exit, codes }) => {
  const run = await validate(treeOf(files), ['--json', ...words])
  expect([run.exit, codesIn(run.stdout)]).toEqual([exit, codes])
})

test('a suppression of another check’s code is not called unused', async () => {
  const suppressions = [{ code: 'AGENT_INVALID_MODEL', reason: 'of another check' }]
  const files = { ...SOUND, '.claude/dotclaude.json': JSON.stringify({ suppressions }) }
  expect(codesIn((await validate(treeOf(files), ['--json'])).stdout)).toEqual([])
})

test('the variable names the repository where no flag does', async () => {
  const root = treeOf(BROKEN)
  const env = { DOTCLAUDE_REPO_ROOT: root }
  expect((await runInProcess(['validate-specs'], { cwd: '/', env })).exit).toBe(1)
})

test.each([
  { words: ['--repo-root', '/nope'], code: 'ENV_REPO_ROOT_UNKNOWN', exit: 2 },
  { words: ['--baseline', 'nope.json'], code: 'CONFIG_INVALID', exit: 2 },
  { words: ['--format', 'sarif', '--format', 'junit'], code: 'USAGE_FLAG_VALUE', exit: 64 },
  { words: ['--format', 'sarif:'], code: 'USAGE_FLAG_VALUE', exit: 64 },
  { words: ['--format', 'json:a/b/c'], files: { a: 'a file' }, code: 'ENV_FILE_UNWRITABLE', exit: 2 },
])('$words is $code', async ({ words, files = {}, code, exit }) => {
  const run = await validate(treeOf({ ...SOUND, ...files }), words)
  expect(run.exit).toBe(exit)
  expect(run.stderr).toContain(code)
})

test('several formats go where they are sent', async () => {
  const root = treeOf(BROKEN)
  const run = await validate(root, [
    '--format',
    'sarif:out/a.sarif',
    '--format=junit:b.xml',
    '--format',
    'human',
  ])
  expect(run.stdout).toContain('✗')
  expect(JSON.parse(readFileSync(join(root, 'out/a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  expect(readFileSync(join(root, 'b.xml'), 'utf8')).toMatch(/^<\?xml/)
})

test('what only goes to files still says itself on the terminal', async () => {
  const run = await validate(treeOf(BROKEN), ['--format', 'sarif:a.sarif'])
  expect(run.stdout).toContain('SPEC_STATUS_INVALID')
})

test('beside a document, what is for people goes to standard error', async () => {
  const run = await validate(treeOf(BROKEN), ['--json', '--format', 'human'])
  expect(codesIn(run.stdout)).toEqual(['SPEC_STATUS_INVALID'])
  expect(run.stderr).toContain('✗')
})

test('on GitHub there are annotations and a summary', async () => {
  const root = treeOf(BROKEN)
  const summary = join(root, 'summary.md')
  const run = await validate(root, [], { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary })
  expect(run.stdout).toMatch(/^::error file=docs\/specs\/login\/spec\.json,line=\d+/m)
  expect(readFileSync(summary, 'utf8')).toContain('SPEC_STATUS_INVALID')
})

test('a sound repository adds nothing to the summary', async () => {
  const root = treeOf(SOUND)
  const summary = join(root, 'summary.md')
  await validate(root, [], { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary })
  expect(existsSync(summary)).toBe(false)
})

test.each([
  { what: 'no facts', files: {} },
  { what: 'facts cut short', files: { 'docs/repo-facts.json': '{ "instruction_files": [' } },
])('with $what nothing was compared: exit 2, and a line to look at', async ({ files }) => {
  const root = treeOf({ 'CLAUDE.md': '', ...files })
  const run = await runInProcess(['check-instruction-drift', '--repo-root', root], { cwd: root, env: {} })
  expect(run.exit).toBe(2)
  expect(run.stdout).toContain('docs/repo-facts.json:1:')
})
