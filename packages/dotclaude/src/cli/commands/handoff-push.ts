// The command `handoff push`: a session goes to the store.
import type { Command } from '../command.ts'
import { FROM_FLAG, PSEUDONYMS_FLAG } from '../handoff/flags.ts'

export const handoffPush: Command = {
  name: 'handoff push',
  group: 'sessions',
  summary: 'scrub the digest of a session and put it where another machine or agent finds it',
  description: [
    'QUERY is an id, the first characters of one, a title, or `latest`. Without anything it is the newest session of the',
    'agent that this runs in, else of all. Secrets are replaced before anything leaves the machine, and nothing is sent to',
    'a store that everybody can read. A later push of the same session replaces its handoff.',
  ],
  args: [{ name: 'AGENT' }, { name: 'QUERY' }],
  flags: [
    FROM_FLAG,
    { name: 'tag', placeholder: 'TAG', isRepeatable: true, help: 'a word to find it by' },
    { name: 'with-patch', help: 'carry the uncommitted change of the repository' },
    PSEUDONYMS_FLAG,
    { name: 'dry-run', help: 'show what would be sent, and send nothing' },
    { name: 'verify', help: 'read it back and compare' },
    { name: 'force-collision', help: 'replace what another session or machine put there' },
    { name: 'allow-public', help: 'push although everybody may be able to read the store' },
  ],
  examples: [
    { line: 'dotclaude handoff push claude latest', does: 'hand over what you just did in Claude Code' },
    { line: 'dotclaude handoff push --with-patch --tag login', does: 'with the uncommitted change' },
    { line: 'dotclaude handoff push --dry-run', does: 'read first what would be sent' },
  ],
  run: async (call, terminal) => (await import('../handoff/push.ts')).push(call, terminal),
}
