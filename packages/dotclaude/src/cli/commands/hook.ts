// The command `hook`: what help shows of it; its work is imported when it runs.
import { dialectNames } from '../../agents/dialects.ts'
import type { Command } from '../command.ts'

export const hook: Command = {
  name: 'hook',
  group: 'agents',
  summary: 'be the hook of an agent: JSON on standard input, an answer in its words',
  description: [
    'What the file .claude/hooks/guard.mjs does that `init` writes and registers, from the package itself. With exit code 2',
    'most agents stop what they were about to do. EVENT is for agents whose JSON does not name it.',
    'The name pre-commit in place of an agent judges what is staged.',
  ],
  args: [{ name: 'AGENT', choice: [...dialectNames, 'pre-commit'] }, { name: 'EVENT' }],
  flags: [{ name: 'print', help: 'print the hook file that `init` writes, and judge nothing' }],
  examples: [
    { line: 'dotclaude hook codex < event.json', does: 'answer one event of Codex' },
    { line: 'dotclaude hook --print > guard.mjs', does: 'the file for another place' },
  ],
  run: async (call, terminal) => (await import('../serve-hook.ts')).serveHook(call, terminal),
}
