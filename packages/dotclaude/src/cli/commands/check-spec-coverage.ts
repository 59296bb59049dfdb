// The command `check-spec-coverage`: the gate by itself.
import { BASE_FLAG, CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const checkSpecCoverage: Command = {
  name: 'check-spec-coverage',
  group: 'governance',
  summary: 'the gate: is every protected file that changes covered by a spec',
  description: [
    'Compares the change with its base: on GitHub and GitLab what the event says, at a terminal the default branch. Each',
    'protected file needs a spec that is approved, implementing or done and whose linked_paths match it, or the change',
    'says under "## No-spec rationale" why none is needed. Where the change cannot be known it exits 2, never 0.',
  ],
  args: [],
  flags: [BASE_FLAG, ...CHECK_FLAGS],
  examples: [
    {
      line: 'dotclaude check-spec-coverage --base origin/main',
      does: 'judge this branch before you push it',
    },
    { line: 'dotclaude check-spec-coverage --format github', does: 'annotate the pull request' },
  ],
  run: async (call, terminal) =>
    (await import('../run-checks.ts')).runChecks(['check-spec-coverage'], call, terminal),
}
