// The command `detect-drift`: one check of its own.
import { CHECK_FLAGS, DAYS_FLAG } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const detectDrift: Command = {
  name: 'detect-drift',
  group: 'governance',
  summary: 'have commands, skills, agents or rules differed from the default branch for too long',
  description: [
    'Compares what agents load from .claude with the default branch. A file may differ for 14 days from the day on which',
    'the two parted in it. Needs the history of both: a shallow clone exits 2.',
  ],
  args: [],
  flags: [DAYS_FLAG, ...CHECK_FLAGS],
  examples: [{ line: 'dotclaude detect-drift --days 30', does: 'be more patient' }],
  run: async (call, terminal) =>
    (await import('../run-checks.ts')).runChecks(['detect-drift'], call, terminal),
}
