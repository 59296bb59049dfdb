// The command `guard undo`: saved work trees, listed, shown and restored.
import type { Command } from '../command.ts'

export const guardUndo: Command = {
  name: 'guard undo',
  group: 'agents',
  summary: 'list, show and restore the work trees that the guard saved',
  description: [
    'Before a command that is allowed and can lose work the guard saves index, changed and untracked files under a private',
    'ref. `restore` brings them back byte for byte; HEAD and branches stay where they are, and what lies there now is saved',
    'first. NAME may be `latest`, or the beginning of a name.',
  ],
  args: [{ name: 'ACTION', choice: ['list', 'show', 'restore'] }, { name: 'NAME' }],
  flags: [],
  examples: [
    { line: 'dotclaude guard undo', does: 'list them' },
    { line: 'dotclaude guard undo restore latest', does: 'bring the newest back' },
  ],
  run: async (call, terminal) => (await import('../guard/undo.ts')).undo(call, terminal),
}
