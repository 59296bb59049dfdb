// The command `uninstall`: what help shows of it; its work is imported when it runs.
import type { Command } from '../command.ts'

export const uninstall: Command = {
  name: 'uninstall',
  group: 'library',
  summary: 'take back what bootstrap installed',
  description: ['Removes what is still as it was installed. What you changed stays where it is and is told.'],
  args: [],
  flags: [
    {
      name: 'target',
      placeholder: 'DIR',
      choice: 'folders',
      help: 'the folder that bootstrap was given in place of ~/.claude',
    },
    { name: 'dry-run', help: 'show what would be removed, and remove nothing' },
    { name: 'diff', help: 'show what would change, and write nothing' },
  ],
  examples: [{ line: 'dotclaude uninstall --dry-run', does: 'look first' }],
  run: async (call, terminal) => (await import('../deploy/run-bootstrap.ts')).runUninstall(call, terminal),
}
