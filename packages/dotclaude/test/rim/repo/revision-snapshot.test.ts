// A commit as a snapshot, whatever the work tree holds.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeGitRepository } from '../../../../testkit/src/git-repository.ts'
import { openCommit } from '../../../src/repo/revision-snapshot.ts'

test('files and contents are those of the commit', () => {
  const repository = makeGitRepository({
    'a/x.json': '{"v": 1}',
    'a/same.json': '{"v": 1}',
    'ü "q"\n': 'u',
    empty: '',
  })
  onTestFinished(repository.remove)
  symlinkSync('a/x.json', join(repository.root, 'link'))
  const commit = repository.commit('Link')
  repository.write({ 'a/x.json': 'changed', later: '' })
  const snapshot = openCommit(repository.root, commit, (path) => path.startsWith('a/') || path === 'empty')
  expect(snapshot.files).toEqual(['a/same.json', 'a/x.json', 'empty', 'link', 'ü "q"\n'])
  expect(snapshot.json('a/x.json')?.value).toEqual({ v: 1 })
  expect(snapshot.json('a/same.json')?.value).toEqual({ v: 1 })
  expect(snapshot.text('ü "q"\n')).toBe('u')
  expect(snapshot.text('empty')).toBe('')
  expect(snapshot.text('link')).toBeUndefined()
  expect(snapshot.text('later')).toBeUndefined()
})

test('from a folder of the repository, paths are relative to it', () => {
  const repository = makeGitRepository({ 'a/x': 'x', b: '' })
  onTestFinished(repository.remove)
  const snapshot = openCommit(join(repository.root, 'a'), repository.git('rev-parse', 'main'))
  expect(snapshot.files).toEqual(['x'])
  expect(snapshot.text('x')).toBe('x')
})

test('an unknown commit is a failure', () => {
  const repository = makeGitRepository({ a: '' })
  onTestFinished(repository.remove)
  expect(() => openCommit(repository.root, '1'.repeat(40))).toThrow('git ls-tree failed')
})
