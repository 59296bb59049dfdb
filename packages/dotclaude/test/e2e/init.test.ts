// From nothing to a governed repository with the built program: `init`, then every check, and a commit through the hook, in
// an empty repository, a Node project and a Go project.
import { gitEnvironment } from 'testkit/git-repository'
import { runCli } from 'testkit/run-cli'
import type { Run } from 'testkit/run-cli'
import { expect, test } from 'vitest'
import { KINDS, PROGRAM, dotclaude, pathWith, repository, withoutHooks } from '../support/governed.ts'

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

test('the first spec can be run as it is', async () => {
  const { root, git, commit } = repository({})
  await dotclaude(root, 'init')
  withoutHooks(git)
  commit('Govern')
  const env = { ...gitEnvironment(), PATH: pathWith() }
  const run = await runCli([...PROGRAM, 'spec', 'run', 'governance'], { cwd: root, env })
  expect(run).toMatchObject({ exitCode: 0 })
})

test('the commit hook keeps the manifest current, and stops what the validators refuse', async () => {
  const { root, git, write } = repository({})
  await dotclaude(root, 'init')
  const env = { ...gitEnvironment(), PATH: pathWith() }
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
