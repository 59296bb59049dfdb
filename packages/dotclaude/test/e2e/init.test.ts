// From nothing to a governed repository with the built program: `init`, then every check, then the steps of the three
// workflows exactly as they are written, in an empty repository, a Node project and a Go project. npx is a script that
// knows our package and nothing else, because the package is not published while it is tested.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gitEnvironment, makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { builtProgram, runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { version } from '../../src/diagnostics/version.ts'

const PROGRAM = builtProgram('dotclaude')

const KINDS = {
  empty: {},
  node: {
    'package.json': '{ "name": "x", "scripts": { "test": "node --test" } }\n',
    'CLAUDE.md': '# Rules\n\nRun `npm test`.\n',
  },
  go: { 'go.mod': 'module example.com/x\n\ngo 1.22\n', 'main.go': 'package main\n\nfunc main() {}\n' },
}

function repository(files: Readonly<Record<string, string>>): GitRepository {
  const made = makeGitRepository(files)
  onTestFinished(made.remove)
  return made
}

const dotclaude = (cwd: string, ...args: readonly string[]): Promise<Run> =>
  runCli([...PROGRAM, ...args], { cwd })

/** A folder with an npx that starts the built program for our package at this version, and fails for any other. */
function npxFolder(): string {
  const command = PROGRAM.map((word) => `'${word}'`).join(' ')
  const script = `#!/bin/sh
[ "$1 $2" = '--yes @dotclaude/dotclaude@${version}' ] || { echo "npx: unexpected $*" >&2; exit 9; }
shift 2
exec ${command} "$@"
`
  const tree = makeTempTree({ npx: script })
  chmodSync(join(tree.root, 'npx'), 0o755)
  onTestFinished(tree.remove)
  return tree.root
}

/** The hook would look for our package in a registry. */
function withoutHooks(git: GitRepository['git']): void {
  git('config', 'core.hooksPath', '/dev/null')
}

interface Step {
  readonly name: string
  readonly run: string
}

/** The scripts of a workflow, in order. */
function stepsOf(root: string, file: string): readonly Step[] {
  const { jobs } = parse(readFileSync(join(root, '.github/workflows', file), 'utf8')) as {
    jobs: Record<string, { steps: Partial<Step>[] }>
  }
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ name, run }) => (run === undefined ? [] : [{ name: `${file}: ${name}`, run }])),
  )
}

/** Runs a script as the runner does. */
function runStep(cwd: string, { run }: Step, env: Readonly<Record<string, string>>): Promise<Run> {
  return runCli(['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], { cwd, env })
}

const CHECKS = [
  'check',
  'validate-specs',
  'validate-skills',
  'check-spec-coverage',
  'check-instruction-drift',
  'detect-drift',
  'validate-settings',
  'doctor',
]

/** What each command printed that did not end with 0. */
async function failing(root: string, commands: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const failed: Record<string, string> = {}
  for (const command of commands) {
    const { exitCode, stdout, stderr } = await dotclaude(root, command)
    if (exitCode !== 0) failed[command] = `${exitCode}: ${stdout}${stderr}`
  }
  return failed
}

test.each(Object.entries(KINDS))('a repository of the kind %s is green from the start', async (_, files) => {
  const { root, git, commit } = repository(files)
  expect(await dotclaude(root, 'init')).toMatchObject({ exitCode: 0, stderr: '' })
  expect(await failing(root, CHECKS)).toEqual({})
  const status = git('status', '--porcelain', '--untracked-files=all')
  expect(await dotclaude(root, 'init')).toMatchObject({ exitCode: 0 })
  expect(git('status', '--porcelain', '--untracked-files=all')).toBe(status)
  withoutHooks(git)
  commit('Govern')
  expect(await failing(root, CHECKS)).toEqual({})
})

test.each(Object.entries(KINDS))('the workflows of the kind %s run as they are written', async (_, files) => {
  const { root } = repository(files)
  await dotclaude(root, 'init')
  const PATH = `${npxFolder()}:${process.env['PATH']}`
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

/** A pull request into a governed repository, checked out as a runner has it, and the step of the gate. */
async function judge({ files, body }: Proposal): Promise<Run> {
  const origin = repository({ 'README.md': '# X\n' })
  await dotclaude(origin.root, 'init', '--ci', 'github')
  withoutHooks(origin.git)
  const base = origin.commit('Govern')
  origin.git('switch', '--quiet', '--create', 'change')
  origin.write(files)
  const head = origin.commit('Change')
  origin.git('switch', '--quiet', 'main')
  origin.git('merge', '--quiet', '--no-ff', '--no-edit', 'change')
  const merge = origin.git('rev-parse', 'HEAD')
  origin.git('update-ref', 'refs/heads/main', base)
  const clone = makeTempTree({})
  onTestFinished(clone.remove)
  const work = join(clone.root, 'work')
  execFileSync('git', ['clone', '--quiet', origin.root, work])
  execFileSync('git', ['fetch', '--quiet', 'origin', merge], { cwd: work })
  execFileSync('git', ['checkout', '--quiet', '--detach', merge], { cwd: work })
  const event = {
    pull_request: {
      number: 1,
      body,
      base: { sha: base, ref: 'main' },
      head: { sha: head },
      user: { login: 'a', type: 'User' },
    },
  }
  clone.write({ 'event.json': JSON.stringify(event) })
  const [step] = stepsOf(work, 'validate-skills.yml')
  return runStep(work, step!, {
    PATH: `${npxFolder()}:${process.env['PATH']}`,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(clone.root, 'event.json'),
    GITHUB_BASE_REF: 'main',
    GITHUB_HEAD_REF: 'change',
    GITHUB_REF: 'refs/pull/1/merge',
    GITHUB_SHA: merge,
  })
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

test('the commit hook keeps the manifest current, and stops what the validators refuse', async () => {
  const { root, git, write } = repository({})
  await dotclaude(root, 'init')
  const env = { ...gitEnvironment(), PATH: `${npxFolder()}:${process.env['PATH']}` }
  const commit = async (files: Readonly<Record<string, string>>): Promise<Run> => {
    write(files)
    git('add', '--all')
    return runCli(['git', 'commit', '--quiet', '--message', 'Change'], { cwd: root, env })
  }
  expect(await commit({ '.claude/commands/git.md': '---\ndescription: Git\n---\n' })).toMatchObject({
    exitCode: 0,
  })
  expect(JSON.parse(git('show', 'HEAD:.claude/skills-manifest.json')).skills).toMatchObject([{ name: 'git' }])
  const refused = await commit({ 'docs/specs/x/spec.json': '{}' })
  expect(refused.exitCode).toBe(1)
  expect(refused.stdout + refused.stderr).toContain('SPEC_MISSING_REQUIRED_FIELD')
})
