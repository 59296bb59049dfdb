// The store in a git repository: what is put is listed, fetched and deleted again, from two machines and from many
// pushes at once; nothing of another session or machine is lost.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../../src/handoff/store/store.ts'
import { gitStore } from '../../../../src/handoff/transports/git-store.ts'
import { bareRepository } from '../../../support/git-server.ts'
import { machine, madeUpHandoff, numberedId } from '../../../support/handoffs.ts'

function storeAt(address: string, seconds = 1_800_000_000): Store {
  const now = (): Date => new Date(seconds * 1000)
  return gitStore({ address, shown: address, timeoutMs: 20_000, place: machine(), now })
}

const unforced = { isForced: false }

test('what is put is listed and fetched on another machine', async () => {
  const address = `file://${bareRepository()}`
  const handoff = madeUpHandoff({ tags: ['Work In Progress'] })
  const outcome = await storeAt(address).put(handoff, unforced)
  expect(outcome).toMatchObject({
    kind: 'created',
    entry: { key: 'handoff/shop/claude/2026-11/0a1b2c3d', updatedAt: '2027-01-15T08:00:00.000Z' },
  })
  const other = storeAt(address)
  const [entry, ...more] = await other.list()
  expect(more).toEqual([])
  expect(entry).toEqual(outcome.kind === 'collision' ? undefined : outcome.entry)
  expect(entry && (await other.get(entry))).toEqual(handoff.files)
})

test('the branch is laid out as version 1.3 laid it out', async () => {
  const repository = bareRepository()
  await storeAt(repository).put(madeUpHandoff({ tags: ['Work In Progress', 'x'] }), unforced)
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim()
  const branch = 'handoff/shop/claude/2026-11/0a1b2c3d'
  expect(git('for-each-ref', '--format=%(refname:short)')).toBe(branch)
  expect(git('rev-list', '--count', branch)).toBe('1')
  expect(git('log', '-1', '--format=%an <%ae>%n%B', branch).split('\n')).toEqual([
    'dotclaude-handoff <handoff@dotclaude.local>',
    'handoff:v2:shop:claude:2026-11:0a1b2c3d:laptop:work-in-progress,x',
  ])
  expect(git('ls-tree', '--name-only', branch).split('\n')).toEqual([
    'description.txt',
    'handoff.md',
    'metadata.json',
  ])
})

test('a later push of the session stays in its branch, whatever the month and the project', async () => {
  const store = storeAt(bareRepository())
  await store.put(madeUpHandoff(), unforced)
  const later = madeUpHandoff({ month: '2026-12', project: 'shop-renamed' }, 'later')
  expect(await store.put(later, unforced)).toMatchObject({ kind: 'updated' })
  const entries = await store.list()
  expect(entries.map(({ key }) => key)).toEqual(['handoff/shop/claude/2026-11/0a1b2c3d'])
  const [entry] = entries
  expect(entry && (await store.get(entry))['handoff.md']).toContain('later')
})

test.each([
  {
    what: 'another session with the same short id',
    changes: { session_id: '0a1b2c3d-ffff-4000-8000-000000000002' },
    detail:
      /^short-id collision on handoff\/shop\/claude\/2026-11\/0a1b2c3d: local-session=0a1b2c3d-ffff.* remote-session=0a1b2c3d-0000/,
  },
  {
    what: 'the same session from another machine',
    changes: { hostname: 'desktop' },
    detail: /was pushed from another machine, laptop at 2026-11-20T10:00:00.000Z$/,
  },
])('$what is a collision, until it is forced', async ({ changes, detail }) => {
  const store = storeAt(bareRepository())
  await store.put(madeUpHandoff(), unforced)
  expect(await store.put(madeUpHandoff(changes), unforced)).toMatchObject({
    kind: 'collision',
    detail: expect.stringMatching(detail),
  })
  expect(await store.put(madeUpHandoff(changes), { isForced: true })).toMatchObject({ kind: 'updated' })
  expect((await store.list()).map(({ metadata }) => metadata)).toMatchObject([changes])
})

test('twenty pushes at once from two machines lose nothing', async () => {
  const address = bareRepository()
  const [one, other] = [storeAt(address), storeAt(address)]
  const pushes = Array.from({ length: 20 }, (_, number) =>
    (number % 2 === 0 ? one : other).put(madeUpHandoff({ session_id: numberedId(number) }), unforced),
  )
  const outcomes = await Promise.all(pushes)
  expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'created'))
  const ids = (await storeAt(address).list()).map(({ metadata }) => metadata?.session_id ?? '')
  expect(ids.toSorted()).toEqual(Array.from({ length: 20 }, (_, number) => numberedId(number)))
}, 60_000)

