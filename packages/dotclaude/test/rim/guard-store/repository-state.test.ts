// The guard's questions to a real repository.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGitRepository } from 'testkit/git-repository'
import { expect, onTestFinished, test } from 'vitest'
import type { RepositoryState } from '../../../src/guard/guard-context.ts'
import { repositoryState } from '../../../src/guard-store/repository-state.ts'

const FILES = {
  '.gitignore': 'dist/\n*.log\n',
  'src/a.ts': 'a\n',
  'src/b.ts': 'b\n',
  'run.sh': 'git clean -fd\n',
}

function repository(): { readonly root: string; readonly git: (...args: readonly string[]) => string } {
  const { root, remove } = makeGitRepository(FILES)
  onTestFinished(remove)
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], { cwd: root, encoding: 'utf8' })
  writeFileSync(join(root, 'src/a.ts'), 'changed\n')
  writeFileSync(join(root, 'new.txt'), 'new\n')
  writeFileSync(join(root, 'fresh.sh'), 'git reset --hard\n')
  mkdirSync(join(root, 'dist'))
  writeFileSync(join(root, 'dist/x.js'), 'x\n')
  return { root, git }
}

type PathQuestion = 'isTracked' | 'isChanged' | 'isDirty' | 'isIgnored' | 'exists' | 'isFolder'

test('paths', () => {
  const { root } = repository()
  const state = repositoryState({ env: {} })
  const table: readonly (readonly [PathQuestion, string, boolean])[] = [
    ['isTracked', 'src/a.ts', true],
    ['isTracked', 'src', true],
    ['isTracked', 'new.txt', false],
    ['isChanged', 'src/a.ts', true],
    ['isChanged', 'src/b.ts', false],
    ['isChanged', '.', true],
    ['isChanged', 'src/*.ts', true],
    ['isChanged', '**/b.ts', false],
    ['isChanged', 'new.txt', false],
    ['isDirty', 'new.txt', true],
    ['isDirty', 'src/b.ts', false],
    ['isIgnored', 'dist', true],
    ['isIgnored', 'dist/x.js', true],
    ['isIgnored', 'x.log', true],
    ['isIgnored', 'src', false],
    ['exists', 'src/gone.ts', false],
    ['isFolder', 'src', true],
    ['isFolder', 'run.sh', false],
  ]
  const answers = table.map(([question, path]) => [question, path, state[question](join(root, path))])
  expect(answers).toEqual(table)
  expect(state.rootOf(join(root, 'src/not/there'))).toBe(root)
  expect(state.rootOf('/')).toBeUndefined()
})

test('branches, aliases and work trees', () => {
  const { root, git } = repository()
  const main = git('branch', '--show-current').trim()
  git('branch', 'done')
  git('switch', '-qc', 'mine')
  git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '-qam', 'mine')
  git('config', 'alias.oops', '!git clean -fd')
  git('worktree', 'add', '-q', join(root, '..', 'other'), 'done')
  onTestFinished(() => rmSync(join(root, '..', 'other'), { recursive: true, force: true }))
  const state: RepositoryState = repositoryState({ env: {} })
  expect(state.currentBranch(root)).toBe('mine')
  expect(state.branchExists('mine', root)).toBe(true)
  expect(state.branchExists('none', root)).toBe(false)
  expect(state.isMerged(main, root)).toBe(true)
  expect(state.isMerged('mine', root)).toBe(false)
  expect(state.upstreamOf('mine', root)).toBeUndefined()
  expect(state.isPushed('HEAD', root)).toBe(false)
  expect(state.gitAlias('oops', root)).toBe('!git clean -fd')
  expect(state.gitAlias('none', root)).toBeUndefined()
  expect(state.worktrees(root)).toBe(2)
})

test('scripts are read while no commit has them', () => {
  const { root } = repository()
  const state = repositoryState({ env: {} })
  expect(state.readScript(join(root, 'fresh.sh'))).toBe('git reset --hard\n')
  expect(state.readScript(join(root, 'run.sh'))).toBeUndefined()
})

test('patches are read whoever has them, and commits are compared with the work tree', () => {
  const { root, git } = repository()
  const state = repositoryState({ env: {} })
  expect(state.readText(join(root, 'run.sh'))).toBe('git clean -fd\n')
  expect(state.readText(join(root, 'none.patch'))).toBeUndefined()
  expect(state.readText(join(root, 'src'))).toBeUndefined()
  expect(state.filesUnlike('HEAD', join(root, 'src'))).toEqual([join(root, 'src/a.ts')])
  expect(state.filesUnlike('HEAD', join(root, 'src/b.ts'))).toEqual([])
  expect(state.filesUnlike('none', root)).toBeUndefined()
  expect(state.filesUnlike('--output=src/b.ts', root)).toBeUndefined()
  expect(git('status', '--porcelain', 'src/b.ts')).toBe('')
})
