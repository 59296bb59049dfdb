// What agents are told of a library: who lists what, where descriptions are cut, and what falls behind a limit.
import { expect, test } from 'vitest'
import { budgetsOf } from '../../../src/library/budget.ts'
import type { AgentBudget } from '../../../src/library/budget.ts'

type LibraryItem = Parameters<typeof budgetsOf>[0][number]

function item(type: LibraryItem['entry']['type'], id: string, description: string, text = ''): LibraryItem {
  const facets = { domain: [], platform: [], task: [], maturity: 'draft' }
  const entry = { id, type, path: id, name: id, description, facets, source: 'bundled' as const }
  return { entry, file: `/${id}`, text }
}

const of = (agent: string, items: readonly LibraryItem[]): AgentBudget | undefined =>
  budgetsOf(items).find((budget) => budget.agent === agent)

test('rules count whole, everything else by its line', () => {
  const items = [
    item('rule', 'floor', '', '---\nname: floor\n---\n\nTen signs.'),
    item('skill', 'a', '12345'),
    item('command', 'b', '12345'),
    item('agent', 'c', '1234'),
  ]
  expect(of('claude', items)).toEqual({
    agent: 'claude',
    rules: 11,
    list: 22,
    agents: 10,
    tokens: 11,
    limit: 8000,
    dropped: [],
  })
  expect(of('gemini', items)).toMatchObject({ list: 11, dropped: [] })
  expect(of('gemini', items)).not.toHaveProperty('limit')
})

test.each([['metadata:\n  headless-safe: "false"'], ['disable-model-invocation: true']])(
  'a command for people alone (%s) is not in the list of Claude Code',
  (field) => {
    const items = [item('command', 'b', 'x', `---\nname: b\n${field}\n---\n\nText.\n`)]
    expect(of('claude', items)?.list).toBe(0)
    expect(of('codex', items)?.list).toBeGreaterThan(0)
  },
)

test('Claude Code cuts a long description, and what is behind the limit loses its own', () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => item('skill', id, 'x'.repeat(2000)))
  expect(of('claude', items)?.dropped).toEqual(['f'])
  expect(of('codex', items)?.dropped).toEqual(['d', 'e', 'f'])
  expect(of('cursor', items)?.dropped).toEqual([])
})
