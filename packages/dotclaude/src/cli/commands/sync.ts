// The commands `sync pull`, `sync push` and `sync status`: what help shows of them; their work is imported when one runs.
import type { Command, Flag } from '../command.ts'

const SOURCE: Flag = {
  name: 'source',
  placeholder: 'DIR',
  choice: 'folders',
  help: 'a clone of the library (otherwise DOTCLAUDE_DIR, or the package that npm installed)',
}

const shared = { group: 'library', args: [], flags: [SOURCE] } as const

export const syncPull: Command = {
  ...shared,
  name: 'sync pull',
  summary: 'get a newer library and install it',
  description: [
    'In a clone: fetches, moves your commits on top of what came, and installs. A conflict takes everything back.',
    'Without one: updates the package with npm.',
  ],
  examples: [{ line: 'dotclaude sync pull --source ~/dotclaude', does: 'bring a clone up to date' }],
  run: async (call, terminal) => (await import('../deploy/run-sync.ts')).runSync('pull', call, terminal),
}

export const syncPush: Command = {
  ...shared,
  name: 'sync push',
  summary: 'commit and push what you changed in a clone of the library',
  description: [
    'Reads every file and message that the remote does not have yet, and pushes nothing where one looks like a',
    'secret, or where the scan itself fails.',
  ],
  examples: [{ line: 'dotclaude sync push --source ~/dotclaude', does: 'share what you changed' }],
  run: async (call, terminal) => (await import('../deploy/run-sync.ts')).runSync('push', call, terminal),
}

export const syncStatus: Command = {
  ...shared,
  name: 'sync status',
  summary: 'how a clone stands to its remote, and your installation to the clone',
  description: [
    'Asks the remote and changes nothing. Without a clone: the installed and the newest version.',
  ],
  examples: [{ line: 'dotclaude sync status --source ~/dotclaude --json', does: 'for programs' }],
  run: async (call, terminal) => (await import('../deploy/run-sync.ts')).runSync('status', call, terminal),
}
