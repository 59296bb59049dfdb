// Search: what people type finds what they mean first, whatever the form of the words.
import { expect, test } from 'vitest'
import type { Searchable } from '../../../src/library/search.ts'
import { search } from '../../../src/library/search.ts'

const item = (id: string, description: string, triggers: readonly string[] = []): Searchable => ({
  id,
  name: id,
  description,
  triggers,
  facets: { domain: [], platform: [], task: [] },
})

const ITEMS = [
  item('kubernetes-specialist', 'Diagnoses clusters and workloads.', [
    'pod keeps restarting',
    'crashloopbackoff',
  ]),
  item('terraform-specialist', 'Diagnoses Terraform state and modules.', ['unexpected replace in plan']),
  item('changelog', 'Writes the changelog from commits.', ['write release notes']),
  item('detect-flaky', 'Finds tests that fail now and then.', ['flaky test']),
]

const idsFor = (query: string): readonly string[] => search(ITEMS, query).map(({ entry }) => entry.id)

test.each([
  ['pods are restarting', 'kubernetes-specialist'],
  ['my pod restarts', 'kubernetes-specialist'],
  ['terrafrom', 'terraform-specialist'],
  ['kuberntes cluster', 'kubernetes-specialist'],
  ['release note', 'changelog'],
  ['why is this test flakey', 'detect-flaky'],
  ['CrashLoopBackOff', 'kubernetes-specialist'],
  ['commit', 'changelog'],
])('%s finds %s first', (query, id) => {
  expect(idsFor(query)[0]).toBe(id)
})

test('an empty query gives everything by id', () => {
  expect(idsFor('')).toEqual(ITEMS.map(({ id }) => id).toSorted())
})

test('words that say nothing find nothing', () => {
  expect(idsFor('xylophone')).toEqual([])
})

test('a part of an id finds it', () => {
  expect(idsFor('s-specialist')).toContain('kubernetes-specialist')
})

test('the order of the items changes nothing', () => {
  const forward = search(ITEMS, 'specialist diagnoses').map(({ entry }) => entry.id)
  const backward = search(ITEMS.toReversed(), 'specialist diagnoses').map(({ entry }) => entry.id)
  expect(forward).toEqual(backward)
})
