// `init` as a user calls it: what it shows, what it writes, and what it leaves alone.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { runInProcess } from '../../support/run-in-process.ts'
import type { InProcessRun } from '../../support/run-in-process.ts'

function repository(files: Readonly<Record<string, string>> = {}): GitRepository {
  const made = makeGitRepository()
  onTestFinished(made.remove)
  made.write(files)
  return made
}

const init = (cwd: string, ...words: readonly string[]): Promise<InProcessRun> =>
  runInProcess(['init', ...words], { cwd })

test('sets a repository up, says what is left, and finds nothing to do the next time', async () => {
  const { root, git } = repository()
  const first = await init(root)
  expect(first).toMatchObject({ exit: 0, stderr: '' })
  expect(first.stdout).toMatch(/is set up \(16 files written\)[^]*Next:\n {4}1\. /)
  expect(git('config', 'core.hooksPath')).toBe('githooks')
  const before = git('status', '--porcelain', '--untracked-files=all')
  expect((await init(root)).stdout).toMatch(/nothing was changed/)
  expect(git('status', '--porcelain', '--untracked-files=all')).toBe(before)
})

test.each(['--dry-run', '--diff'])('%s writes nothing', async (flag) => {
  const { root, git } = repository({ '.claude/settings.json': '{}\n' })
  const { exit, stdout } = await init(root, flag)
  expect(exit).toBe(0)
  expect(stdout).toMatch(/merge {6}\.claude\/settings\.json \(registers the hook\)/)
  expect(stdout.includes('+++ b/.claude/settings.json')).toBe(flag === '--diff')
  expect(stdout.length, 'the bundle of the hook is named and not shown').toBeLessThan(50_000)
  expect(git('status', '--porcelain', '--untracked-files=all')).toBe('?? .claude/settings.json')
})

test.each(['.git', '.git/refs'])('in %s there is nothing to set up', async (place) => {
  const { root } = repository()
  const run = await init(join(root, place))
  expect(run).toMatchObject({ exit: 2, stderr: expect.stringContaining('ENV_REPO_ROOT_UNKNOWN') })
})

test('a conflict stops everything and is named', async () => {
  const { root } = repository({ '.claude/settings.json': '{ broken\n' })
  const { exit, stdout } = await init(root, '--json')
  expect(exit).toBe(1)
  expect(JSON.parse(stdout).events[0]).toMatchObject({
    kind: 'fail',
    details: { code: 'SCAFFOLD_CONFLICT', file: '.claude/settings.json' },
  })
  expect(existsSync(join(root, 'docs'))).toBe(false)
})

test('the manifest lists the commands that are there', async () => {
  const { root } = repository({ '.claude/commands/git.md': '---\ndescription: Git\n---\n' })
  await init(root)
  const manifest = JSON.parse(readFileSync(join(root, '.claude/skills-manifest.json'), 'utf8'))
  expect(manifest.skills).toMatchObject([{ name: 'git', path: '.claude/commands/git.md' }])
})

test('name and type are detected or as given, and end up as valid JSON', async () => {
  const facts = async (...words: readonly string[]): Promise<unknown> => {
    const { root } = repository({ 'go.mod': 'module a\n' })
    await init(root, ...words)
    const read = JSON.parse(readFileSync(join(root, 'docs/repo-facts.json'), 'utf8'))
    return { ...read, isFolder: read.project_name === basename(root) }
  }
  expect(await facts('--target-dir', '.')).toMatchObject({ isFolder: true, project_type: 'go' })
  expect(await facts('--project-name', 'a"b', '--project-type', 'x')).toMatchObject({
    project_name: 'a"b',
    project_type: 'x',
  })
})

test.each([
  { words: ['--ci', 'github'], github: true, gitlab: false },
  { words: ['--ci', 'gitlab'], github: false, gitlab: true },
  { words: ['--ci', 'none'], github: false, gitlab: false },
  { words: [], github: true, gitlab: true },
])('$words: pipelines for GitHub $github, for GitLab $gitlab', async ({ words, github, gitlab }) => {
  const { root } = repository()
  await init(root, ...words)
  expect(existsSync(join(root, '.github/workflows/validate-skills.yml'))).toBe(github)
  expect(existsSync(join(root, '.gitlab-ci.yml'))).toBe(gitlab)
})

test('a hook that is there is called, and a backup of it kept', async () => {
  const { root } = repository({ '.git/hooks/pre-commit': '#!/bin/sh\necho mine\n' })
  const { stdout } = await init(root)
  expect(stdout).toContain(`backup     ${join(root, '.git/dotclaude/backup/.git/hooks/pre-commit')}`)
  expect(readFileSync(join(root, '.git/hooks/pre-commit'), 'utf8')).toMatch(
    /^#!\/bin\/sh\nsh .*githooks\/pre-commit.*\necho mine\n$/,
  )
})

test('outside of git the current folder is set up, without activating the hook', async () => {
  const plain = makeTempTree()
  onTestFinished(plain.remove)
  const { exit, stdout } = await init(plain.root)
  expect(exit).toBe(0)
  expect(stdout).toMatch(/Run `git init`/)
  expect(existsSync(join(plain.root, 'githooks/pre-commit'))).toBe(true)
})

test('a folder that does not exist is not made', async () => {
  const { root } = repository()
  const { exit, stderr } = await init(root, '--target-dir', 'mistyped')
  expect(exit).toBe(2)
  expect(stderr).toContain('ENV_REPO_ROOT_UNKNOWN')
  expect(existsSync(join(root, 'mistyped'))).toBe(false)
})
