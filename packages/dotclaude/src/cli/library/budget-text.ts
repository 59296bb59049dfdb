// Budgets as a table for people, with what an agent would leave out behind it.
import type { AgentBudget } from '../../library/budget.ts'

const HEAD = ['agent', 'rules', 'list', 'limit', 'agents', 'tokens']

export function budgetText(budgets: readonly AgentBudget[]): string {
  const rows = budgets.map(({ agent, rules, list, limit, agents, tokens }) =>
    [agent, rules, list, limit ?? '-', agents, tokens].map(String),
  )
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`
  const dropped = budgets.flatMap(({ agent, dropped: ids }) =>
    ids.length === 0 ? [] : [`${agent} would leave out the descriptions of ${ids.join(', ')}\n`],
  )
  return [
    ...[HEAD, ...rows].map(line),
    '\n',
    ...dropped,
    'In characters; tokens are a quarter of them.\n',
  ].join('')
}
