// What a push does: make, update or stop.
import { expect, test } from 'vitest'
import { collisionWith } from '../../../../src/handoff/store/collision.ts'
import { planPut } from '../../../../src/handoff/store/plan-put.ts'
import type { StoredEntry } from '../../../../src/handoff/store/store.ts'
import { madeUpHandoff, numberedId } from '../../../support/handoffs.ts'

const mine = madeUpHandoff()
const key = 'handoff/shop/claude/2026-11/0a1b2c3d'
const entry = (changes: Partial<StoredEntry> = {}): StoredEntry => ({
  key,
  revision: 'r',
  updatedAt: '2026-11-20T10:00:00.000Z',
  metadata: mine.metadata,
  ...changes,
})

test('an empty store gets a new entry', () => {
  expect(planPut(mine, [], false)).toEqual({ kind: 'create', key, handoff: mine })
  const other = entry({ key: 'other', metadata: madeUpHandoff({ session_id: numberedId(1) }).metadata })
  expect(planPut(mine, [other], false)).toMatchObject({ kind: 'create' })
})

test('the same session is updated where it stands, and the files say so', () => {
  const moved = madeUpHandoff({ month: '2026-10', project: 'old' }).metadata
  const plan = planPut(mine, [entry({ key: 'handoff/old/claude/2026-10/0a1b2c3d', metadata: moved })], false)
  expect(plan).toMatchObject({ kind: 'update', key: 'handoff/old/claude/2026-10/0a1b2c3d' })
  expect(plan.kind === 'update' && plan.handoff.files['description.txt']).toBe(
    'handoff:v2:old:claude:2026-10:0a1b2c3d:laptop\n',
  )
})

test.each([
  { what: 'nothing is known of it', metadata: undefined, detail: 'no provable owner' },
  {
    what: 'it is another session',
    metadata: { ...mine.metadata, session_id: 'x' },
    detail: 'remote-session=x',
  },
  {
    what: 'it is of another agent',
    metadata: { ...mine.metadata, cli: 'codex' as const },
    detail: 'short-id collision',
  },
  {
    what: 'another machine pushed it',
    metadata: { ...mine.metadata, hostname: 'desk' },
    detail: 'another machine, desk at',
  },
])('a collision: $what', ({ metadata, detail }) => {
  const { metadata: _own, ...bare } = entry()
  const stored = metadata === undefined ? bare : { ...bare, metadata }
  expect(collisionWith(key, mine.metadata, metadata)).toContain(detail)
  expect(planPut(mine, [stored], false)).toMatchObject({ kind: 'collision', key })
  expect(planPut(mine, [stored], true)).toMatchObject({ kind: 'update', key })
})
