// `check` over real repositories: everything in one process, the baseline, and what happens when a part cannot work.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import type { TreeFiles } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { codesIn, runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

/** The day of the first commit of a test's repository. */
const FIRST_MS = 1_700_000_000_000
const DAY_MS = 24 * 60 * 60 * 1_000

function repository(files: TreeFiles): GitRepository {
  const made = makeGitRepository(files)
  onTestFinished(made.remove)
  return made
}

/** As it would be 19 days after the first commit. */
function check(root: string, ...words: string[]): Promise<InProcessRun> {
  const env = { PATH: process.env['PATH'] }
  return runInProcess(['check', ...words], { cwd: root, env, nowMs: FIRST_MS + 19 * DAY_MS })
}

const FACTS = {
  'docs/repo-facts.json': JSON.stringify({ protected_paths: ['src/**'], instruction_files: ['CLAUDE.md'] }),
  'CLAUDE.md': '# Rules\n\nProtected: `src/**`\n',
  'src/a.ts': '',
}
const SPEC = {
  id: 'a',
  title: 'A',
  status: 'approved',
  owners: ['x'],
  linked_paths: ['src'],
  acceptance_commands: ['true'],
  depends_on_specs: [],
  active_prs: [],
}
const specs = (changes: object): TreeFiles => ({
  'docs/specs/a/spec.json': JSON.stringify({ ...SPEC, ...changes }, undefined, 2),
})

test('a sound repository', async () => {
  const { root } = repository({ ...FACTS, ...specs({}) })
  const run = await check(root)
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  for (const name of [
    'validate-specs',
    'validate-skills',
    'check-instruction-drift',
    'check-spec-coverage',
    'detect-drift',
  ])
    expect(run.stdout).toMatch(new RegExp(`^${name}\n {2}✓`, 'm'))
})

test('a part that cannot work spares the others and makes the exit code 2', async () => {
  const { root } = repository(specs({ status: 'finished' }))
  const run = await check(root, '--json')
  expect(run.exit).toBe(2)
  expect(codesIn(run.stdout)).toEqual(expect.arrayContaining(['SPEC_STATUS_INVALID', 'ENV_FACTS_MISSING']))
})

test('an uncovered change of a protected file', async () => {
  const { root, write } = repository({ ...FACTS, ...specs({ linked_paths: ['docs'] }) })
  write({ 'src/a.ts': 'changed' })
  const run = await check(root, '--json')
  expect([run.exit, codesIn(run.stdout)]).toEqual([1, ['COVERAGE_UNCOVERED']])
})

