// Codes for a wrong call: they end a command with exit 64.

export const USAGE_CODES = {
  USAGE_UNKNOWN_FLAG: {
    severity: 'error',
    summary: 'A flag is unknown',
    text: '{flag} is not a flag of {command}[; did you mean {nearest}?]',
    hint: 'Run it with --help to see the flags.',
    since: '1.3.0',
  },
  USAGE_FLAG_VALUE: {
    severity: 'error',
    summary: 'A flag lacks its value, or has one that it cannot take',
    text: '{flag} {detail}[; did you mean {nearest}?]',
    hint: 'Run it with --help to see the flags.',
    since: '2.0.0',
  },
  USAGE_MISSING_POSITIONAL: {
    severity: 'error',
    summary: 'An argument is missing',
    text: '{command} needs {argument}',
    hint: 'Run it with --help to see examples.',
    since: '1.3.0',
  },
  USAGE_UNEXPECTED_ARGUMENT: {
    severity: 'error',
    summary: 'There is an argument that the command does not take',
    text: '{command} does not take {argument}',
    hint: 'Run it with --help to see examples.',
    since: '2.0.0',
  },
  USAGE_UNKNOWN_COMMAND: {
    severity: 'error',
    summary: 'There is no such command',
    text: '{command} is not a command[; did you mean {nearest}?]',
    hint: 'Run `dotclaude --help` to see the commands.',
    since: '2.0.0',
  },
  USAGE_UNKNOWN_ID: {
    severity: 'error',
    summary: 'A code, or the id of a spec or of an item of the library, does not exist',
    text: 'there is no {kind} {id}[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  USAGE_COMMAND_UNAVAILABLE: {
    severity: 'error',
    summary: 'This version does not have the command yet',
    text: '{command} is not in this version; it will {purpose}',
    since: '2.0.0',
  },
} as const
