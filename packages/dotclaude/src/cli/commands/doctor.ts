// The command `doctor`: what is in place and what is not.
import { CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const doctor: Command = {
  name: 'doctor',
  group: 'governance',
  summary: 'is everything installed, wired and really firing',
  description: [
    'A line per thing that has to be in place, and under what is not the command that mends it. The guard is called the way',
    'the agent would call it, with a destructive command that nobody runs: a hook that is registered with a mistyped path',
    'would be skipped in silence.',
  ],
  args: [],
  flags: [
    ...CHECK_FLAGS.filter(({ name }) => name !== 'baseline'),
    { name: 'no-start', help: 'start no hook that the repository names' },
  ],
  examples: [
    { line: 'dotclaude doctor', does: 'after init, and whenever something seems not to work' },
    { line: 'dotclaude doctor --no-start', does: 'in a repository that you do not trust' },
  ],
  run: async (call, terminal) => (await import('../doctor/run-doctor.ts')).runDoctor(call, terminal),
}
