// The pipelines that `init` writes, run step by step exactly as they are written: in fresh repositories, and as GitHub and
// GitLab would run them for a change.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import {
  KINDS,
  dotclaude,
  pathWith,
  repository,
  runStep,
  stepsOf,
  withoutHooks,
} from '../support/governed.ts'

test.each(Object.entries(KINDS))('the workflows of the kind %s run as they are written', async (_, files) => {
  const { root } = repository(files)
  await dotclaude(root, 'init')
  const PATH = pathWith()
  const steps = readdirSync(join(root, '.github/workflows')).flatMap((file) => stepsOf(root, file))
  const runs: unknown[] = []
  for (const step of steps) runs.push([step.name, (await runStep(root, step, { PATH })).exitCode])
  expect(runs).toEqual([
    ['ai-review.yml: Check', 0],
    ['ai-review.yml: Review', 0],
    ['ai-review.yml: Comment', 0],
    ['detect-drift.yml: Compare what is checked out', 0],
    ['detect-drift.yml: Compare every branch', 0],
    ['validate-skills.yml: Check', 0],
  ])
})

interface Proposal {
  readonly files: Readonly<Record<string, string>>
  readonly body: string
}

interface Checkout {
  readonly folder: string
  readonly base: string
  readonly head: string
  readonly merge: string
}

/** A change on a branch of a governed repository, checked out as a runner has it: merged, detached, with all history. */
async function checkout(files: Proposal['files'], ci: 'github' | 'gitlab'): Promise<Checkout> {
  const origin = repository({ 'README.md': '# X\n' })
  await dotclaude(origin.root, 'init', '--ci', ci)
  withoutHooks(origin.git)
  const base = origin.commit('Govern')
  origin.git('switch', '--quiet', '--create', 'change')
  origin.write(files)
  const head = origin.commit('Change')
  origin.git('switch', '--quiet', 'main')
  origin.git('merge', '--quiet', '--no-ff', '--no-edit', 'change')
  const merge = origin.git('rev-parse', 'HEAD')
  origin.git('update-ref', 'refs/heads/main', base)
  origin.git('update-ref', 'refs/heads/merged', merge)
  const place = makeTempTree()
  onTestFinished(place.remove)
  const folder = join(place.root, 'work')
  execFileSync('git', ['clone', '--quiet', origin.root, folder])
  execFileSync('git', ['checkout', '--quiet', '--detach', ci === 'github' ? merge : head], { cwd: folder })
  return { folder, base, head, merge }
}

/** The step of the gate on GitHub. */
async function judge({ files, body }: Proposal): Promise<Run> {
  const { folder, base, head, merge } = await checkout(files, 'github')
  const pullRequest = { number: 1, body, base: { sha: base, ref: 'main' }, head: { sha: head } }
  const event = makeTempTree({
    'event.json': JSON.stringify({ pull_request: { ...pullRequest, user: { login: 'a', type: 'User' } } }),
  })
  onTestFinished(event.remove)
  const [step] = stepsOf(folder, 'validate-skills.yml')
  return runStep(folder, step!, {
    PATH: pathWith(),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(event.root, 'event.json'),
    GITHUB_BASE_REF: 'main',
    GITHUB_HEAD_REF: 'change',
    GITHUB_REF: 'refs/pull/1/merge',
    GITHUB_SHA: merge,
  })
}

/** The job of the gate on GitLab. */
async function judgeOnGitlab({ files, body }: Proposal): Promise<Run & { readonly folder: string }> {
  const { folder, base, head } = await checkout(files, 'gitlab')
  const jobs = parse(readFileSync(join(folder, '.gitlab/dotclaude.gitlab-ci.yml'), 'utf8'))
  const [script] = jobs['dotclaude-check'].script
  const run = await runStep(
    folder,
    { name: 'dotclaude-check', run: script },
    {
      PATH: pathWith(),
      CI: 'true',
      GITLAB_CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_IID: '1',
      CI_MERGE_REQUEST_DESCRIPTION: body,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_COMMIT_SHA: head,
    },
  )
  return { ...run, folder }
}

