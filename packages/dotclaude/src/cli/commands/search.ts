// The command `search`: items of the library that answer a question, best first.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { hasFlag } from '../command.ts'
import type { Call, Command } from '../command.ts'
import { FACET_FLAGS, SOURCE_FLAG, TYPE_FLAG } from '../library/facet-flags.ts'
import type { Terminal } from '../terminal.ts'

export const search: Command = {
  name: 'search',
  group: 'library',
  summary: 'find skills, commands and agents by what you want to do',
  description: [
    'Ranks items by the words of the query in their id, name, triggers, facets and description. Forms of a',
    'word and small slips of typing are understood. No hit is no error.',
  ],
  args: [{ name: 'QUERY', isRequired: true, isRepeatable: true }],
  flags: [
    TYPE_FLAG,
    ...FACET_FLAGS,
    SOURCE_FLAG,
    { name: 'limit', placeholder: 'N', help: 'at most so many hits (otherwise 20)' },
  ],
  examples: [
    { line: 'dotclaude search pod keeps restarting', does: 'the item for a symptom, best first' },
    {
      line: 'dotclaude search terrafrom drift --type skill --json',
      does: 'typos are forgiven; for a program',
    },
  ],
  run: searchItems,
}

const LIMIT_DEFAULT = 20

async function searchItems(call: Call, terminal: Terminal): Promise<number> {
  const { filterFrom, itemsFor, limitFrom } = await import('../library/library-flags.ts')
  const { fits } = await import('../../library/filter.ts')
  const { search: find } = await import('../../library/search.ts')
  const { entriesText } = await import('../library/library-text.ts')
  const filter = filterFrom(call)
  const limit = limitFrom(call, LIMIT_DEFAULT)
  const entries = itemsFor(call, terminal).map(({ entry }) => entry)
  const hits = find(entries, call.args.join(' '))
    .map(({ entry }) => entry)
    .filter((entry) => fits(entry, filter))
    .slice(0, limit)
  if (hasFlag(call, 'json')) terminal.writeResult(`${JSON.stringify(hits, undefined, 2)}\n`)
  else if (hits.length === 0) terminal.writeRemark('no matches\n')
  else terminal.writeResult(entriesText(hits))
  return EXIT_CODES.OK
}
