// The command `init`: what help shows of it; its work is imported when it runs.
import { dialectNames } from '../../agents/dialects.ts'
import type { Command } from '../command.ts'

export const init: Command = {
  name: 'init',
  group: 'repository',
  summary: 'set a repository up: guard, gate in CI, commit hook, facts and a first spec',
  description: [
    'Writes what is missing and shows it. Files that are there stay; settings, facts and hooks that are there get only',
    'what they lack, and a backup is kept below .git/dotclaude. Running it again changes nothing.',
  ],
  args: [],
  flags: [
    { name: 'dry-run', help: 'show the plan, and write nothing' },
    { name: 'diff', help: 'show the plan with all its changes, and write nothing' },
    {
      name: 'ci',
      placeholder: 'HOST',
      isRepeatable: true,
      choice: ['github', 'gitlab', 'none'],
      help: 'write the pipelines for it (otherwise for what the repository uses, or both)',
    },
    {
      name: 'agent',
      placeholder: 'NAME',
      isRepeatable: true,
      choice: dialectNames,
      help: 'register the hook for it too (besides Claude Code and those whose files are there)',
    },
    { name: 'project-name', placeholder: 'NAME', help: 'the name (otherwise that of the folder)' },
    {
      name: 'project-type',
      placeholder: 'TYPE',
      help: 'the type, for example node or go (otherwise detected)',
    },
    {
      name: 'target-dir',
      placeholder: 'DIR',
      choice: 'folders',
      help: 'the folder to set up, like --repo-root',
    },
    {
      name: 'force',
      help: 'replace files of earlier versions or of yours that differ from ours; backups are kept',
    },
  ],
  examples: [
    { line: 'npx @dotclaude/dotclaude init --dry-run', does: 'look at the plan first' },
    { line: 'npx @dotclaude/dotclaude init', does: 'set the repository up' },
  ],
  run: async (call, terminal) => (await import('../init.ts')).runInit(call, terminal),
}
