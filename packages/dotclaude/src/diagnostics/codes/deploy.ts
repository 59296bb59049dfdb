// Codes for files that are installed into an agent's folders or compiled into a repository.

export const DEPLOY_CODES = {
  DEPLOY_FILE_KEPT: {
    severity: 'warning',
    summary: 'A file stays as it is, although ours is different',
    text: '{path} {detail}',
    hint: 'Compare it with `dotclaude show ID --body`; move it away and run the command again to get ours.',
    since: '2.0.0',
  },
  DEPLOY_STALE: {
    severity: 'error',
    summary: 'A compiled file is not what the library compiles to',
    text: '{path} {detail}',
    hint: 'Run `dotclaude compile` with the same flags and commit what it writes.',
    since: '2.0.0',
  },
  DEPLOY_STATE_INVALID: {
    severity: 'error',
    summary: 'The record of what was installed cannot be read',
    text: '{path} is no record of dotclaude, so what was installed is not known',
    hint: 'Restore the file from a backup, or move it away: files that are there then count as yours.',
    since: '2.0.0',
  },
  DEPLOY_CHANGED_MEANWHILE: {
    severity: 'error',
    summary: 'A file was changed by somebody else while it was being installed',
    text: '{path} was changed by somebody else meanwhile; nothing was written',
    hint: 'Run the command again.',
    since: '2.0.0',
  },
  DEPLOY_UNVERIFIED: {
    severity: 'error',
    summary: 'A file does not hold what was just written',
    text: '{path} is not what was written',
    hint: 'See what else writes there, then run the command again; `dotclaude bootstrap --undo` takes the run back.',
    since: '2.0.0',
  },
  DEPLOY_BUSY: {
    severity: 'error',
    summary: 'Another run is installing',
    text: 'another run (process {pid}) is installing[ since {since}]',
    hint: 'Wait for it to end; if it is gone, remove {path}.',
    since: '2.0.0',
  },
} as const
