// The command `validate-settings`: one check of its own.
import { CHECK_FLAGS, USER_FLAG } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const validateSettings: Command = {
  name: 'validate-settings',
  group: 'governance',
  summary: 'are the agent’s settings sound, and do they give nothing away',
  description: [
    'Reads .claude/settings*.json and .mcp.json: secrets, unpinned packages, silenced warnings, programs that hooks and',
    'servers start and that are not there. With --user your own ~/.claude too.',
  ],
  args: [],
  flags: [USER_FLAG, ...CHECK_FLAGS],
  examples: [{ line: 'dotclaude validate-settings --user', does: 'look at your own settings as well' }],
  run: async (call, terminal) =>
    (await import('../run-checks.ts')).runChecks(['validate-settings'], call, terminal),
}
