// The command `handoff search`: the session where something was talked about.
import type { Command } from '../command.ts'
import { FROM_FLAG, LIMIT_FLAG, SINCE_FLAG } from '../handoff/flags.ts'

export const handoffSearch: Command = {
  name: 'handoff search',
  group: 'sessions',
  summary: 'find the session in which something was said',
  description: [
    'Looks through what was asked and answered in the sessions of this machine, newest first, for a regular expression',
    'without regard to case. Of handoffs in the store, with --remote, it looks at titles, projects and tags.',
  ],
  args: [{ name: 'QUERY', isRequired: true }],
  flags: [
    FROM_FLAG,
    { ...SINCE_FLAG, help: `${SINCE_FLAG.help} (30d)` },
    LIMIT_FLAG,
    { name: 'fixed', short: 'F', help: 'the words as they stand, no regular expression' },
    { name: 'remote', help: 'handoffs in the store as well' },
  ],
  examples: [
    { line: 'dotclaude handoff search "rate limit"', does: 'where did we talk about it' },
    { line: 'dotclaude handoff search --from claude --since 6m "retry|backoff"', does: 'one of two words' },
  ],
  run: async (call, terminal) => (await import('../handoff/search.ts')).search(call, terminal),
}
