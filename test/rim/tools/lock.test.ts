import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import { withLock } from '../../../tools/lock.mjs'

const GONE = spawnSync(process.execPath, ['--version']).pid
/** Whoever started us is there for as long as we are. */
const ALIVE = process.ppid

function lockHeldBy(files: Record<string, string>): string {
  const { root, remove } = makeTempTree(files)
  onTestFinished(remove)
  return join(root, 'lock')
}

const waiting = { waitMs: 300, onWait: () => undefined }

test.each([
  { what: 'nobody', files: {} },
  { what: 'a run that is gone', files: { 'lock/pids': `${GONE}\n` } },
  { what: 'an earlier process with our own id', files: { 'lock/pids': `${process.pid}\n` } },
  { what: 'a run that was killed before it said who it is', files: { 'lock/other': '' } },
  { what: 'a run whose words were lost', files: { 'lock/pids': '\n' } },
])('the lock of $what is taken, and nothing is left', async ({ files }) => {
  const lock = lockHeldBy(files)
  const said: unknown[] = []
  const result = await withLock(lock, () => existsSync(join(lock, 'pids')), {
    waitMs: 60_000,
    onWait: (pids) => said.push(pids),
  })
  expect({ result, said }).toEqual({ result: true, said: [] })
  expect(readdirSync(join(lock, '..'))).toEqual([])
})

test.each([
  { what: 'of a living run', pids: [ALIVE] },
  { what: 'of a run that is gone, but whose program goes on', pids: [GONE, ALIVE] },
])('the lock $what is waited for, once said, and not for ever', async ({ pids }) => {
  const lock = lockHeldBy({ 'lock/pids': `${pids.join('\n')}\n` })
  const said: unknown[] = []
  const taken = withLock(lock, () => 'never', { ...waiting, onWait: (holders) => said.push(holders) })
  await expect(taken).rejects.toThrow(lock)
  expect(said).toEqual([pids])
})

test('work that fails gives the lock back', async () => {
  const lock = lockHeldBy({})
  const fail = (): never => {
    throw new Error('no')
  }
  await expect(withLock(lock, fail, waiting)).rejects.toThrow('no')
  expect(await withLock(lock, () => 'done', waiting)).toBe('done')
})
