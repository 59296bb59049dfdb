// `doctor` over real repositories, each broken in one place: it says so with the code and the command that mends it.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { ENV, SETTINGS, expectCures, governed } from '../../../support/breakages.ts'
import { runInProcess, codesIn } from '../../../support/run-in-process.ts'
import type { InProcessRun } from '../../../support/run-in-process.ts'

function doctor(root: string, ...words: string[]): Promise<InProcessRun> {
  return runInProcess(['doctor', ...words], { cwd: root, env: ENV })
}

test('after init all is well', async () => {
  const { root } = await governed()
  const run = await doctor(root)
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).not.toMatch(/[✗⚠]/)
  expect(run.stdout).toContain('guard fires')
})

const PIPELINES = [
  ...['validate-skills', 'detect-drift', 'ai-review'].map((name) => `.github/workflows/${name}.yml`),
  '.gitlab/dotclaude.gitlab-ci.yml',
  '.gitlab-ci.yml',
]

test.each([
  {
    what: 'a commit hook that git does not know',
    change: (it: GitRepository) => it.git('config', '--unset', 'core.hooksPath'),
    codes: ['ENV_COMMIT_HOOK_INACTIVE'],
    exit: 0,
  },
  {
    what: 'no pipeline',
    change: (it: GitRepository) => it.write(Object.fromEntries(PIPELINES.map((path) => [path, '# empty\n']))),
    codes: ['ENV_GATE_NOT_IN_CI'],
    exit: 0,
  },
  {
    what: 'no facts',
    change: (it: GitRepository) => it.delete('docs/repo-facts.json'),
    codes: ['ENV_FACTS_MISSING'],
    exit: 0,
  },
  {
    what: 'a broken spec',
    change: (it: GitRepository) => it.write({ 'docs/specs/x/spec.json': 'null' }),
    codes: ['ENV_CHECK_FAILS'],
    exit: 1,
  },
  {
    what: 'a broken manifest',
    change: (it: GitRepository) => it.write({ '.claude/skills-manifest.json': '{ "skills": ' }),
    codes: ['ENV_CHECK_FAILS'],
    exit: 1,
  },
  {
    what: 'no default branch',
    change: (it: GitRepository) => it.git('branch', '--move', 'trunk'),
    codes: ['ENV_BASE_UNKNOWN'],
    exit: 0,
  },
])('$what: $codes', async ({ change, codes, exit }) => {
  const { root } = await governed(change)
  const run = await doctor(root, '--json')
  expect([run.exit, codesIn(run.stdout)]).toEqual([exit, codes])
  expectCures(run.stdout)
})

const MINE = '#!/bin/sh\necho mine\n'

test.each([
  { what: 'a hook of git', folder: '.git/hooks', mode: 0o755, codes: [] },
  { what: 'a folder of hooks', folder: '.husky', mode: 0o755, codes: [] },
  { what: 'a hook that is no program', folder: '.husky', mode: 0o644, codes: ['ENV_COMMIT_HOOK_INACTIVE'] },
])('init adds to $what, and doctor sees whether it runs: $codes', async ({ folder, mode, codes }) => {
  const repository = makeGitRepository({ 'README.md': '# A\n' })
  onTestFinished(repository.remove)
  const { root } = repository
  repository.write({ [`${folder}/pre-commit`]: MINE })
  if (folder === '.husky') repository.git('config', 'core.hooksPath', folder)
  await runInProcess(['init'], { cwd: root, env: ENV })
  chmodSync(join(root, folder, 'pre-commit'), mode)
  expect(codesIn((await doctor(root, '--json')).stdout)).toEqual(codes)
})

test('hooks of all repositories of a user are his to change', async () => {
  const elsewhere = makeTempTree()
  onTestFinished(elsewhere.remove)
  const { root } = await governed((it) => it.git('config', 'core.hooksPath', elsewhere.root))
  expect((await doctor(root)).stdout).toContain(
    `Let the pre-commit hook in ${elsewhere.root} run \`githooks/pre-commit\`.`,
  )
})

/** A folder with a `claude` that says this, and node and git as they are. */
function pathWithClaude(says: string): Readonly<Record<string, string>> {
  const tree = makeTempTree({ claude: `#!/bin/sh\n${says}\n` })
  onTestFinished(tree.remove)
  chmodSync(join(tree.root, 'claude'), 0o755)
  return { PATH: `${tree.root}:${process.env['PATH']}` }
}

test.each([
  { says: 'echo "2.1.200 (Claude Code)"', codes: ['ENV_AGENT_OLD'], shown: false },
  { says: 'echo "2.1.330 (Claude Code)"', codes: [], shown: true },
  { says: 'echo "no idea"', codes: [], shown: false },
  { says: 'exit 1', codes: [], shown: false },
])('an agent that says $says: $codes', async ({ says, codes, shown }) => {
  const { root } = await governed()
  const run = await runInProcess(['doctor', '--json'], { cwd: root, env: pathWithClaude(says) })
  expect([run.exit, codesIn(run.stdout)]).toEqual([0, codes])
  expect(run.stdout.includes('knows what the settings use')).toBe(shown)
})

test.each(['codex', 'gemini', 'copilot', 'cursor'])('the hook of %s fires too', async (agent) => {
  const { root } = await governed()
  await runInProcess(['init', '--agent', agent], { cwd: root, env: ENV })
  const run = await doctor(root)
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).not.toMatch(/[✗⚠]/)
  expect(run.stdout.match(/guard fires/g)).toHaveLength(2)
})

test('with --strict a warning fails', async () => {
  const { root } = await governed((it) => it.delete(SETTINGS))
  expect((await doctor(root, '--strict')).exit).toBe(1)
})

const GUARD_THAT_WRITES = JSON.stringify({
  hooks: Object.fromEntries(
    ['PreToolUse', 'Stop'].map((event) => [
      event,
      [{ hooks: [{ type: 'command', command: 'touch started # guard' }] }],
    ]),
  ),
})

test('nothing is started where nothing may be', async () => {
  const { root } = await governed((it) => it.write({ [SETTINGS]: GUARD_THAT_WRITES }))
  const run = await doctor(root, '--no-start')
  expect(run.exit).toBe(0)
  expect(run.stdout).toContain('not called')
})

test('other people’s hooks are not called', async () => {
  const { root } = await governed((it) =>
    it.write({
      [SETTINGS]: JSON.stringify({ hooks: { PreToolUse: [{ hooks: [{ command: 'touch started' }] }] } }),
    }),
  )
  expect(codesIn((await doctor(root, '--json')).stdout)).toEqual(['ENV_GUARD_UNREGISTERED'])
})

test('a folder that is no repository has its own say', async () => {
  const tree = makeTempTree({ 'a.txt': '' })
  onTestFinished(tree.remove)
  expect(await doctor(tree.root)).toMatchObject({ exit: 2 })
  expect(await doctor(tree.root, '--repo-root', join(tree.root, 'nope'))).toMatchObject({ exit: 2 })
  expect(codesIn((await doctor(tree.root, '--repo-root', tree.root, '--json')).stdout)).toContain(
    'ENV_COMMIT_HOOK_INACTIVE',
  )
})