test.each(['github', 'sarif'])(
  'what the change touches comes first as %s, where room is limited',
  async (format) => {
    const old = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `docs/specs/b${at}/spec.json`,
        JSON.stringify({ ...SPEC, id: '' }),
      ]),
    )
    const { root, write, git, commit } = repository({ ...FACTS, ...specs({}), ...old })
    git('switch', '--quiet', '--create', 'feature')
    write({ 'docs/specs/z/spec.json': JSON.stringify({ ...SPEC, id: 'z', status: 'finished' }) })
    commit('Propose z')
    const { stdout } = await check(root, '--format', format)
    const places = stdout.match(/(?<=(?:file=|"uri": ")docs\/specs\/)\w+/g)
    expect(places).toContain('b1')
    expect(places?.[0]).toBe('z')
  },
)

test('a configuration that cannot be understood is said by every validator', async () => {
  const { root } = repository({ ...FACTS, ...specs({}), '.claude/dotclaude.json': '{ "rules": ' })
  const run = await runInProcess(['validate-specs', '--json'], { cwd: root, env: {} })
  expect([run.exit, codesIn(run.stdout)]).toEqual([1, ['CONFIG_INVALID']])
})

const BASELINE = '.claude/dotclaude-baseline.json'

test('the baseline: adopt, stay green, fail on what is new, prune what is gone', async () => {
  const { root, write } = repository({ ...FACTS, ...specs({ status: 'finished' }) })
  expect((await check(root)).exit).toBe(1)
  expect((await check(root, '--update-baseline')).exit).toBe(0)
  expect(readFileSync(join(root, BASELINE), 'utf8')).toContain('SPEC_STATUS_INVALID')
  expect((await check(root)).exit).toBe(0)
  write(specs({ status: 'finished', owners: [] }))
  const fresh = await check(root, '--json')
  expect([fresh.exit, codesIn(fresh.stdout)]).toEqual([1, ['SPEC_MISSING_REQUIRED_FIELD']])
  write(specs({}))
  expect(codesIn((await check(root, '--json')).stdout)).toEqual(['BASELINE_STALE'])
  expect(codesIn((await check(root, '--json', '--prune-baseline')).stdout)).toEqual([])
  expect(readFileSync(join(root, BASELINE), 'utf8')).not.toContain('SPEC_STATUS_INVALID')
})

test('a baseline is not written down while a part cannot work', async () => {
  const { root } = repository(specs({ status: 'finished' }))
  expect((await check(root, '--update-baseline')).exit).toBe(2)
  expect(existsSync(join(root, BASELINE))).toBe(false)
})

test('a file that differs from the default branch for long', async () => {
  const { root, write, git, commit } = repository({ ...FACTS, ...specs({}), '.claude/rules/a.md': 'one' })
  git('switch', '--quiet', '--create', 'feature')
  write({ '.claude/rules/a.md': 'two' })
  commit('Change it', { day: 4 })
  expect(codesIn((await check(root, '--json')).stdout)).toEqual(['DRIFT_BRANCH_DIVERGED'])
  expect(codesIn((await check(root, '--json', '--days', '16')).stdout)).toEqual([])
  expect((await check(root, '--days', 'many')).exit).toBe(64)
})

test('a change that is not committed yet is of today', async () => {
  const { root, write } = repository({ ...FACTS, ...specs({}), '.claude/rules/a.md': 'one' })
  write({ '.claude/rules/a.md': 'two' })
  expect((await check(root)).exit).toBe(0)
})

test('what one side changed first counts, also when it was the default branch', async () => {
  const { root, write, git, commit } = repository({ ...FACTS, ...specs({}), '.claude/rules/a.md': 'one' })
  git('branch', 'feature')
  write({ '.claude/rules/a.md': 'two' })
  commit('Change it', { day: 2 })
  git('switch', '--quiet', 'feature')
  expect(codesIn((await check(root, '--json')).stdout)).toEqual(['DRIFT_BRANCH_DIVERGED'])
})

test('a shallow clone cannot tell since when', async () => {
  const { root, write, git, commit } = repository({ ...FACTS, ...specs({}), '.claude/rules/a.md': 'one' })
  write({ '.claude/rules/a.md': 'two' })
  commit('Change it', { day: 2 })
  const clone = makeTempTree()
  onTestFinished(clone.remove)
  const here = join(clone.root, 'here')
  git('clone', '--quiet', '--depth=1', `file://${root}`, here)
  writeFileSync(join(here, '.claude/rules/a.md'), 'three')
  const run = await runInProcess(['detect-drift', '--json'], { cwd: here, env: {} })
  expect([run.exit, codesIn(run.stdout)]).toEqual([2, ['ENV_HISTORY_SHALLOW']])
})

test('`validate-skills --update` takes over what is there', async () => {
  const skill = '---\nname: a\ndescription: Does a thing.\n---\n\nText.\n'
  const { root } = repository({ '.claude/skills/a/SKILL.md': skill })
  const words = ['--repo-root', root]
  expect((await runInProcess(['validate-skills', ...words])).exit).toBe(1)
  const dry = await runInProcess(['validate-skills', '--update', '--dry-run', ...words])
  expect(dry.stdout).toContain('added: .claude/skills/a/SKILL.md')
  expect(existsSync(join(root, '.claude/skills-manifest.json'))).toBe(false)
  expect(await runInProcess(['validate-skills', '--update', ...words])).toMatchObject({ exit: 0 })
  expect(await runInProcess(['validate-skills', ...words])).toMatchObject({ exit: 0 })
})
