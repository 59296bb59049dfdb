// What makes a policy looser, and what only changes it.
import { expect, test } from 'vitest'
import { loosenedBy } from '../../../src/policy/loosening.ts'
import { branch } from './branch.ts'

const FILES = ['src/a', 'src/b', 'src/c', 'src/d', 'docs/x']
const CHANGES = [{ path: 'docs/repo-facts.json' }, { path: '.claude/dotclaude.json' }]

test.each([
  { base: {}, head: {}, details: [] },
  { base: {}, head: { protects: ['src/**', 'docs/**'] }, details: [] },
  { base: {}, head: { protects: ['**/[abcd]'] }, details: [] },
  { base: {}, head: { protects: ['src/a'] }, details: ['src/b, src/c, src/d would no longer be protected'] },
  {
    base: {},
    head: { protects: [] },
    details: ['src/a, src/b, src/c and 1 more would no longer be protected'],
  },
  { base: { coverage: { mode: 'warn' } }, head: {}, details: [] },
  { base: {}, head: { coverage: { mode: 'warn' } }, details: ['coverage.mode becomes warn'] },
  { base: {}, head: { coverage: { bots: [] } }, details: [] },
  { base: {}, head: { session: { mode: 'off' } }, details: ['session.mode becomes off'] },
  {
    base: {},
    head: { coverage: { bots: ['x[bot]', 'y[bot]'] } },
    details: ['coverage.bots admits x[bot], y[bot]'],
  },
])('from $base to $head: $details', ({ base, head, details }) => {
  const found = loosenedBy({ base: branch(base), head: branch(head), files: FILES, changes: CHANGES })
  expect(found.map(({ detail }) => detail)).toEqual(details)
})

test('what the change did not touch is not its doing', () => {
  const policies = { base: branch({}), head: branch({ protects: [] }) }
  expect(loosenedBy({ ...policies, files: FILES, changes: [{ path: 'src/a' }] })).toEqual([])
})
