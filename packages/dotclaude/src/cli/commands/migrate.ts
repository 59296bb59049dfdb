// The command `migrate`: what help shows of it; its work is imported when it runs.
import { CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const migrate: Command = {
  name: 'migrate',
  group: 'repository',
  summary: 'take over a repository that version 1.3 set up',
  description: [
    'Says how each file of version 1.3 is read, and records what this version finds beyond the old one in',
    '.claude/dotclaude-baseline.json, so that only what is new fails. No file that was there is changed.',
  ],
  args: [],
  flags: [...CHECK_FLAGS, { name: 'dry-run', help: 'record nothing, and show what would be wrong' }],
  examples: [
    { line: 'dotclaude migrate --dry-run', does: 'look first' },
    { line: 'dotclaude migrate', does: 'take the repository over' },
  ],
  run: async (call, terminal) => (await import('../migrate.ts')).runMigrate(call, terminal),
}