test('one session pushed from two machines at once is one handoff and collisions', async () => {
  const address = bareRepository()
  const hosts = ['laptop', 'desktop']
  const pushes = Array.from({ length: 6 }, (_, number) =>
    storeAt(address).put(madeUpHandoff({ hostname: hosts[number % 2] ?? '' }, `push ${number}`), unforced),
  )
  const outcomes = await Promise.all(pushes)
  const [stored] = await storeAt(address).list()
  const owner = hosts.indexOf(stored?.metadata?.hostname ?? '')
  expect(owner).toBeGreaterThanOrEqual(0)
  const kinds = outcomes.map(({ kind }, number) =>
    number % 2 === owner ? kind !== 'collision' : kind === 'collision',
  )
  expect(kinds).toEqual(outcomes.map(() => true))
}, 60_000)

test('deleting spares what was pushed since the list was made', async () => {
  const address = bareRepository()
  const store = storeAt(address)
  await store.put(madeUpHandoff(), unforced)
  await store.put(madeUpHandoff({ session_id: numberedId(7) }), unforced)
  const old = await store.list()
  await store.put(madeUpHandoff({}, 'newer'), unforced)
  await expect(store.delete(old)).rejects.toMatchObject({ code: 'HANDOFF_STORE_FAILED' })
  const left = await store.list()
  expect(left.map(({ key }) => key)).toContain('handoff/shop/claude/2026-11/0a1b2c3d')
  await store.delete(left)
  expect(await store.list()).toEqual([])
})

test('handoffs of older versions are listed and read', async () => {
  const repository = bareRepository()
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', args, { cwd: repository, input, encoding: 'utf8' }).trim()
  const blob = (text: string): string => git(['hash-object', '-w', '--stdin'], text)
  const block = blob('<handoff origin="codex">\nold\n</handoff>\n')
  const description = blob('handoff:v1:codex:deadbeef:old-project:desk:draft\n')
  const tree = git(
    ['mktree'],
    `100644 blob ${block}\thandoff.md\n100644 blob ${description}\tdescription.txt\n`,
  )
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.com']
  const commit = git([...identity, 'commit-tree', tree, '-m', 'handoff'])
  git(['update-ref', 'refs/heads/handoff/codex/deadbeef', commit])
  git(['update-ref', 'refs/heads/handoff/not-one-of-ours', commit])
  const store = storeAt(repository)
  const entries = await store.list()
  expect(entries).toMatchObject([
    {
      key: 'handoff/codex/deadbeef',
      metadata: { cli: 'codex', short_id: 'deadbeef', project: 'old-project', tags: ['draft'] },
    },
  ])
  const [entry] = entries
  expect(entry && (await store.get(entry))['handoff.md']).toContain('old')
})

test('hooks, templates and signing of the user take no part', async () => {
  const home = makeTempTree({
    'hooks/pre-push': '#!/bin/sh\nexit 1\n',
    '.gitconfig':
      '[commit]\n\tgpgsign = true\n[push]\n\tgpgSign = true\n[core]\n\thooksPath = ~/hooks\n[init]\n\ttemplateDir = /nowhere\n',
  })
  onTestFinished(home.remove)
  execFileSync('chmod', ['+x', join(home.root, 'hooks/pre-push')])
  const place = {
    home: home.root,
    env: { PATH: process.env['PATH'] ?? '', GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere' },
  }
  const address = bareRepository()
  const store = gitStore({ address, shown: address, timeoutMs: 20_000, place, now: () => new Date(0) })
  expect(await store.put(madeUpHandoff(), unforced)).toMatchObject({ kind: 'created' })
})

test('where nothing can be kept, a temporary folder does', async () => {
  const place = machine({ XDG_CACHE_HOME: '/dev/null' })
  const address = bareRepository()
  const store = gitStore({ address, shown: address, timeoutMs: 20_000, place, now: () => new Date(0) })
  expect(await store.put(madeUpHandoff(), unforced)).toMatchObject({ kind: 'created' })
  expect(await store.list()).toHaveLength(1)
  expect(readdirSync(place.home)).toEqual([])
})

test('a repository that is not there is a failure with a reason', async () => {
  await expect(storeAt('/nowhere/store.git').list()).rejects.toMatchObject({
    code: 'HANDOFF_STORE_FAILED',
    facts: {
      store: '/nowhere/store.git',
      detail: expect.stringContaining('does not appear to be a git repository'),
    },
  })
})
