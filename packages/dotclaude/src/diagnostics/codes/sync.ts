// Codes for a clone of the library and its remote.

export const SYNC_CODES = {
  SYNC_SECRET_FOUND: {
    severity: 'error',
    summary: 'What would be pushed looks like a secret',
    text: 'looks like a secret ({kind}); nothing was pushed',
    hint: 'Take it out, also of the commits that were not pushed yet, and give it up where it was real. If it is none, push with git yourself.',
    since: '2.0.0',
  },
  SYNC_CLONE_UNKNOWN: {
    severity: 'error',
    summary: 'There is no clone to sync',
    text: '{path} {detail}',
    hint: 'Name a clone of the library with --source, on a branch and with a remote.',
    since: '2.0.0',
  },
  SYNC_CLONE_DIRTY: {
    severity: 'error',
    summary: 'The clone has changes that are not committed',
    text: '{file} in {path} is changed and not committed; nothing was pulled',
    hint: 'Run `dotclaude sync push`, or put the changes aside, then pull again.',
    since: '2.0.0',
  },
  SYNC_DIVERGED: {
    severity: 'error',
    summary: 'What was pulled and what you committed do not fit together',
    text: '{path} was changed here and at the remote; everything is as it was',
    hint: 'Rebase or merge with git yourself, then run the command again.',
    since: '2.0.0',
  },
  SYNC_REMOTE_AHEAD: {
    severity: 'error',
    summary: 'The remote has commits that the clone does not have',
    text: 'the remote has commits that {path} does not have; nothing was pushed',
    hint: 'Run `dotclaude sync pull` first.',
    since: '2.0.0',
  },
} as const
