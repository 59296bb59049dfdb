// The store in a folder: whole files, first come first served, nothing lost.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../../src/handoff/store/store.ts'
import { folderStore } from '../../../../src/handoff/transports/folder-store.ts'
import { madeUpHandoff, numberedId } from '../../../support/handoffs.ts'

function newFolder(): string {
  const { root, remove } = makeTempTree()
  onTestFinished(remove)
  return join(root, 'store')
}

const storeAt = (folder: string): Store => folderStore({ folder, now: () => new Date(1_800_000_000_000) })
const unforced = { isForced: false }
const FILE = 'handoff/shop/claude/2026-11/0a1b2c3d.json'

test('what is put is listed, fetched, updated and deleted, and is for the user alone', async () => {
  const folder = newFolder()
  const handoff = madeUpHandoff({ tags: ['wip'] })
  expect(await storeAt(folder).put(handoff, unforced)).toMatchObject({ kind: 'created' })
  expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const other = storeAt(folder)
  const [entry] = await other.list()
  expect(entry).toMatchObject({
    key: FILE.replace('.json', ''),
    updatedAt: '2027-01-15T08:00:00.000Z',
    metadata: handoff.metadata,
  })
  expect(entry && (await other.get(entry))).toEqual(handoff.files)
  expect(await other.put(madeUpHandoff({}, 'later'), unforced)).toMatchObject({ kind: 'updated' })
  await expect(other.delete(entry ? [entry] : [])).rejects.toMatchObject({ code: 'HANDOFF_STORE_FAILED' })
  await other.delete(await other.list())
  expect(await other.list()).toEqual([])
  expect(readdirSync(join(folder, 'handoff/shop/claude/2026-11'))).toEqual([])
})

test('another session or machine is a collision, until it is forced', async () => {
  const store = storeAt(newFolder())
  await store.put(madeUpHandoff(), unforced)
  const theirs = madeUpHandoff({ hostname: 'desktop' })
  expect(await store.put(theirs, unforced)).toMatchObject({ kind: 'collision' })
  expect(await store.put(theirs, { isForced: true })).toMatchObject({ kind: 'updated' })
})

test('twenty pushes at once lose nothing, and one session from many is one whole file', async () => {
  const folder = newFolder()
  await Promise.all(
    Array.from({ length: 20 }, (_, number) =>
      storeAt(folder).put(madeUpHandoff({ session_id: numberedId(number) }), unforced),
    ),
  )
  expect(await storeAt(folder).list()).toHaveLength(20)
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      storeAt(folder).put(madeUpHandoff({}, `push ${number}`), unforced),
    ),
  )
  expect(outcomes.every(({ kind }) => kind !== 'collision')).toBe(true)
  expect(await storeAt(folder).list()).toHaveLength(21)
})

test('a lock that a stopped push left behind is taken over', async () => {
  const folder = newFolder()
  const store = storeAt(folder)
  await store.put(madeUpHandoff(), unforced)
  const lock = join(folder, `${FILE}.lock`)
  writeFileSync(lock, '')
  utimesSync(lock, new Date(0), new Date(0))
  expect(await store.put(madeUpHandoff({}, 'later'), unforced)).toMatchObject({ kind: 'updated' })
})

test('files that are no handoffs are passed over, and damaged ones are told', async () => {
  const folder = newFolder()
  const store = storeAt(folder)
  await store.put(madeUpHandoff(), unforced)
  writeFileSync(join(folder, 'handoff/notes.json'), '{}')
  writeFileSync(join(folder, `${FILE}.x.part`), '{')
  mkdirSync(join(folder, 'handoff/x'), { recursive: true })
  writeFileSync(join(folder, FILE), readFileSync(join(folder, FILE), 'utf8').slice(0, 50))
  const entries = await store.list()
  expect(entries.map(({ metadata }) => metadata)).toEqual([undefined])
  const [entry] = entries
  await expect(entry && store.get(entry)).rejects.toMatchObject({ code: 'HANDOFF_DAMAGED' })
})

test('a pipe in the place of a file is damaged, and nobody waits for who writes into it', async () => {
  const folder = newFolder()
  const store = storeAt(folder)
  await store.put(madeUpHandoff(), unforced)
  rmSync(join(folder, FILE))
  const made = ['-c', 'mkfifo "$0"', join(folder, FILE)]
  execFileSync('sh', made)
  const [entry] = await store.list()
  expect(entry?.metadata).toBeUndefined()
  await expect(entry && store.get(entry)).rejects.toMatchObject({ code: 'HANDOFF_DAMAGED' })
})

test('a folder that is not there is a failure when it is read, which says what makes it', async () => {
  await expect(storeAt('/nowhere/at/all').list()).rejects.toMatchObject({
    code: 'HANDOFF_STORE_FAILED',
    facts: { detail: expect.stringContaining('the first `dotclaude handoff push` makes it') },
  })
})

test('a folder that others can enter and read is shared with them', async () => {
  const folder = newFolder()
  mkdirSync(folder)
  expect(await storeAt(folder).privacy()).toBe('private')
  // Everything above has to be open as well, and a temporary folder is not.
  chmodSync(folder, 0o755)
  expect(await storeAt(folder).privacy()).toBe('private')
  chmodSync(join(folder, '..'), 0o755)
  expect(await storeAt(folder).privacy()).toBe('shared')
})
