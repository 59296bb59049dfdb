// The command `bootstrap`: what help shows of it; its work is imported when it runs.
import type { Command } from '../command.ts'
import { AGENT_CHOICE } from './compile.ts'

export const bootstrap: Command = {
  name: 'bootstrap',
  group: 'library',
  summary: 'install the library into your own agent folders',
  description: [
    'Writes skills, commands, agents and the rule floor where your agents look for them in every session. Files of',
    'yours and files that you changed stay and are told. Running it again brings a newer library. From a clone,',
    'files of Claude Code are links into it where links can be made. The guard is registered as a hook in the',
    'settings of each agent.',
  ],
  args: [],
  flags: [
    {
      name: 'agent',
      placeholder: 'AGENT',
      isRepeatable: true,
      choice: AGENT_CHOICE,
      help: `for ${AGENT_CHOICE.join(', ')} (otherwise claude and every one that has a folder in your home)`,
    },
    { name: 'from', placeholder: 'DIR', choice: 'folders', help: 'the library (otherwise the bundled one)' },
    { name: 'source', placeholder: 'DIR', choice: 'folders', help: 'the same as --from; also DOTCLAUDE_DIR' },
    {
      name: 'target',
      placeholder: 'DIR',
      choice: 'folders',
      help: 'a folder in place of ~/.claude: for Claude Code alone, without the hook',
    },
    { name: 'copy', help: 'copies, also where links could be made' },
    { name: 'no-hook', help: 'skills, commands, agents and rules alone' },
    { name: 'dry-run', help: 'show what would be done, and write nothing' },
    { name: 'diff', help: 'show what would change, and write nothing' },
    { name: 'undo', help: 'take the last run back' },
  ],
  examples: [
    { line: 'dotclaude bootstrap --dry-run', does: 'look first' },
    { line: 'dotclaude bootstrap', does: 'install, or bring what is installed up to date' },
    { line: 'dotclaude bootstrap --from ~/dotclaude', does: 'link to a clone, so that a pull is enough' },
    { line: 'dotclaude bootstrap --undo', does: 'take the last run back' },
  ],
  run: async (call, terminal) => (await import('../deploy/run-bootstrap.ts')).runBootstrap(call, terminal),
}
