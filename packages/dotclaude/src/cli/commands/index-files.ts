// The command `index`: the index of a repository's items as files, for tools that read those.
import { CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const indexFiles: Command = {
  name: 'index',
  group: 'library',
  summary: 'write or check the index files of a repository that holds items',
  description: [
    'Writes index/artifacts.json, index/by-type.json and index/by-facet.json over the skills, commands, agents,',
    'hooks, rules and templates of the repository. list, search and show need no index. An item that does not',
    'fit its schema is a warning; with --strict nothing is written then.',
  ],
  args: [],
  flags: [
    ...CHECK_FLAGS.filter(({ name }) => name !== 'baseline'),
    { name: 'check', help: 'write nothing; fail when the files say something else than the items' },
  ],
  examples: [{ line: 'dotclaude index --check --strict', does: 'hold the index true in CI' }],
  run: async (call, terminal) => (await import('../library/run-index.ts')).runIndex(call, terminal),
}
