// The store in a repository over HTTP: with a password from git's own configuration, without one, and with a server that
// is open to everybody or says nothing.
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import type { Failure } from '../../../../src/diagnostics/failure.ts'
import { shownAddress } from '../../../../src/handoff/store/repository-address.ts'
import type { Store } from '../../../../src/handoff/store/store.ts'
import { gitStore } from '../../../../src/handoff/transports/git-store.ts'
import { PASSWORD, USER, bareRepository, startGitServer } from '../../../support/git-server.ts'
import { madeUpHandoff } from '../../../support/handoffs.ts'

function storeAt(address: string, { helper = true, timeoutMs = 20_000 } = {}): Store {
  const script = `!f() { echo username=${USER}; echo password=${PASSWORD}; }; f`
  const config = helper ? `[credential "${new URL(address).origin}"]\n\thelper = "${script}"\n` : ''
  const { root, remove } = makeTempTree({ '.gitconfig': config, '.netrc': '' })
  onTestFinished(remove)
  const place = { home: root, env: { PATH: process.env['PATH'] ?? '' } }
  return gitStore({ address, shown: shownAddress(address), timeoutMs, place, now: () => new Date(0) })
}

test('behind a password: private, and it holds what was put', async () => {
  const { url } = await startGitServer()
  const store = storeAt(url)
  expect(await store.privacy()).toBe('private')
  expect(await store.put(madeUpHandoff(), { isForced: false })).toMatchObject({ kind: 'created' })
  const [entry] = await storeAt(url).list()
  expect(entry && (await storeAt(url).get(entry))).toEqual(madeUpHandoff().files)
})

test('open to everybody: public', async () => {
  const { url } = await startGitServer({ isOpen: true })
  expect(await storeAt(url, { helper: false }).privacy()).toBe('public')
})

test('without the password it fails at once and asks nobody', async () => {
  const { url } = await startGitServer()
  await expect(storeAt(url, { helper: false }).list()).rejects.toMatchObject({ code: 'HANDOFF_STORE_FAILED' })
})

test('a password in the address is in no message', async () => {
  const { url } = await startGitServer()
  const address = url.replace('http://', 'http://you:not-the-pass@')
  const failure = await storeAt(address, { helper: false })
    .list()
    .catch((error: unknown) => error)
  expect((failure as Failure).message).not.toContain('not-the-pass')
  expect((failure as Failure).facts['store']).toBe(url)
})

test('a server that is silent costs the time limit and no more', async () => {
  const { url } = await startGitServer({ isSilent: true })
  const store = storeAt(url, { timeoutMs: 700 })
  await expect(store.list()).rejects.toMatchObject({ code: 'HANDOFF_STORE_TIMEOUT', facts: { seconds: 0.7 } })
  expect(await store.privacy()).toBe('unknown')
})

test.each([
  { address: 'git@git.internal.example:x.git', privacy: 'private' },
  { address: 'ssh://git@git.internal.example/x.git', privacy: 'private' },
])('the privacy of $address is $privacy', async ({ address, privacy }) => {
  const place = { home: '/nowhere', env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: '/dev/null' } }
  const store = gitStore({ address, shown: address, timeoutMs: 5000, place, now: () => new Date(0) })
  expect(await store.privacy()).toBe(privacy)
})

test('a folder of this machine is private where others cannot enter', async () => {
  const folder = bareRepository()
  const place = { home: '/nowhere', env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: '/dev/null' } }
  const options = { shown: folder, timeoutMs: 5000, place, now: () => new Date(0) }
  expect(await gitStore({ ...options, address: folder }).privacy()).toBe('private')
  expect(await gitStore({ ...options, address: `file://${folder}` }).privacy()).toBe('private')
})
