// What git is asked, in real repositories, and what happens when it cannot answer.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeGitRepository } from '../../../../testkit/src/git-repository.ts'
import type { GitRepository } from '../../../../testkit/src/git-repository.ts'
import { makeTempTree } from '../../../../testkit/src/temp-tree.ts'
import type { TreeFiles } from '../../../../testkit/src/temp-tree.ts'
import { Failure } from '../../../src/diagnostics/failure.ts'
import {
  askGit,
  checkedOut,
  commitOf,
  defaultBranch,
  defaultCommit,
  isShallow,
  isUnborn,
  mergeBase,
  messagesBetween,
  readAt,
  resolveRoot,
  runGit,
} from '../../../src/repo/git.ts'

function repositoryOf(files: TreeFiles): GitRepository {
  const repository = makeGitRepository(files)
  onTestFinished(repository.remove)
  return repository
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return 'none'
}

test('a failing call says why, and asking makes a failure of it', () => {
  const { root } = repositoryOf({ a: '' })
  const run = runGit(root, ['cat-file', 'blob', 'HEAD:unknown'])
  expect(run).toMatchObject({ ok: false, missing: false })
  expect(codeOf(() => askGit(root, ['cat-file', 'blob', 'HEAD:unknown']))).toBe('ENV_GIT_FAILED')
})

test('a repository of another user comes with the command that trusts it', () => {
  const { root } = repositoryOf({ a: '' })
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  const hint = expect.stringContaining(`git config --global --add safe.directory ${root}`)
  expect(() => resolveRoot({ cwd: root })).toThrow(
    expect.objectContaining({ code: 'ENV_REPO_ROOT_UNKNOWN', hint }),
  )
  expect(() => askGit(root, ['ls-files'])).toThrow(expect.objectContaining({ code: 'ENV_GIT_FAILED', hint }))
})

test('a call that takes too long is stopped', () => {
  const { root } = repositoryOf({ a: '' })
  expect(runGit(root, ['-c', 'alias.wait=!sleep 600', 'wait'], { timeoutMs: 50 })).toMatchObject({
    ok: false,
    code: null,
  })
})

test('the root is the folder that was named, or the repository around the current one', () => {
  const { root } = repositoryOf({ 'a/b': '' })
  expect(resolveRoot({ cwd: join(root, 'a') })).toBe(root)
  expect(resolveRoot({ named: join(root, 'a'), cwd: '/' })).toBe(join(root, 'a'))
})

test.each([
  { title: 'no repository around', named: '' },
  { title: 'no such folder', named: 'unknown' },
  { title: 'a file', named: 'file' },
])('no root: $title', ({ named }) => {
  const tree = makeTempTree({ file: '' })
  onTestFinished(tree.remove)
  const options = { named: named && join(tree.root, named), cwd: tree.root }
  expect(codeOf(() => resolveRoot(options))).toBe('ENV_REPO_ROOT_UNKNOWN')
})

test.each(['unknown', '--help', '-h', '', 'HEAD HEAD', 'HEAD:a', 'a\nb'])(
  '%j stands for no commit',
  (revision) => {
    expect(commitOf(repositoryOf({ a: '' }).root, revision)).toBeUndefined()
  },
)

test('a file is read as it was', () => {
  const repository = repositoryOf({ 'a/naïve.txt': 'old\r\n' })
  repository.write({ 'a/naïve.txt': 'new' })
  repository.commit('Change')
  expect(readAt(repository.root, 'HEAD~1', 'a/naïve.txt')).toEqual(Buffer.from('old\r\n'))
  expect(readAt(join(repository.root, 'a'), 'HEAD', 'naïve.txt')).toEqual(Buffer.from('new'))
  expect(readAt(repository.root, 'HEAD', 'unknown')).toBeUndefined()
  expect(readAt(repository.root, 'unknown', 'a')).toBeUndefined()
})

