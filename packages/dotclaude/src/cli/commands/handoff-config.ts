// The command `handoff config`: where handoffs go.
import type { Command } from '../command.ts'

export const handoffConfig: Command = {
  name: 'handoff config',
  group: 'sessions',
  summary: 'where handoffs are kept, for whom they are encrypted, how long to wait',
  description: [
    'Without arguments, all settings and where each comes from: a variable of the environment, or the file handoff.env in',
    'your configuration folder, which is for you alone. With a name and a value the file is changed. Settings: transport,',
    'repo, folder, recipient, identity, machine, timeout.',
  ],
  args: [{ name: 'SETTING' }, { name: 'VALUE' }],
  flags: [{ name: 'unset', help: 'remove the setting from the file' }],
  examples: [
    { line: 'dotclaude handoff config', does: 'what is set up here' },
    {
      line: 'dotclaude handoff config repo git@github.com:you/handoffs.git',
      does: 'keep handoffs in a repository',
    },
    { line: 'dotclaude handoff config folder ~/Sync/handoffs', does: 'keep them in a synced folder' },
  ],
  run: async (call, terminal) => (await import('../handoff/config.ts')).configure(call, terminal),
}
