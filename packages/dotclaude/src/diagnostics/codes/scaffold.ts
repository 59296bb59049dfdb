// Codes of `init` and `migrate`.

export const SCAFFOLD_CODES = {
  SCAFFOLD_CONFLICT: {
    severity: 'error',
    summary: 'What would be written is already there and different',
    text: '{path} {detail}',
    hint: 'Look at it with `dotclaude init --diff`; nothing was written.',
    since: '1.3.0',
  },
  SCAFFOLD_USAGE: {
    severity: 'error',
    summary: 'The scaffold was asked for something it cannot do',
    text: '{detail}',
    since: '1.3.0',
  },
} as const
