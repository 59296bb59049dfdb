// The command `check`: everything in one process.
import { BASE_FLAG, CHECK_FLAGS, DAYS_FLAG, USER_FLAG } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const check: Command = {
  name: 'check',
  group: 'governance',
  summary: 'everything: all validators and the gate, in one process',
  description: [
    'Reads the repository once and runs every validator and the gate over it. One report for all; a check that cannot do its',
    'work spares the others and makes the exit code 2.',
    '',
    'To adopt it in a repository in which much is wrong: --update-baseline records that, and from then on only what is new',
    'fails.',
  ],
  args: [],
  flags: [
    BASE_FLAG,
    DAYS_FLAG,
    USER_FLAG,
    ...CHECK_FLAGS,
    { name: 'update-baseline', help: 'record everything that is wrong now as known' },
    { name: 'prune-baseline', help: 'forget what was known and is gone' },
  ],
  examples: [
    { line: 'dotclaude check', does: 'check everything before you push' },
    {
      line: 'dotclaude check --format github --format sarif:dotclaude.sarif',
      does: 'in CI: annotate and keep',
    },
    { line: 'dotclaude check --update-baseline', does: 'adopt it in an old repository' },
  ],
  run: async (call, terminal) => (await import('../run-checks.ts')).runAllChecks(call, terminal),
}
