// Where a path lies, whatever it is called.
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import {
  absolutePath,
  namesIn,
  repositoriesAround,
  repositoryAround,
} from '../../../src/hook/repository-path.ts'

test.each([
  { path: 'a/b', absolute: '/w/a/b' },
  { path: '../x', absolute: '/x' },
  { path: '/a/../b', absolute: '/b' },
  { path: '~/x', absolute: '/home/me/x' },
  { path: '~', absolute: '/home/me' },
  { path: '~x', absolute: '/w/~x' },
])('$path is $absolute', ({ path, absolute }) => {
  expect(absolutePath(path, '/w', '/home/me')).toBe(absolute)
})

test('a file has all the names that lead to it', () => {
  const tree = makeTempTree({ 'real/a': '', '.git/HEAD': '' })
  onTestFinished(tree.remove)
  symlinkSync(join(tree.root, 'real'), join(tree.root, 'link'))
  expect(namesIn(tree.root, join(tree.root, 'link/a'))).toEqual(['link/a', 'real/a'])
  expect(namesIn(tree.root, join(tree.root, 'real/new/deep'))).toEqual(['real/new/deep'])
  expect(namesIn(tree.root, '/elsewhere')).toEqual([])
  expect(repositoryAround(join(tree.root, 'real/new'))).toBe(tree.root)
})

test('a link into another repository leads to both, and a path in one to that one', () => {
  const tree = makeTempTree({ 'here/.git/HEAD': '', 'there/.git/HEAD': '', 'there/sub/a': '' })
  onTestFinished(tree.remove)
  const [here, there] = [join(tree.root, 'here'), join(tree.root, 'there')]
  symlinkSync(join(there, 'sub'), join(here, 'link'))
  expect(repositoriesAround(join(here, 'link/a'))).toEqual([here, there])
  expect(repositoriesAround(join(here, 'new'))).toEqual([here])
})
