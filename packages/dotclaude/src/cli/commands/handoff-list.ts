// The command `handoff list`: sessions of this machine, and what is in the store.
import type { Command } from '../command.ts'
import { FROM_FLAG, LIMIT_FLAG, SINCE_FLAG } from '../handoff/flags.ts'

export const handoffList: Command = {
  name: 'handoff list',
  group: 'sessions',
  summary: 'sessions of this machine and handoffs in the store, newest first',
  description: [
    'Both are listed, each up to the limit, with date, project, title, size and tags. Where the store cannot be reached the',
    'sessions of this machine are listed all the same, and the exit code is 2.',
  ],
  args: [],
  flags: [
    { name: 'local', help: 'sessions of this machine' },
    { name: 'remote', help: 'handoffs in the store' },
    FROM_FLAG,
    SINCE_FLAG,
    LIMIT_FLAG,
    { name: 'all', help: 'without a limit' },
    { name: 'tag', placeholder: 'TAG', isRepeatable: true, help: 'only handoffs with one of these tags' },
    { name: 'tags', help: 'how often each tag is used, instead of the list' },
  ],
  examples: [
    { line: 'dotclaude handoff list --remote', does: 'what can be pulled' },
    {
      line: 'dotclaude handoff list --local --from codex --since 7d',
      does: 'what you did in Codex this week',
    },
  ],
  run: async (call, terminal) => (await import('../handoff/list.ts')).list(call, terminal),
}
