// The library in a repository of its own, as every agent is given it: `dotclaude check --strict` finds nothing in it, and
// nothing that its instructions mention is missing there.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import { LAYOUT_AGENTS } from '../../src/install/layouts/layout.ts'
import { codesIn, runInProcess } from '../support/run-in-process.ts'
import type { InProcessRun } from '../support/run-in-process.ts'

const FACTS = 'docs/repo-facts.json'
/** What agents read, in whatever form; the plan of the library is no part of it. */
const INSTRUCTIONS = /^(\.|AGENTS|GEMINI).*\.(md|mdc|toml)$/

async function repositoryWithLibrary(): Promise<GitRepository> {
  const repository = makeGitRepository({ 'README.md': '# A\n' })
  onTestFinished(repository.remove)
  const { root } = repository
  await expectDone(root, 'init', '--agent', 'claude-code')
  await expectDone(root, 'compile', ...LAYOUT_AGENTS.flatMap((agent) => ['--agent', agent]))
  await expectDone(root, 'validate-skills', '--update')
  const facts = JSON.parse(readFileSync(join(root, FACTS), 'utf8')) as object
  repository.git('add', '--all')
  const files = repository
    .git('ls-files')
    .split('\n')
    .filter((path) => INSTRUCTIONS.test(path))
  writeFileSync(
    join(root, FACTS),
    `${JSON.stringify({ ...facts, instruction_files: files }, undefined, 2)}\n`,
  )
  repository.git('config', 'core.hooksPath', '/dev/null')
  repository.commit('Library')
  expect(files.length).toBeGreaterThan(300)
  return repository
}

const run = (root: string, words: readonly string[]): Promise<InProcessRun> =>
  runInProcess(words, { cwd: root, home: join(root, '..', 'nobody') })

async function expectDone(root: string, ...words: readonly string[]): Promise<void> {
  expect(await run(root, words)).toMatchObject({ exit: 0 })
}

test('check finds nothing in it', { timeout: 60_000 }, async () => {
  const { root } = await repositoryWithLibrary()
  const clean = await run(root, ['check', '--strict', '--base', 'HEAD', '--json'])
  expect(clean.stderr).toBe('')
  expect(codesIn(clean.stdout)).toEqual([])
  expect(clean.exit).toBe(0)
  // A word of it that is wrong is found.
  const skill = join(root, '.claude/skills/spec/SKILL.md')
  writeFileSync(skill, readFileSync(skill, 'utf8').replace('references/prompts.md', 'references/prompt.md'))
  const found = await run(root, ['check', '--strict', '--base', 'HEAD', '--json'])
  expect(codesIn(found.stdout)).toEqual(
    expect.arrayContaining(['DRIFT_LINK_BROKEN', 'MANIFEST_CHECKSUM_MISMATCH']),
  )
})
