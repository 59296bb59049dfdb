// The secrets of a machine, read from a home and a project of a temporary tree.
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempTree } from '../../../support/temp-tree.ts'
import { knownSecrets } from '../../../../src/handoff/machine/known-secrets.ts'

test('variables, files of variables and files of credentials are known, samples are not', () => {
  const { root } = tempTree({
    'home/.npmrc': '//registry.npmjs.org/:_authToken=from-npmrc-1a2b3c4d',
    'home/.aws/credentials': '[default]\naws_secret_access_key = aB3/dE6gH9jK2mN5pQ8sT1vW4yZ7+bC0eF3hI6kL\n',
    'home/work/.env': 'DB_PASSWORD=fromParent1\n',
    'home/work/app/.env.local': 'OPAQUE=a8Kq02LmzP4tYc91QwE7\nNODE_ENV=test\n',
    'home/work/app/.env.example': 'DB_PASSWORD=fromSample1\n',
    'home/work/app/large.env': `DB_PASSWORD=fromLarge1\n${'#'.repeat(300_000)}`,
  })
  const home = join(root, 'home')
  const secrets = knownSecrets({
    env: { MY_TOKEN: 'from-env-5e6f7a8b', HOME: home, EMPTY: undefined },
    home,
    folders: [home, join(home, 'work/app')],
  })
  expect(secrets.map(({ value }) => value).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'a8Kq02LmzP4tYc91QwE7',
    'aB3/dE6gH9jK2mN5pQ8sT1vW4yZ7+bC0eF3hI6kL',
    'from-env-5e6f7a8b',
    'from-npmrc-1a2b3c4d',
    'fromParent1',
  ])
  expect(new Set(secrets.map(({ kind }) => kind))).toEqual(new Set(['machine-value']))
})

test('a machine without any of them knows nothing, and what cannot be read stops nobody', () => {
  const { root } = tempTree({ 'home/.env': 'DB_PASSWORD=fromHome1\n' })
  const home = join(root, 'home')
  chmodSync(join(home, '.env'), 0)
  expect(() => knownSecrets({ env: {}, home, folders: [join(home, 'missing')] })).not.toThrow()
})
