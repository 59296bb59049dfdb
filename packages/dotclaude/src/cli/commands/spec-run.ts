// The command `spec run`: acceptance commands and their evidence.
import type { Command } from '../command.ts'

export const specRun: Command = {
  name: 'spec run',
  group: 'specs',
  summary: 'run the acceptance commands of specs and record how they ended',
  description: [
    'Runs each command in a shell at the root of the repository, one after the other, and keeps the command, the tree it ran',
    'on, its exit code and its duration in docs/specs/ID/evidence.json. Exits 1 if a command fails or takes too long.',
  ],
  args: [{ name: 'ID', isRepeatable: true, choice: 'specs' }],
  flags: [
    { name: 'all', help: 'run those of every spec that is implementing or done' },
    { name: 'timeout', placeholder: 'SECONDS', help: 'the limit for each command (600)' },
    { name: 'no-record', help: 'write no evidence' },
    { name: 'dry-run', help: 'show the commands, and run none' },
  ],
  examples: [
    { line: 'dotclaude spec run login', does: 'see whether a spec holds' },
    { line: 'dotclaude spec run --all --timeout 120', does: 'in CI, for all that is done' },
  ],
  run: async (call, terminal) => (await import('../spec/run-specs.ts')).runSpecs(call, terminal),
}
