// The command `handoff show`: what a handoff of a session of this machine would say.
import type { Command } from '../command.ts'
import { FROM_FLAG, MARKDOWN_FLAG, OUTPUT_FLAG, PSEUDONYMS_FLAG, SUMMARY_FLAG } from '../handoff/flags.ts'

export const handoffShow: Command = {
  name: 'handoff show',
  group: 'sessions',
  summary: 'the digest of a session of this machine',
  description: [
    'Reads a session of Claude Code, Codex, Copilot or Gemini and prints its digest: what was asked, done and',
    'decided, what is open and what comes next. Nothing leaves the machine. QUERY is an id, the first characters of',
    'one, a title, or `latest`, which is also what is shown without one: of the agent that this runs in, else of all.',
  ],
  args: [{ name: 'AGENT' }, { name: 'QUERY' }],
  flags: [
    FROM_FLAG,
    MARKDOWN_FLAG,
    SUMMARY_FLAG,
    { name: 'with-patch', help: 'with the uncommitted change of its repository; all of it with --json' },
    PSEUDONYMS_FLAG,
    { ...OUTPUT_FLAG, help: `${OUTPUT_FLAG.help}; \`auto\` names one in your state folder` },
  ],
  examples: [
    { line: 'dotclaude handoff show', does: 'the newest session' },
    { line: 'dotclaude handoff show codex latest', does: 'the newest of Codex' },
    { line: 'dotclaude handoff show 3f2a9c1e --markdown', does: 'a session by its id, for people' },
    {
      line: 'dotclaude handoff show "tide retry" --from codex --json',
      does: 'one by its title, for programs',
    },
  ],
  run: async (call, terminal) => (await import('../handoff/show.ts')).showDigest(call, terminal),
}
