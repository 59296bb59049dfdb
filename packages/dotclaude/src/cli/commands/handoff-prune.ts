// The command `handoff prune`: takes old handoffs away.
import type { Command } from '../command.ts'
import { FROM_FLAG } from '../handoff/flags.ts'

export const handoffPrune: Command = {
  name: 'handoff prune',
  group: 'sessions',
  summary: 'remove handoffs of this machine that are old, or one by its id',
  description: [
    'Shows what would go and asks; where nobody can answer it wants --yes. Only what this machine pushed is removed, unless',
    '--any-machine is given. What was pushed again since the list was made stays.',
  ],
  args: [{ name: 'ID' }],
  flags: [
    {
      name: 'older-than',
      placeholder: 'AGE',
      help: 'an age such as 30d, 6m or 1y, or a day such as 2026-01-31',
    },
    FROM_FLAG,
    { name: 'any-machine', help: 'what other machines pushed as well' },
    { name: 'dry-run', help: 'show what would go, and remove nothing' },
    { name: 'yes', short: 'y', help: 'do not ask' },
  ],
  examples: [
    { line: 'dotclaude handoff prune --older-than 30d --dry-run', does: 'look first' },
    { line: 'dotclaude handoff prune 1c2d3e4f', does: 'take one back that should not have been pushed' },
  ],
  run: async (call, terminal) => (await import('../handoff/prune.ts')).prune(call, terminal),
}
