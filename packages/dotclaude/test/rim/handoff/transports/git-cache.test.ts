// What is kept of a store stays small, goes with what was removed, and stays while somebody else works in it.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bytesIn, keptFolder, openGitCache } from '../../../../src/handoff/transports/git-cache.ts'
import type { GitCache } from '../../../../src/handoff/transports/git-cache.ts'
import { gitStore } from '../../../../src/handoff/transports/git-store.ts'
import { bareRepository } from '../../../support/git-server.ts'
import { machine, madeUpHandoff, numberedId } from '../../../support/handoffs.ts'

const ADDRESS = 'https://git.example.org/handoffs.git'
/** More than there can be. */
const NOBODY = 2 ** 30

function made(folder: string): Promise<boolean> {
  writeFileSync(join(folder, 'HEAD'), '')
  return Promise.resolve(true)
}

async function opened(megabytes: number): Promise<GitCache> {
  const cache = await openGitCache(machine(), ADDRESS, made)
  writeFileSync(join(cache.folder, 'pack'), Buffer.alloc(megabytes * 1024 * 1024))
  return cache
}

test.each([
  { what: 'a small one stays', megabytes: 1, isStale: false, isThere: true },
  { what: 'a large one goes', megabytes: 65, isStale: false, isThere: false },
  { what: 'one that holds what was removed goes', megabytes: 1, isStale: true, isThere: false },
])('$what', async ({ megabytes, isStale, isThere }) => {
  const { folder, close } = await opened(megabytes)
  close({ isStale })
  expect(existsSync(folder)).toBe(isThere)
})

test.each([
  { who: 'another process', pid: process.pid, isThere: true },
  { who: 'one that was killed', pid: NOBODY, isThere: false },
])('$who works in it', async ({ pid, isThere }) => {
  const { folder, close } = await opened(1)
  writeFileSync(join(folder, 'in-use', `${pid}-x`), '')
  close({ isStale: true })
  expect(existsSync(folder)).toBe(isThere)
})

test('where nothing can be kept, a folder for this run alone does', async () => {
  const place = machine()
  mkdirSync(join(place.home, '.cache'))
  writeFileSync(join(place.home, '.cache/dotclaude'), 'a file in its place')
  const { folder, close } = await openGitCache(place, ADDRESS, made)
  expect(existsSync(folder)).toBe(true)
  close()
  expect(existsSync(folder)).toBe(false)
})

test('the folder does not depend on credentials of the address', () => {
  const place = machine()
  expect(keptFolder(place, 'https://me:secret@git.example.org/handoffs.git')).toBe(keptFolder(place, ADDRESS))
})

test('after a removal nothing of the store is kept, and the next list fetches it again', async () => {
  const place = machine()
  const address = bareRepository()
  const store = gitStore({ address, shown: address, timeoutMs: 20_000, place, now: () => new Date() })
  for (const number of [1, 2])
    await store.put(madeUpHandoff({ session_id: numberedId(number) }), { isForced: false })
  const entries = await store.list()
  expect(bytesIn(keptFolder(place, address))).toBeGreaterThan(0)
  await store.delete(entries.slice(0, 1))
  expect(bytesIn(keptFolder(place, address))).toBe(0)
  expect((await store.list()).map(({ key }) => key)).toEqual(entries.slice(1).map(({ key }) => key))
  expect(readdirSync(join(keptFolder(place, address), 'in-use'))).toEqual([])
})
