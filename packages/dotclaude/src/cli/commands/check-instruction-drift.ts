// The command `check-instruction-drift`: one check of its own.
import { CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const checkInstructionDrift: Command = {
  name: 'check-instruction-drift',
  group: 'governance',
  summary: 'do instruction files still say what is so',
  description: [
    'Compares the instruction files that docs/repo-facts.json lists with the facts and with the repository: scripts, make',
    'targets, files, commands, links and agents that they mention and that are not there.',
  ],
  args: [],
  flags: CHECK_FLAGS,
  examples: [
    { line: 'dotclaude check-instruction-drift', does: 'find what CLAUDE.md promises and nobody has' },
  ],
  run: async (call, terminal) =>
    (await import('../run-checks.ts')).runChecks(['check-instruction-drift'], call, terminal),
}
