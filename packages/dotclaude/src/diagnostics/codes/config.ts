// Codes of our own configuration, `.claude/dotclaude.json`.

export const CONFIG_CODES = {
  CONFIG_INVALID: {
    severity: 'error',
    summary: 'The configuration cannot be read or says what nobody understands',
    text: 'the configuration is not usable: {detail}',
    hint: 'Correct it by the published schema; `dotclaude explain CONFIG_INVALID` shows an example.',
    since: '2.0.0',
  },
  CONFIG_CODE_UNKNOWN: {
    severity: 'error',
    summary: 'The configuration names a code that does not exist',
    text: '{name} is no code[; did you mean {nearest}?]',
    since: '2.0.0',
  },
} as const
