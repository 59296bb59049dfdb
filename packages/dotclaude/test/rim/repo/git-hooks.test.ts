// Where git looks for hooks in real repositories.
import { expect, onTestFinished, test } from 'vitest'
import { makeGitRepository } from 'testkit/git-repository'
import type { GitRepository } from 'testkit/git-repository'
import { makeTempTree } from 'testkit/temp-tree'
import type { TreeFiles } from 'testkit/temp-tree'
import { readGitHooks } from '../../../src/repo/git-hooks.ts'

function repositoryWith(files: TreeFiles, hooksPath?: string): GitRepository {
  const repository = makeGitRepository()
  onTestFinished(repository.remove)
  repository.write(files)
  if (hooksPath !== undefined) repository.git('config', 'core.hooksPath', hooksPath)
  return repository
}

test('a new repository uses none; samples do not count', () => {
  const { root } = repositoryWith({ '.git/hooks/pre-push.sample': '' })
  expect(readGitHooks(root)).toEqual({
    folder: '.git/hooks',
    isOfRepository: true,
    isWholeRepository: true,
    present: [],
    preCommit: { path: '.git/hooks/pre-commit', bytes: undefined },
  })
})

test.each([
  {
    what: 'the usual place',
    files: { '.git/hooks/pre-commit': 'mine' },
    hooksPath: undefined,
    path: '.git/hooks/pre-commit',
  },
  { what: 'a folder that is set', files: { 'h/pre-commit': 'mine' }, hooksPath: 'h', path: 'h/pre-commit' },
  {
    what: 'husky, beside its own folder',
    files: { '.husky/_/pre-commit': 'husky', '.husky/pre-commit': 'mine' },
    hooksPath: '.husky/_',
    path: '.husky/pre-commit',
  },
])('finds the hook in $what', ({ files, hooksPath, path }) => {
  const { root } = repositoryWith(files, hooksPath)
  const hooks = readGitHooks(root)
  expect(hooks).toMatchObject({ isOfRepository: true, present: ['pre-commit'], preCommit: { path } })
  expect(Buffer.from(hooks?.preCommit.bytes ?? []).toString()).toBe('mine')
})

test('a folder outside is not of the repository', () => {
  const outside = makeTempTree({ 'pre-commit': 'mine' })
  onTestFinished(outside.remove)
  const { root } = repositoryWith({}, outside.root)
  expect(readGitHooks(root)).toMatchObject({
    configured: outside.root,
    folder: outside.root,
    isOfRepository: false,
    preCommit: { path: 'pre-commit', base: outside.root },
  })
})

test('a folder of a repository is not all of it', () => {
  const { root } = repositoryWith({ 'a/b': '' })
  expect(readGitHooks(`${root}/a`)).toMatchObject({ isWholeRepository: false })
})

test('a second work tree shares the hooks of the first', () => {
  const repository = repositoryWith({ '.git/hooks/pre-commit': 'mine' })
  repository.commit('Start')
  const place = makeTempTree()
  onTestFinished(place.remove)
  repository.git('worktree', 'add', '--quiet', `${place.root}/tree`)
  expect(readGitHooks(`${place.root}/tree`)).toMatchObject({
    isOfRepository: true,
    preCommit: { path: 'pre-commit', base: `${repository.root}/.git/hooks` },
  })
})

test('there are none outside of git', () => {
  const plain = makeTempTree()
  onTestFinished(plain.remove)
  expect(readGitHooks(plain.root)).toBeUndefined()
})
