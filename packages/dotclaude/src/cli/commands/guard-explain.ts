// The command `guard explain`: what the guard understands of a command line and what it would say.
import { flagValue } from '../command.ts'
import type { Call, Command } from '../command.ts'
import type { Terminal } from '../terminal.ts'

export const guardExplain: Command = {
  name: 'guard explain',
  group: 'agents',
  summary: 'what the guard understands of a command line, and its verdict',
  description: [
    'Shows each program that would be started, through what it is reached and where it would run, the files that would be',
    'written, and the rule that speaks against it. Nothing is run, noted or saved. Exits 1 for a command that is denied.',
  ],
  args: [{ name: 'COMMAND', isRequired: true }],
  flags: [
    {
      name: 'shell',
      placeholder: 'SHELL',
      choice: ['bash', 'powershell'],
      help: 'the language of the command line (bash)',
    },
  ],
  examples: [
    { line: "dotclaude guard explain 'git push --force'", does: 'see why it is stopped' },
    { line: "dotclaude guard explain 'rm -rf build' --json", does: 'the same for a program' },
  ],
  run: async (call: Call, terminal: Terminal): Promise<number> =>
    (await import('../guard/explain-command.ts')).explainCommand(call, terminal, flagValue(call, 'shell')),
}
