// The `spec` commands in a real repository: what they write, run and record.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import type { TempTree, TreeFiles } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import type { Evidence } from '../../../../src/cli/spec/evidence.ts'
import { workTreeName } from '../../../../src/cli/spec/work-tree-name.ts'
import { codesIn, runInProcess } from '../../../support/run-in-process.ts'
import type { InProcessRun } from '../../../support/run-in-process.ts'

function repository(files: TreeFiles = {}): TempTree {
  const tree = makeTempTree(files)
  onTestFinished(tree.remove)
  execFileSync('git', ['init', '--quiet'], { cwd: tree.root })
  execFileSync('git', ['config', 'user.email', 'owner@example.org'], { cwd: tree.root })
  return tree
}

const ENV = { PATH: process.env['PATH'] }

function run(root: string, ...words: string[]): Promise<InProcessRun> {
  return runInProcess(words, { cwd: root, env: ENV, nowMs: Date.UTC(2026, 0, 2) })
}

const withCommands = (...commands: string[]): TreeFiles => ({
  'docs/specs/a/spec.json': JSON.stringify({
    id: 'a',
    title: 'A',
    status: 'done',
    owners: ['x'],
    linked_paths: ['docs'],
    acceptance_commands: commands,
    depends_on_specs: [],
    active_prs: [],
  }),
})

test('what `spec new` writes, `validate-specs` accepts', async () => {
  const { root } = repository()
  expect(await run(root, 'spec', 'new', 'log-in')).toMatchObject({ exit: 0 })
  const validated = await run(root, 'validate-specs', '--strict', '--json')
  expect([validated.exit, codesIn(validated.stdout)]).toEqual([0, []])
  expect(readFileSync(join(root, 'docs/specs/log-in/spec.json'), 'utf8')).toContain('owner@example.org')
})

const FACTS = {
  'docs/repo-facts.json': JSON.stringify({
    protected_paths: ['docs/specs/**', 'src/**'],
    instruction_files: ['CLAUDE.md'],
  }),
  'CLAUDE.md': 'Protected: `docs/specs/**` and `src/**`.\n',
  'src/a.ts': '',
  ...withCommands('true'),
}

test.each(['draft', 'approved'])(
  'right after `spec new` the whole check is green, also as %s',
  async (status) => {
    const { root, git, commit, remove } = makeGitRepository(FACTS)
    onTestFinished(remove)
    git('switch', '--quiet', '--create', 'topic')
    const path = status === 'draft' ? 'src/log-in/**' : 'src/a.ts'
    await run(root, 'spec', 'new', 'log-in', '--path', path, '--status', status)
    const check = (): Promise<InProcessRun> => run(root, 'check', '--strict', '--json')
    expect(await check()).toMatchObject({ exit: 0 })
    commit('Propose')
    expect(await check()).toMatchObject({ exit: 0 })
  },
)

test('`spec new` twice leaves the first one alone', async () => {
  const { root, write } = repository()
  await run(root, 'spec', 'new', 'log-in')
  write({ 'docs/specs/log-in/spec.md': 'mine' })
  const again = await run(root, 'spec', 'new', 'log-in', '--json')
  expect([again.exit, codesIn(again.stdout)]).toEqual([2, ['SCAFFOLD_CONFLICT']])
  expect(readFileSync(join(root, 'docs/specs/log-in/spec.md'), 'utf8')).toBe('mine')
})

test.each(['../x', 'src/../../x', '..', '!../x/**', ' '])(
  '`spec new --path %j` is refused, because it can match nothing here',
  async (path) => {
    const { root } = repository()
    const refused = await run(root, 'spec', 'new', 'log-in', `--path=${path}`, '--json')
    expect([refused.exit, codesIn(refused.stdout)]).toEqual([64, ['USAGE_FLAG_VALUE']])
    expect(existsSync(join(root, 'docs'))).toBe(false)
  },
)

test('a dry run writes nothing', async () => {
  const { root } = repository()
  const shown = await run(root, 'spec', 'new', 'log-in', '--dry-run')
  expect(shown.stdout).toContain('--- docs/specs/log-in/spec.json\n{')
  expect(existsSync(join(root, 'docs'))).toBe(false)
})

