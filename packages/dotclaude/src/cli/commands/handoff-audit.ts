// The command `handoff audit`: the secrets that transcripts hold.
import type { Command } from '../command.ts'
import { FROM_FLAG } from '../handoff/flags.ts'

export const handoffAudit: Command = {
  name: 'handoff audit',
  group: 'sessions',
  summary: 'which secrets the transcripts of this machine hold',
  description: [
    'Agents write down what they see, keys included. This reads a transcript where it lies and tells the kinds of secrets',
    'in it, how many, and on which lines; never the secret itself. It finds what a push would replace. Nothing is changed.',
    'Exits 1 where there is one, or where a line could not be read.',
  ],
  args: [{ name: 'AGENT' }, { name: 'QUERY' }],
  flags: [FROM_FLAG, { name: 'all', help: 'every session, and not only the one that is meant' }],
  examples: [
    { line: 'dotclaude handoff audit', does: 'the newest session' },
    { line: 'dotclaude handoff audit claude --all', does: 'every session of Claude Code' },
    { line: 'dotclaude handoff audit --all --json', does: 'all of them, for a program' },
  ],
  run: async (call, terminal) => (await import('../handoff/audit.ts')).auditSessions(call, terminal),
}