test('the base is where two branches part; strangers have none', () => {
  const repository = repositoryOf({ a: '' })
  const start = repository.git('rev-parse', 'HEAD')
  repository.git('checkout', '--quiet', '-b', 'topic')
  repository.commit('On topic\n\nSpec-ID: x')
  repository.git('checkout', '--quiet', 'main')
  repository.commit('On main')
  expect(mergeBase(repository.root, 'main', 'topic')).toBe(start)
  expect(messagesBetween(repository.root, 'main', 'topic').map((message) => message.trim())).toEqual([
    'On topic\n\nSpec-ID: x',
  ])
  repository.git('checkout', '--quiet', '--orphan', 'stranger')
  repository.commit('Elsewhere')
  expect(mergeBase(repository.root, 'main', 'stranger')).toBeUndefined()
})

test('the default branch is what the remote says, or a usual name', () => {
  const repository = repositoryOf({ a: '' })
  expect(defaultBranch(repository.root)).toBe('main')
  repository.git('branch', '-m', 'trunk')
  expect(defaultBranch(repository.root)).toBeUndefined()
  const clone = makeTempTree()
  onTestFinished(clone.remove)
  const folder = join(clone.root, 'clone')
  repository.git('clone', '--quiet', repository.root, folder)
  expect(defaultBranch(folder)).toBe('origin/trunk')
})

test('the commit to start from is that of the default branch, wherever the work is', () => {
  const repository = repositoryOf({ a: '' })
  const first = repository.git('rev-parse', 'HEAD').trim()
  repository.git('checkout', '--quiet', '-b', 'work')
  repository.commit('Second')
  expect(defaultCommit(repository.root)).toBe(first)
  expect(checkedOut(repository.root)).toEqual({
    commit: repository.git('rev-parse', 'HEAD').trim(),
    isShallow: false,
  })
  repository.git('branch', '-m', 'main', 'trunk')
  expect(defaultCommit(repository.root)).toBeUndefined()
  repository.git('checkout', '--quiet', '--orphan', 'unborn')
  expect(checkedOut(repository.root)).toBeUndefined()
})

test('a clone without history knows that it is one', () => {
  const repository = repositoryOf({ a: '' })
  repository.commit('Second')
  const clone = makeTempTree()
  onTestFinished(clone.remove)
  const folder = join(clone.root, 'clone')
  repository.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, folder)
  expect([isShallow(repository.root), isShallow(folder)]).toEqual([false, true])
})

test('a damaged repository is a failure, not an answer', () => {
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  mkdirSync(join(tree.root, '.git'))
  expect(codeOf(() => isShallow(tree.root))).toBe('ENV_GIT_FAILED')
})

test('without git, every question says so', () => {
  const { root } = repositoryOf({ a: '' })
  const path = process.env['PATH']
  onTestFinished(() => {
    process.env['PATH'] = path
  })
  process.env['PATH'] = '/nowhere'
  expect(
    [
      () => askGit(root, ['status']),
      () => commitOf(root, 'HEAD'),
      () => mergeBase(root, 'HEAD', 'HEAD'),
      () => defaultBranch(root),
      () => checkedOut(root),
      () => readAt(root, 'HEAD', 'a'),
      () => resolveRoot({ cwd: root }),
    ].map(codeOf),
  ).toEqual(Array.from({ length: 7 }, () => 'ENV_GIT_MISSING'))
})

test('a repository without a commit is known from one that git cannot read', () => {
  const repository = repositoryOf({})
  expect(isUnborn(repository.root)).toBe(true)
  repository.commit('First')
  expect(isUnborn(repository.root)).toBe(false)
  repository.git('checkout', '--quiet', '--orphan', 'other')
  expect(isUnborn(repository.root)).toBe(false)
  const tree = makeTempTree()
  onTestFinished(tree.remove)
  expect(codeOf(() => isUnborn(tree.root))).toBe('ENV_GIT_FAILED')
})
