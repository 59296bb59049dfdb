// Which files there are, and which can be read, on a real disk.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeGitRepository } from '../../../../testkit/src/git-repository.ts'
import { makeTempTree } from '../../../../testkit/src/temp-tree.ts'
import { openSnapshot } from '../../../src/repo/disk-snapshot.ts'

test('in git: tracked and untracked files that are there, without ignored ones', () => {
  const repository = makeGitRepository({
    tracked: '',
    gone: '',
    '.gitignore': 'ignored\n',
    'ünïcode "q"': '',
  })
  onTestFinished(repository.remove)
  repository.write({ untracked: '', ignored: 'secret', 'nested/x': '' })
  repository.delete('gone')
  repository.git('init', '--quiet', 'nested')
  const snapshot = openSnapshot(repository.root)
  expect(snapshot.files).toEqual(['.gitignore', 'tracked', 'untracked', 'ünïcode "q"'])
  expect(snapshot.text('ignored')).toBe('secret')
})

test('in a folder of a repository: its own files, and what is ignored above it', () => {
  const ignores = { '.gitignore': 'dist/\n', 'a/.gitignore': '*.log\n', 'a/b/.gitignore': 'own\n' }
  const repository = makeGitRepository({ 'a/b/x': '', b: '', ...ignores })
  onTestFinished(repository.remove)
  const snapshot = openSnapshot(join(repository.root, 'a/b'))
  expect(snapshot.files).toEqual(['.gitignore', 'x'])
  expect(snapshot.ignoresAbove).toEqual([
    { way: 'a/b/', text: 'dist/\n' },
    { way: 'b/', text: '*.log\n' },
  ])
  expect(openSnapshot(repository.root).ignoresAbove).toEqual([])
})

test('what a sparse checkout leaves out is read from the index', () => {
  const repository = makeGitRepository({ 'a/x': 'x', 'b/y': 'y' })
  onTestFinished(repository.remove)
  repository.git('sparse-checkout', 'set', 'a')
  const snapshot = openSnapshot(repository.root)
  expect(snapshot.files).toEqual(['a/x', 'b/y'])
  expect(snapshot.text('b/y')).toBe('y')
  expect(openSnapshot(join(repository.root, 'a')).text('x')).toBe('x')
})

test('outside git: everything but what is never ours', () => {
  const tree = makeTempTree({ 'a/b': '', 'node_modules/x': '', 'a/node_modules/x': '' })
  onTestFinished(tree.remove)
  expect(openSnapshot(tree.root).files).toEqual(['a/b'])
})

test('a link is listed, not followed, and read only where it stays inside', () => {
  const outside = makeTempTree({ secret: 'secret' })
  const tree = makeTempTree({ 'a/x': 'inside' })
  onTestFinished(outside.remove)
  onTestFinished(tree.remove)
  symlinkSync('a', join(tree.root, 'folder'))
  symlinkSync('a/x', join(tree.root, 'file'))
  symlinkSync(join(outside.root, 'secret'), join(tree.root, 'leak'))
  symlinkSync(outside.root, join(tree.root, 'leaks'))
  const snapshot = openSnapshot(tree.root)
  expect(snapshot.files).toEqual(['a/x', 'file', 'folder', 'leak', 'leaks'])
  expect(snapshot.text('file')).toBe('inside')
  expect(['leak', 'leaks/secret', '../secret', 'a'].map((path) => snapshot.text(path))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('a folder that does not exist is a failure', () => {
  expect(() => openSnapshot('/no/such/folder')).toThrow('no repository to check at /no/such/folder')
})