function evidenceIn(root: string): readonly Evidence[] {
  const text = readFileSync(join(root, 'docs/specs/a/evidence.json'), 'utf8')
  return (JSON.parse(text) as { runs: Evidence[] }).runs
}

test('`spec run` records how each command ended', async () => {
  const { root } = repository(withCommands('echo fine', 'echo reason >&2; exit 3'))
  const outcome = await run(root, 'spec', 'run', 'a')
  expect(outcome.exit).toBe(1)
  expect(outcome.stdout).toContain('reason')
  expect(outcome.stdout).not.toMatch(/^fine$/m)
  const tree = workTreeName(root, ENV)
  expect(evidenceIn(root)).toMatchObject([
    { command: 'echo fine', tree, exitCode: 0, timedOut: false, startedAt: '2026-01-02T00:00:00.000Z' },
    { command: 'echo reason >&2; exit 3', tree, exitCode: 3, timedOut: false },
  ])
})

test('the time limit ends the command and what it started', async () => {
  const { root } = repository(withCommands('(sleep 600; echo late > late.txt) & sleep 600'))
  const outcome = await run(root, 'spec', 'run', 'a', '--timeout', '0.2')
  expect(outcome.exit).toBe(1)
  expect(evidenceIn(root)).toMatchObject([{ exitCode: null, timedOut: true }])
})

test('the name of the tree follows contents, untracked files too, and stages nothing', () => {
  const { root, write } = repository({ 'a.txt': '1', '.gitignore': 'ignored' })
  const before = workTreeName(root, ENV)
  write({ ignored: 'x', 'docs/specs/a/evidence.json': '{}' })
  expect(workTreeName(root, ENV)).toBe(before)
  write({ 'b.txt': '2' })
  expect(workTreeName(root, ENV)).not.toBe(before)
  expect(execFileSync('git', ['ls-files'], { cwd: root }).toString()).toBe('')
})

test.each([
  { words: ['spec', 'run'], exit: 64, says: 'USAGE_MISSING_POSITIONAL' },
  { words: ['spec', 'run', 'b'], exit: 64, says: 'USAGE_UNKNOWN_ID' },
  { words: ['spec', 'run', 'a', '--timeout', 'soon'], exit: 64, says: 'USAGE_FLAG_VALUE' },
  { words: ['spec', 'show', 'b'], exit: 64, says: 'USAGE_UNKNOWN_ID' },
])('$words exits $exit', async ({ words, exit, says }) => {
  const outcome = await run(repository(withCommands('true')).root, ...words)
  expect(outcome.exit).toBe(exit)
  expect(outcome.stderr).toContain(says)
})

test.each([
  { words: ['spec', 'list'], shows: /^a {2}done {2}A$/m },
  { words: ['spec', 'list', '--status', 'draft'], shows: /^$/ },
  { words: ['spec', 'list', '--json'], shows: /"specs": \[\n {4}\{\n {6}"id": "a"/ },
  { words: ['spec', 'show', 'a'], shows: /^covers {8}1 file$/m },
  { words: ['spec', 'show', 'a', '--json'], shows: /"files": \[\n {4}"docs\/specs\/a\/spec.json"/ },
  { words: ['spec', 'graph'], shows: /^a\n$/ },
  { words: ['spec', 'run', 'a', '--dry-run'], shows: /^a: true\n$/ },
  { words: ['spec', 'run', '--all', '--no-record'], shows: /✓ a: true/ },
])('$words', async ({ words, shows }) => {
  const outcome = await run(repository(withCommands('true')).root, ...words)
  expect(outcome.exit).toBe(0)
  expect(outcome.stdout).toMatch(shows)
})

test('a circle makes `spec graph` fail', async () => {
  const { root } = repository({
    'docs/specs/a/spec.json': '{ "depends_on_specs": ["b"] }',
    'docs/specs/b/spec.json': '{ "depends_on_specs": ["a"] }',
  })
  expect(await run(root, 'spec', 'graph')).toMatchObject({ exit: 1 })
})
