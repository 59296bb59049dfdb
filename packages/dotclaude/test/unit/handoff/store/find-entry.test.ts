// Which stored handoffs a query means.
import { expect, test } from 'vitest'
import { findEntries } from '../../../../src/handoff/store/find-entry.ts'
import type { StoredEntry } from '../../../../src/handoff/store/store.ts'
import { madeUpHandoff } from '../../../support/handoffs.ts'

const rows = [
  {
    id: 'aaaa1111-0000-4000-8000-000000000000',
    cli: 'claude',
    project: 'shop',
    title: 'Mend the login',
    tags: [],
  },
  {
    id: 'bbbb2222-0000-4000-8000-000000000000',
    cli: 'codex',
    project: 'claude',
    title: 'Écrire le test',
    tags: ['wip'],
  },
  {
    id: 'bbbb3333-0000-4000-8000-000000000000',
    cli: 'claude',
    project: 'shop',
    title: 'login',
    tags: ['Foo Bar'],
  },
] as const

const entries: readonly StoredEntry[] = rows.map(({ id, ...more }, index) => ({
  key: `handoff/${more.project}/${more.cli}/2026-11/${id.slice(0, 8)}`,
  revision: `${index}fedcba9876`,
  updatedAt: `2026-11-2${9 - index}T00:00:00.000Z`,
  metadata: madeUpHandoff({ session_id: id, ...more }).metadata,
}))

test.each([
  { query: 'latest', found: [0] },
  { query: 'LATEST', from: 'codex' as const, found: [1] },
  { query: 'bbbb2222', found: [1] },
  { query: 'BBBB2222-0000-4000-8000-000000000000', found: [1] },
  { query: 'bbbb', found: [1, 2] },
  { query: 'handoff/shop/claude/2026-11/aaaa1111', found: [0] },
  { query: 'Login', found: [2] },
  { query: 'mend', found: [0] },
  { query: 'ÉCRIRE LE TEST', found: [1] },
  { query: 'wip', found: [1] },
  { query: 'foo-bar', found: [2] },
  { query: 'shop', found: [0, 2] },
  { query: 'claude', from: 'claude' as const, found: [0, 2] },
  { query: '2fedcba9', found: [2] },
  { query: 'nothing', found: [] },
])('$query from $from is $found', ({ query, from, found }) => {
  expect(findEntries(entries, query, from)).toEqual(found.map((index) => entries[index]))
})
