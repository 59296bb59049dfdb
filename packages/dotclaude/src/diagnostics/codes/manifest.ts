// Codes of `.claude/skills-manifest.json`.

export const MANIFEST_CODES = {
  MANIFEST_ENTRY_MISSING: {
    severity: 'error',
    summary: 'The manifest lists a file that does not exist',
    text: '{name} points to {path}, which does not exist',
    hint: 'Run `dotclaude validate-skills --update` to drop the entry, or restore the file.',
    since: '1.3.0',
    fixable: true,
  },
  MANIFEST_CHECKSUM_MISMATCH: {
    severity: 'error',
    summary: 'A skill or command changed since the manifest was written',
    text: '{name} differs from what the manifest records',
    hint: 'Read the change; if it is meant, run `dotclaude validate-skills --update`.',
    since: '1.3.0',
    fixable: true,
  },
  MANIFEST_ORPHAN_FILE: {
    severity: 'error',
    summary: 'A skill or command is not in the manifest',
    text: '{path} has no entry in the manifest',
    hint: 'Run `dotclaude validate-skills --update` to add it.',
    since: '1.3.0',
    fixable: true,
  },
  MANIFEST_DEPENDENCY_CYCLE: {
    severity: 'error',
    summary: 'Skills depend on each other in a circle',
    text: 'dependencies go in a circle: {cycle}',
    hint: 'Remove one of these dependencies.',
    since: '1.3.0',
  },
} as const
