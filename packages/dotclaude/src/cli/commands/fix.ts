// The command `fix`: what can be mended without asking anybody.
import { CHECK_FLAGS, DAYS_FLAG } from '../check-flags.ts'
import type { Command } from '../command.ts'

export const fix: Command = {
  name: 'fix',
  group: 'governance',
  summary: 'mend what can be mended safely, and report what is left',
  description: [
    'Mends what has one right text: the manifest of skills, the id of a spec, keys that must not be set, suppressions and',
    'entries of the baseline that hide nothing. A skill that grants itself more than the manifest records, or hides text, is',
    'left for a reader. Then it checks again; the exit code is that of the second look.',
    '`dotclaude explain CODE --json` says in `fixable` whether a code is among them.',
  ],
  args: [],
  flags: [
    { name: 'dry-run', help: 'show what would change as a diff, and write nothing' },
    DAYS_FLAG,
    ...CHECK_FLAGS,
  ],
  examples: [
    { line: 'dotclaude fix --dry-run', does: 'look at it first' },
    { line: 'dotclaude fix', does: 'mend, and see what is left' },
  ],
  run: async (call, terminal) => (await import('../fix/run-fix.ts')).runFix(call, terminal),
}
