// Codes for when the world said no: they end a command with exit 2.

export const ENV_CODES = {
  ENV_REPO_ROOT_UNKNOWN: {
    severity: 'error',
    summary: 'The repository to check is not known or does not exist',
    text: 'no repository to check[ at {path}][: {detail}]',
    hint: 'Run it inside a repository, or name one with --repo-root.',
    since: '1.3.0',
  },
  ENV_FACTS_MISSING: {
    severity: 'error',
    summary: 'docs/repo-facts.json is absent or cannot be read',
    text: 'docs/repo-facts.json is not usable: {detail}',
    hint: 'Run `dotclaude init` to write it.',
    since: '1.3.0',
  },
  ENV_GIT_MISSING: {
    severity: 'error',
    summary: 'git cannot be started',
    text: 'git is not on PATH',
    hint: 'Install git and run the command again; nothing was decided.',
    since: '2.0.0',
  },
  ENV_GIT_FAILED: {
    severity: 'error',
    summary: 'git could not answer',
    text: '{command} failed: {detail}',
    hint: 'Mend what git complains about and run the command again; nothing was decided.',
    since: '2.0.0',
  },
  ENV_BASE_UNKNOWN: {
    severity: 'error',
    summary: 'The commit to compare with is not known or not in this clone',
    text: 'there is no base to compare with: {detail}',
    hint: 'Fetch it (in GitHub Actions: `fetch-depth: 0`; in GitLab: `GIT_DEPTH: 0`), or name one with --base.',
    since: '2.0.0',
  },
  ENV_HISTORY_SHALLOW: {
    severity: 'error',
    summary: 'The clone has no history to compare in',
    text: 'this clone is shallow, so what the change contains cannot be told',
    hint: 'Run `git fetch --unshallow`, or check out with `fetch-depth: 0` (GitHub Actions) or `GIT_DEPTH: 0` (GitLab).',
    since: '2.0.0',
  },
  ENV_CHANGE_UNKNOWN: {
    severity: 'error',
    summary: 'The CI run does not say which change it is about',
    text: 'the change to judge is not known: {detail}',
    hint: 'Run it for a pull request, a merge queue or a push, or name the base with --base.',
    since: '2.0.0',
  },
  ENV_FILE_UNWRITABLE: {
    severity: 'error',
    summary: 'A file cannot be written',
    text: '{path} cannot be written: {detail}',
    hint: 'Look at the permissions of its folder and at the space on the disk.',
    since: '2.0.0',
  },
} as const
