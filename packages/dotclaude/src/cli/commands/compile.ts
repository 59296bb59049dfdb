// The command `compile`: what help shows of it; its work is imported when it runs.
import type { Command } from '../command.ts'

export const AGENT_CHOICE = ['claude', 'codex', 'copilot', 'cursor', 'gemini', 'opencode'] as const

export const compile: Command = {
  name: 'compile',
  group: 'library',
  summary: 'write the library into a repository, in the layout of each agent',
  description: [
    'Turns every item into the files that an agent reads, and keeps them in step: what is no longer in the library',
    'goes, what you changed by hand stays and is told. What an agent cannot express is listed.',
  ],
  args: [],
  flags: [
    {
      name: 'agent',
      placeholder: 'AGENT',
      isRepeatable: true,
      choice: [...AGENT_CHOICE, 'plugin'],
      help: `for ${AGENT_CHOICE.join(', ')}, or a plugin of Claude Code (otherwise claude)`,
    },
    { name: 'from', placeholder: 'DIR', choice: 'folders', help: 'the library (otherwise the bundled one)' },
    { name: 'to', placeholder: 'DIR', choice: 'folders', help: 'where to write (otherwise the repository)' },
    { name: 'check', help: 'write nothing; fail when a file is not what the library compiles to' },
    { name: 'diff', help: 'show what would change, and write nothing' },
    { name: 'dry-run', help: 'show which files would change, and write nothing' },
  ],
  examples: [
    { line: 'dotclaude compile --agent codex --agent gemini --diff', does: 'look first' },
    { line: 'dotclaude compile --agent claude --check', does: 'hold compiled files true in CI' },
  ],
  run: async (call, terminal) => (await import('../deploy/run-compile.ts')).runCompile(call, terminal),
}
