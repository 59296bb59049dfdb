// The command `guard log`: what the guard did.
import type { Command } from '../command.ts'

export const guardLog: Command = {
  name: 'guard log',
  group: 'agents',
  summary: 'what the guard denied, warned about, let pass once and saved',
  description: [
    'Shows the newest entries of all repositories of this user, oldest first. Secrets are masked.',
  ],
  args: [],
  flags: [{ name: 'last', placeholder: 'N', help: 'how many entries (20)' }],
  examples: [{ line: 'dotclaude guard log --last 5', does: 'look at what just happened' }],
  run: async (call, terminal) => (await import('../guard/show-log.ts')).showLog(call, terminal),
}
