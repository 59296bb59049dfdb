// The command `guard test`: a table of commands with the verdicts that a team expects.
import type { Command } from '../command.ts'

export const guardTest: Command = {
  name: 'guard test',
  group: 'agents',
  summary: 'does the guard judge a table of commands as it says',
  description: [
    'Each line of FILE is one JSON object: `command`, `verdict` (allow, warn or deny), and where wanted `rule` and `shell`.',
    'Empty lines and lines that begin with # are passed over. Nothing is run. Exits 1 if a verdict differs.',
  ],
  args: [{ name: 'FILE', isRequired: true, choice: 'files' }],
  flags: [],
  examples: [{ line: 'dotclaude guard test guard-table.jsonl', does: 'prove that your rules hold' }],
  run: async (call, terminal) => (await import('../guard/test-table.ts')).testTable(call, terminal),
}