const SPEC = {
  id: 'settings',
  title: 'Settings',
  status: 'approved',
  owners: ['a'],
  linked_paths: ['.claude/settings.headless.json', 'docs/specs/settings/**'],
  acceptance_commands: ['true'],
  depends_on_specs: [],
  active_prs: [],
}
const TOUCHED = { '.claude/settings.headless.json': '{}\n' }

test('a pull request that touches a protected path without a spec is stopped, with an annotation and the way out', async () => {
  const { exitCode, stdout } = await judge({ files: TOUCHED, body: 'Tidy up.' })
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^::error file=\.claude\/settings\.headless\.json.*COVERAGE_UNCOVERED/m)
  expect(stdout).toMatch(/dotclaude spec new/)
})

test.each([
  {
    what: 'with a spec',
    files: { ...TOUCHED, 'docs/specs/settings/spec.json': `${JSON.stringify(SPEC)}\n` },
    body: '## Spec ID\n\nsettings\n',
  },
  {
    what: 'with a reason',
    files: TOUCHED,
    body: '## No-spec rationale\n\nThe rules were never used by anybody.\n',
  },
  { what: 'of other files', files: { 'src/a.js': '' }, body: '' },
])('a pull request $what passes', async ({ files, body }) => {
  expect(await judge({ files, body })).toMatchObject({ exitCode: 0 })
})

test('on GitLab the same change is stopped, with reports for the merge request', async () => {
  const { exitCode, stdout, folder } = await judgeOnGitlab({ files: TOUCHED, body: 'Tidy up.' })
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/COVERAGE_UNCOVERED/)
  const findings = JSON.parse(readFileSync(join(folder, 'dotclaude.codequality.json'), 'utf8'))
  expect(findings).toContainEqual(expect.objectContaining({ check_name: 'COVERAGE_UNCOVERED' }))
  expect(existsSync(join(folder, 'dotclaude.junit.xml'))).toBe(true)
})

test('on GitLab a reason lets it pass', async () => {
  const body = '## No-spec rationale\n\nThe rules were never used by anybody.\n'
  expect(await judgeOnGitlab({ files: TOUCHED, body })).toMatchObject({ exitCode: 0 })
})

test('the review is asked of the pinned agent with the reading settings, and becomes a comment', async () => {
  const { folder, base } = await checkout({}, 'github')
  const place = makeTempTree()
  onTestFinished(place.remove)
  const agent = `printf '%s\\n' "$@" >'${place.root}/agent'; echo 'All is well.'; exit 0`
  const env = {
    PATH: pathWith({ npx: agent, gh: `printf '%s\\n' "$@" >'${place.root}/gh'` }),
    RUNNER_TEMP: place.root,
    ANTHROPIC_API_KEY: 'key',
    BASE: base,
    PULL_REQUEST: '7',
  }
  for (const step of stepsOf(folder, 'ai-review.yml').slice(1))
    expect(await runStep(folder, step, env)).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(place.root, 'agent'), 'utf8')).toMatch(
    new RegExp(
      `^--yes\\n@anthropic-ai/claude-code@\\d+\\.\\d+\\.\\d+\\n--print\\n--settings\\n\\.claude/settings\\.headless\\.json\\n[^]*${base}`,
    ),
  )
  expect(readFileSync(join(place.root, 'gh'), 'utf8')).toBe(
    `pr\ncomment\n7\n--body-file\n${place.root}/review.md\n`,
  )
  expect(readFileSync(join(place.root, 'review.md'), 'utf8')).toBe('All is well.\n')
})

test('the weekly run fails where a branch has had another command for too long', async () => {
  const { folder } = await checkout({ '.claude/commands/old.md': '---\ndescription: Old\n---\n' }, 'github')
  const steps = stepsOf(folder, 'detect-drift.yml')
  const runs: unknown[] = []
  for (const step of steps) runs.push((await runStep(folder, step, { PATH: pathWith() })).exitCode)
  // The commits of a test are years old.
  expect(runs.at(-1)).toBe(1)
})
