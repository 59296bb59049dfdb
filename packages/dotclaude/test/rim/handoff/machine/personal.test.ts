// What a machine knows of its user: the environment, git's configuration, and the folders that are theirs.
import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { personalOf } from '../../../../src/handoff/machine/personal.ts'
import { tempTree } from '../../../support/temp-tree.ts'

const PATH = process.env['PATH']

test('names of the environment, of git and of the home are known', () => {
  const home = tempTree({
    '.gitconfig': '[user]\n  name = Ada Lovelace\n  email = countess@example.org\n',
    'work/x.txt': '',
  }).root
  const env = { PATH, HOME: home, USER: 'adal', GIT_AUTHOR_NAME: 'A. King', EMAIL: 'king@example.org' }
  const { names } = personalOf({ env, home: '/depot/people/augusta', folders: [`${home}/work`] })
  const ofKind = (kind: string): readonly string[] =>
    names.filter((one) => one.kind === kind).map(({ name }) => name)
  expect(ofKind('person')).toEqual(['A. King', 'A.', 'King', 'Ada Lovelace', 'Ada', 'Lovelace'])
  expect(ofKind('user')).toEqual(['adal', 'augusta', 'king', 'countess'])
  expect(ofKind('host')[0]).toBe(hostname())
})

test('folders at the top of the file system are named by what lies below them', () => {
  const { topFolders } = personalOf({
    env: { PATH, HOME: '/nowhere' },
    home: '/depot/people/augusta',
    folders: ['/vault/x', '/alone'],
  })
  expect(topFolders).toEqual(['depot', 'vault'])
})

test('where nothing is known there are no names of anybody', () => {
  const { names } = personalOf({
    env: { PATH, HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' },
    home: '/',
    folders: ['/'],
  })
  expect(names.filter(({ kind, name }) => kind !== 'host' && name !== '')).toEqual([])
})
