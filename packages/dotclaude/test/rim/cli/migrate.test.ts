// A repository in the formats of version 1.3, all written for this test: it is read without changing one of its files.
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import { codesIn, runInProcess } from '../../support/run-in-process.ts'

const OLD = fileURLToPath(new URL('../../fixtures/reference-1.3', import.meta.url))
const BASELINE = '.claude/dotclaude-baseline.json'

function oldRepository(): GitRepository {
  const made = makeGitRepository()
  onTestFinished(made.remove)
  cpSync(OLD, made.root, { recursive: true })
  made.commit('Start')
  return made
}

test.each([
  { words: ['validate-specs'], exit: 0, codes: [] },
  { words: ['validate-skills'], exit: 0, codes: ['MANIFEST_CHECKSUM_PARTIAL'] },
  { words: ['validate-settings'], exit: 0, codes: ['SETTINGS_HOOK_TIMEOUT'] },
  { words: ['check-spec-coverage'], exit: 0, codes: [] },
  { words: ['check-instruction-drift'], exit: 1, codes: ['DRIFT_INSTRUCTION_FILES'] },
])('$words reads the old files', async ({ words, exit, codes }) => {
  const { root } = oldRepository()
  const env = { PATH: process.env['PATH'] }
  const run = await runInProcess([...words, '--json'], { cwd: root, env })
  expect({ exit: run.exit, codes: codesIn(run.stdout) }).toEqual({ exit, codes })
})

test('migrate makes the old repository pass, and changes none of its files', async () => {
  const { root, git } = oldRepository()
  const run = await runInProcess(['migrate'], { cwd: root })
  expect(run).toMatchObject({ exit: 0, stderr: '' })
  expect(run.stdout).toMatch(/1 spec\(s\) are read as they are/)
  expect(git('status', '--porcelain')).toBe(`?? ${BASELINE}`)
  expect((await runInProcess(['check'], { cwd: root })).exit).toBe(0)
})

test('what is new after that fails', async () => {
  const { root, write } = oldRepository()
  await runInProcess(['migrate'], { cwd: root })
  write({ 'docs/specs/cart/spec.json': '{}' })
  expect((await runInProcess(['check'], { cwd: root })).exit).toBe(1)
})

test('a dry run shows what would be wrong and records nothing', async () => {
  const { root } = oldRepository()
  const run = await runInProcess(['migrate', '--dry-run', '--json'], { cwd: root })
  expect(run.exit).toBe(1)
  expect(codesIn(run.stdout)).toContain('DRIFT_INSTRUCTION_FILES')
  expect(existsSync(join(root, BASELINE))).toBe(false)
})

test('init completes the old repository beside its files', async () => {
  const { root, commit, git } = oldRepository()
  expect((await runInProcess(['init'], { cwd: root })).exit).toBe(0)
  // What it adds to protected files is a change like any other: it goes in by somebody's decision.
  expect(codesIn((await runInProcess(['check', '--json'], { cwd: root })).stdout)).toContain(
    'COVERAGE_UNCOVERED',
  )
  git('config', 'core.hooksPath', '/dev/null')
  commit('Govern')
  expect((await runInProcess(['check'], { cwd: root })).exit).toBe(0)
  const facts = JSON.parse(readFileSync(join(root, 'docs/repo-facts.json'), 'utf8'))
  expect(facts.instruction_files).toEqual(['CLAUDE.md', '.claude/rules/governance.md'])
  expect(facts.team_count).toBe(2)
})

test('where nothing is of version 1.3 it says so', async () => {
  const made = makeGitRepository()
  onTestFinished(made.remove)
  const { stdout } = await runInProcess(['migrate', '--dry-run'], { cwd: made.root })
  expect(stdout).toMatch(/nothing here is of version 1\.3/)
})
