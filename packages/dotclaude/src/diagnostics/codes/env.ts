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
} as const
