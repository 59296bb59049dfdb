// The command `handoff doctor`: can this machine push and pull.
import { CHECK_FLAGS } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const handoffDoctor: Command = {
  name: 'handoff doctor',
  group: 'sessions',
  summary: 'can this machine push and pull, and is the store private',
  description: [
    'A line per part: git, gh, the settings file, the store, who can read it, and the keys. It reads and changes nothing.',
  ],
  args: [],
  flags: CHECK_FLAGS.filter(({ name }) => name === 'format'),
  examples: [{ line: 'dotclaude handoff doctor', does: 'before the first push, and when one failed' }],
  run: async (call, terminal) => (await import('../handoff/doctor.ts')).runHandoffDoctor(call, terminal),
}
