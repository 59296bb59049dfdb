// Codes of `.claude/settings.json`, of the project and of the user. The names are those of the rules that users know.

export const SETTINGS_CODES = {
  SETTINGS_SEC_1: {
    severity: 'error',
    summary: 'A secret stands in the settings',
    text: '{key} holds what looks like a secret[ ({kind})]',
    hint: 'Revoke it, and read it from the environment instead.',
    since: '1.3.0',
  },
  SETTINGS_SEC_2: {
    severity: 'error',
    summary: 'The settings silence the warning before a mode without permissions',
    text: '{key} must not be set',
    hint: 'Remove the key; whoever starts that mode should see the warning.',
    since: '1.3.0',
    fixable: true,
  },
  SETTINGS_SEC_3: {
    severity: 'error',
    summary: 'A server is started from an unpinned package',
    text: '{server} starts {package} without a fixed version',
    hint: 'Name an exact version.',
    since: '1.3.0',
  },
  SETTINGS_SEC_4: {
    severity: 'error',
    summary: 'The credentials file can be read by others',
    text: '{file} has mode {mode}',
    hint: 'Run `chmod 600 {file}`.',
    since: '1.3.0',
  },
  SETTINGS_OPS_1: {
    severity: 'error',
    summary: 'The settings are malformed, or name a program, file or plugin that is not there',
    text: '{detail}',
    since: '1.3.0',
  },
  SETTINGS_OPS_2: {
    severity: 'warning',
    summary: 'The folders of past sessions take much room',
    text: '{folder} holds {megabytes} MB, more than {megabytesMax} MB',
    hint: 'Remove sessions that are no longer needed.',
    since: '1.3.0',
  },
  SETTINGS_HOOK_TIMEOUT: {
    severity: 'warning',
    summary: 'The time limit of a hook looks as if it were meant in milliseconds',
    text: '{timeout} seconds is {minutes} minutes',
    hint: 'Time limits of hooks are in seconds.',
    since: '2.0.0',
  },
} as const
