// A repository for tests is made of its files alone, and is the same each time.
import { expect, onTestFinished, test } from 'vitest'
import { copyGitRepository, makeGitRepository } from '../../src/git-repository.ts'
import type { TreeFiles } from '../../src/temp-tree.ts'

function repositoryOf(files: TreeFiles): ReturnType<typeof makeGitRepository> {
  const repository = makeGitRepository(files)
  onTestFinished(repository.remove)
  return repository
}

test('the same files and messages make the same commits', () => {
  const heads = [1, 2].map(() => {
    const repository = repositoryOf({ 'a.txt': 'a' })
    repository.write({ 'b.txt': 'b' })
    repository.delete('a.txt')
    return repository.commit('Second\n\n# kept', { day: 3 })
  })
  expect(heads[0]).toBe(heads[1])
})

test('a commit holds the work tree and the whole message', () => {
  const repository = repositoryOf({ 'a.txt': 'a' })
  repository.delete('a.txt')
  repository.write({ 'b.txt': 'b' })
  repository.commit('Second\n\n# kept', { day: 3 })
  expect(repository.git('ls-tree', '--name-only', 'HEAD')).toBe('b.txt')
  expect(repository.git('log', '-1', '--format=%B%cs %ae')).toContain('# kept')
  expect(repository.git('log', '-1', '--format=%cs %ae')).toBe('2023-11-17 tester@example.com')
})

test('without files the branch is unborn', () => {
  const repository = repositoryOf({})
  expect(() => repository.git('rev-parse', '--verify', '--quiet', 'HEAD')).toThrow('failed')
})

test('a copy goes its own way', () => {
  const repository = repositoryOf({ 'a.txt': 'a' })
  const copy = copyGitRepository(repository)
  onTestFinished(copy.remove)
  copy.write({ 'a.txt': 'b' })
  copy.commit('Elsewhere')
  expect(copy.git('log', '--format=%s')).toBe('Elsewhere\nStart')
  expect(repository.git('log', '--format=%s')).toBe('Start')
})
