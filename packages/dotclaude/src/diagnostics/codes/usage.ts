// Codes for a wrong call: they end a command with exit 64.

export const USAGE_CODES = {
  USAGE_UNKNOWN_FLAG: {
    severity: 'error',
    summary: 'A flag is unknown or its value is missing',
    text: '{flag} is not a flag of {command}[; did you mean {nearest}?]',
    hint: 'Run it with --help to see the flags.',
    since: '1.3.0',
  },
  USAGE_MISSING_POSITIONAL: {
    severity: 'error',
    summary: 'An argument is missing',
    text: '{command} needs {argument}',
    hint: 'Run it with --help to see examples.',
    since: '1.3.0',
  },
} as const
