// The command `validate-skills`: one check, or the manifest anew.
import { CHECK_FLAGS } from '../check-flags.ts'
import { hasFlag } from '../command.ts'
import type { Command } from '../command.ts'

export const validateSkills: Command = {
  name: 'validate-skills',
  group: 'governance',
  summary: 'do skills, commands and agents match the manifest and their schemas',
  description: [
    'Compares .claude/skills-manifest.json with the skills and commands that are there, over every file of a skill, and',
    'reads the frontmatter of skills, commands and agents. With --update the manifest takes over what is there instead:',
    'new entries are added and dead ones dropped. Read the difference before you commit it.',
  ],
  args: [],
  flags: [
    ...CHECK_FLAGS,
    { name: 'update', help: 'write the manifest instead of comparing with it' },
    { name: 'dry-run', help: 'with --update: say what would change, and write nothing' },
  ],
  examples: [
    { line: 'dotclaude validate-skills', does: 'see whether a skill changed unseen' },
    { line: 'dotclaude validate-skills --update', does: 'take over the skills as they are now' },
  ],
  run: async (call, terminal) =>
    hasFlag(call, 'update')
      ? (await import('../update-manifest.ts')).updateManifest(call, terminal)
      : (await import('../run-checks.ts')).runChecks(['validate-skills'], call, terminal),
}
