// The store of private gists, against a server that speaks GitHub's documented requests, with a token; gh is tried with
// the real programs.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Store } from '../../../../src/handoff/store/store.ts'
import { gistAccess } from '../../../../src/handoff/transports/gist-api.ts'
import { gistStore } from '../../../../src/handoff/transports/gist-store.ts'
import { TOKEN, startGistServer } from '../../../support/gist-server.ts'
import type { GistServer } from '../../../support/gist-server.ts'
import { machine, madeUpHandoff, numberedId } from '../../../support/handoffs.ts'
import { tempTree } from '../../../support/temp-tree.ts'

const unforced = { isForced: false }

async function storeAt(url: string, { token = TOKEN, timeoutMs = 10_000 } = {}): Promise<Store> {
  const place = machine({ PATH: '/nowhere', GITHUB_API_URL: url, GH_TOKEN: token })
  const access = await gistAccess({ place, timeoutMs })
  if (access === undefined) throw new Error('there is no access')
  return gistStore({ ...access, timeoutMs })
}

async function filesIn(store: Store, index = 0): Promise<Readonly<Record<string, string>> | undefined> {
  const entry = (await store.list())[index]
  return entry && { ...(await store.get(entry)) }
}

test('what is put is a secret gist, and is listed and fetched from another machine', async () => {
  const server = await startGistServer()
  const handoff = madeUpHandoff({ tags: ['wip'] })
  expect(await (await storeAt(server.url)).put(handoff, unforced)).toMatchObject({ kind: 'created' })
  expect(server.gists.map((gist) => gist.public)).toEqual([false])
  const other = await storeAt(server.url)
  const { session_id, short_id, project, title, cli, month, hostname, tags } = handoff.metadata
  expect((await other.list()).map(({ metadata }) => metadata)).toMatchObject([
    { session_id, short_id, project, title, cli, month, hostname, tags },
  ])
  expect(await filesIn(other)).toEqual(handoff.files)
})

test('a later push changes the gist and takes files away that it has not', async () => {
  const server = await startGistServer()
  const store = await storeAt(server.url)
  const first = madeUpHandoff()
  await store.put({ ...first, files: { ...first.files, 'digest.json': '{}' } }, unforced)
  expect(await store.put(madeUpHandoff({ month: '2026-12' }, 'later'), unforced)).toMatchObject({
    kind: 'updated',
  })
  expect(server.gists).toHaveLength(1)
  expect(Object.keys((await filesIn(store)) ?? {}).toSorted()).toEqual([
    'description.txt',
    'handoff.md',
    'metadata.json',
  ])
})

test('a session of another machine is a collision, until it is forced', async () => {
  const store = await storeAt((await startGistServer()).url)
  await store.put(madeUpHandoff(), unforced)
  const theirs = madeUpHandoff({ hostname: 'desktop' })
  expect(await store.put(theirs, unforced)).toMatchObject({ kind: 'collision' })
  expect(await store.put(theirs, { isForced: true })).toMatchObject({ kind: 'updated' })
})

test('more gists than a page holds are listed, and those of others are passed over', async () => {
  const server = await startGistServer()
  const store = await storeAt(server.url)
  for (let number = 0; number < 103; number++)
    await store.put(madeUpHandoff({ session_id: numberedId(number) }), unforced)
  const fields = { created_at: '', updated_at: '', files: new Map([['a.txt', 'x']]) }
  const others = server.gists as GistServer['gists'][number][]
  others.push({ ...fields, id: 'b1', description: 'my notes', public: false })
  others.push({ ...fields, id: 'b2', description: 'handoff:v2:x:claude:2026-11:deadbeef:h y', public: true })
  expect(await store.list()).toHaveLength(103)
}, 60_000)

test('a file that GitHub cuts is fetched whole', async () => {
  const server = await startGistServer({ contentMax: 10 })
  const store = await storeAt(server.url)
  const handoff = madeUpHandoff({}, 'a block that is longer than ten letters')
  await store.put(handoff, unforced)
  expect(await filesIn(store)).toEqual(handoff.files)
})

test('what is deleted is gone', async () => {
  const server = await startGistServer()
  const store = await storeAt(server.url)
  await store.put(madeUpHandoff(), unforced)
  await store.delete(await store.list())
  expect(server.gists).toEqual([])
})

test('a gist that turns out public is taken back at once', async () => {
  const server = await startGistServer({ isCareless: true })
  await expect((await storeAt(server.url)).put(madeUpHandoff(), unforced)).rejects.toMatchObject({
    code: 'HANDOFF_STORE_PUBLIC',
  })
  expect(server.gists).toEqual([])
})

test('twenty pushes at once from two machines lose nothing', async () => {
  const server = await startGistServer()
  const [one, other] = [await storeAt(server.url), await storeAt(server.url)]
  await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      (number % 2 === 0 ? one : other).put(madeUpHandoff({ session_id: numberedId(number) }), unforced),
    ),
  )
  expect(server.gists.map(({ description }) => description.split(' ')[1] ?? '').toSorted()).toEqual(
    Array.from({ length: 20 }, (_, number) => numberedId(number)),
  )
})

test.each([
  {
    what: 'a login that is not accepted',
    token: 'wrong',
    detail: 'not accepted any more: Bad credentials (HTTP 401)',
  },
])('$what is a failure without the token', async ({ token, detail }) => {
  const store = await storeAt((await startGistServer()).url, { token })
  const failure = await store.list().catch((error: unknown) => error)
  expect(failure).toMatchObject({
    code: 'HANDOFF_STORE_FAILED',
    facts: { detail: expect.stringContaining(detail) },
  })
  expect(String(failure)).not.toContain(token)
})

test('a server that is silent costs the time limit and no more', async () => {
  const store = await storeAt((await startGistServer({ isSilent: true })).url, { timeoutMs: 300 })
  await expect(store.list()).rejects.toMatchObject({ code: 'HANDOFF_STORE_TIMEOUT', facts: { seconds: 0.3 } })
})

test('a server that is not there is a failure', async () => {
  await expect((await storeAt('http://127.0.0.1:9')).list()).rejects.toMatchObject({
    code: 'HANDOFF_STORE_FAILED',
  })
})

test('a token goes over https alone, but for this machine', async () => {
  await expect(storeAt('http://api.example.com')).rejects.toMatchObject({ code: 'HANDOFF_STORE_REFUSED' })
})

test('a token for another GitHub goes there, though gh is logged in', async () => {
  const { root } = tempTree({})
  writeFileSync(join(root, 'gh'), '#!/bin/sh\necho a-login-of-github.com\n', { mode: 0o755 })
  const env = { PATH: `${root}:${process.env['PATH'] ?? ''}`, GH_TOKEN: 'abc' }
  const wayWith = async (more: Record<string, string>): Promise<string | undefined> =>
    (await gistAccess({ place: machine({ ...env, ...more }), timeoutMs: 5000 }))?.way
  expect(await wayWith({})).toBe('gh')
  expect(await wayWith({ GITHUB_API_URL: 'https://api.github.com/' })).toBe('gh')
  expect(await wayWith({ GITHUB_API_URL: 'https://git.example.com/api/v3' })).toBe('token')
})

test('without gh and without a token there is no access', async () => {
  expect(await gistAccess({ place: machine({ PATH: '/nowhere' }), timeoutMs: 1000 })).toBeUndefined()
})
