// The command `list`: the items of the library, narrowed by facets.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import type { LibraryItem } from '../../library/sources.ts'
import { hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { FACET_FLAGS, SOURCE_FLAG, TYPE_FLAG } from '../library/facet-flags.ts'
import type { Terminal } from '../terminal.ts'

export const list: Command = {
  name: 'list',
  group: 'library',
  summary: 'all skills, commands, agents and rules at hand',
  description: [
    'Lists what the repository, your own agent folder and the bundled library hold, sorted by id. Where',
    'several have an item, the nearest one is listed: repository, then user, then bundled.',
  ],
  args: [],
  flags: [
    TYPE_FLAG,
    ...FACET_FLAGS,
    SOURCE_FLAG,
    {
      name: 'budget',
      help: 'what each agent is told of them at the start of a session, and what it would leave out',
    },
  ],
  examples: [
    { line: 'dotclaude list --type skill --platform kubernetes', does: 'skills for one platform' },
    { line: 'dotclaude list --source bundled', does: 'what this version brings' },
    { line: 'dotclaude list --source user --budget', does: 'what your sessions begin with' },
  ],
  run: listItems,
}

async function listItems(call: Call, terminal: Terminal): Promise<number> {
  const { filterFrom, itemsFor } = await import('../library/library-flags.ts')
  const { fits } = await import('../../library/filter.ts')
  const { entriesText } = await import('../library/library-text.ts')
  const filter = filterFrom(call)
  const items = itemsFor(call, terminal).filter(({ entry }) => fits(entry, filter))
  if (hasFlag(call, 'budget')) return showBudget(items, call, terminal)
  const entries = items.map(({ entry }) => entry)
  terminal.writeResult(
    hasFlag(call, 'json') ? `${JSON.stringify(entries, undefined, 2)}\n` : entriesText(entries),
  )
  return EXIT_CODES.OK
}

async function showBudget(items: readonly LibraryItem[], call: Call, terminal: Terminal): Promise<number> {
  const { budgetsOf } = await import('../../library/budget.ts')
  const { budgetText } = await import('../library/budget-text.ts')
  const budgets = budgetsOf(items)
  terminal.writeResult(
    hasFlag(call, 'json') ? `${JSON.stringify(budgets, undefined, 2)}\n` : budgetText(budgets),
  )
  return EXIT_CODES.OK
}
