// The command `validate-specs`: one check of its own.
import { CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const validateSpecs: Command = {
  name: 'validate-specs',
  group: 'governance',
  summary: 'are all specs below docs/specs complete and consistent',
  description: [
    'Reads every docs/specs/<id>/spec.json: its fields, whether linked paths exist, whether the specs it depends on exist',
    'and do not form a circle.',
  ],
  args: [],
  flags: CHECK_FLAGS,
  examples: [
    {
      line: 'dotclaude validate-specs --format sarif:specs.sarif',
      does: 'keep the report for code scanning',
    },
  ],
  run: async (call, terminal) =>
    (await import('../run-checks.ts')).runChecks(['validate-specs'], call, terminal),
}
