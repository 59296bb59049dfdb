// The code of our own mistakes, as opposed to what is wrong in a repository.

export const INTERNAL_CODES = {
  INTERNAL_BUG: {
    severity: 'error',
    summary: 'dotclaude itself is at fault',
    text: 'dotclaude broke: {detail}',
    hint: 'Run it again with --verbose and report what it prints; nothing was decided about the repository.',
    since: '2.0.0',
  },
} as const
