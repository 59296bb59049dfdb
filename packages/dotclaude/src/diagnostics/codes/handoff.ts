// Codes for handoffs: where they are kept, which one is meant, and what may not travel. Each of them ends the command
// with exit 2; nothing was sent or changed then.

export const HANDOFF_CODES = {
  HANDOFF_STORE_MISSING: {
    severity: 'error',
    summary: 'There is no place to keep handoffs in',
    text: 'no store for handoffs is set up',
    hint: 'Log in with `gh auth login` for private gists, or run `dotclaude handoff config repo URL` or `dotclaude handoff config folder PATH`.',
    since: '2.0.0',
  },
  HANDOFF_STORE_REFUSED: {
    severity: 'error',
    summary: 'The address of the store is none that is used',
    text: 'the store {address} is refused: {detail}',
    hint: 'Allowed are https://…, ssh://…, git@HOST:PATH, file:///… and absolute paths.',
    since: '2.0.0',
  },
  HANDOFF_STORE_PUBLIC: {
    severity: 'error',
    summary: 'Everybody can read the store',
    text: '{store} can be read without logging in',
    hint: 'Make it private, or choose another one. `--allow-public` pushes all the same.',
    since: '2.0.0',
  },
  HANDOFF_STORE_UNCHECKED: {
    severity: 'error',
    summary: 'Whether the store is private cannot be found out',
    text: 'whether {store} is private could not be found out',
    hint: 'Run it again, or look yourself and push with `--allow-public`.',
    since: '2.0.0',
  },
  HANDOFF_STORE_FAILED: {
    severity: 'error',
    summary: 'The store did not do what was asked',
    text: '{store} failed: {detail}',
    hint: 'Run `dotclaude handoff doctor` to see what is wrong.',
    since: '2.0.0',
  },
  HANDOFF_STORE_TIMEOUT: {
    severity: 'error',
    summary: 'The store did not answer in time',
    text: '{store} did not answer within {seconds} s',
    hint: 'Look at the network, or allow more time with `dotclaude handoff config timeout SECONDS`.',
    since: '2.0.0',
  },
  HANDOFF_NOT_FOUND: {
    severity: 'error',
    summary: 'No handoff is the one that was asked for',
    text: 'no handoff in {store} matches {query}',
    hint: 'Run `dotclaude handoff list --remote` to see what there is; sessions of this machine are shown by `dotclaude handoff show`.',
    since: '2.0.0',
  },
  HANDOFF_AMBIGUOUS: {
    severity: 'error',
    summary: 'Several handoffs match',
    text: '{count} handoffs match {query}: {candidates}',
    hint: 'Name one by its id, or narrow it with --from.',
    since: '2.0.0',
  },
  HANDOFF_SETTING_INVALID: {
    severity: 'error',
    summary: 'A setting of handoffs has a value that it cannot have',
    text: '{setting} {detail}',
    hint: 'Run `dotclaude handoff config` to see the settings and where each comes from.',
    since: '2.0.0',
  },
  HANDOFF_SETTINGS_OPEN: {
    severity: 'warning',
    summary: 'Others on this machine can read the settings of handoffs',
    text: '{path} can be read by others (mode {mode})',
    hint: 'Run `chmod 600 {path}`.',
    since: '2.0.0',
  },
  HANDOFF_DAMAGED: {
    severity: 'error',
    summary: 'A stored handoff cannot be read',
    text: '{key} cannot be read: {detail}',
    hint: 'Push it again from where it came, or remove it with `dotclaude handoff prune`.',
    since: '2.0.0',
  },
  HANDOFF_SCRUB_FAILED: {
    severity: 'error',
    summary: 'Secrets could not be taken out, so nothing is handed over',
    text: 'scrubbing failed: {detail}',
    hint: 'Nothing left this machine. Look at the session with `dotclaude handoff audit`, and report what it cannot clean.',
    since: '2.0.0',
  },
} as const
