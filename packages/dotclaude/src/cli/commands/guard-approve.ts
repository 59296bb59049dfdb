// The command `guard approve`: a human lets one denied command pass, once.
import type { Command } from '../command.ts'

export const guardApprove: Command = {
  name: 'guard approve',
  group: 'agents',
  summary: 'let one denied command pass, once and for ten minutes',
  description: [
    'For a human in a terminal of their own: it shows the command and asks for a word that it makes up. It refuses without a',
    'terminal and below an agent. The approval holds for this very command, rule and repository. Without CODE it lists what',
    'was denied today.',
  ],
  args: [{ name: 'CODE' }],
  flags: [],
  examples: [{ line: 'dotclaude guard approve K3QF7M', does: 'with the code that the denial shows' }],
  run: async (call, terminal) => (await import('../guard/approve-command.ts')).approveCommand(call, terminal),
}
