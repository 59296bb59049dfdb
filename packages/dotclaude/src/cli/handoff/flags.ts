// The flags that several commands of handoffs have.
import type { Flag } from '../command.ts'

export const AGENTS = ['claude', 'codex', 'copilot', 'gemini'] as const

export const FROM_FLAG: Flag = {
  name: 'from',
  placeholder: 'AGENT',
  choice: AGENTS,
  help: `only sessions of ${AGENTS.join(', ')}`,
}

export const SINCE_FLAG: Flag = {
  name: 'since',
  placeholder: 'AGE',
  help: 'not older than an age such as 7d or 6m, or a day such as 2026-01-31',
}

export const LIMIT_FLAG: Flag = { name: 'limit', placeholder: 'N', help: 'how many at most (20)' }

export const PSEUDONYMS_FLAG: Flag = {
  name: 'pseudonyms',
  help: 'other names for paths outside of the repository, mail addresses, users and this machine',
}

export const MARKDOWN_FLAG: Flag = {
  name: 'markdown',
  help: 'print Markdown instead of the block that agents read',
}

export const SUMMARY_FLAG: Flag = {
  name: 'summary',
  help: 'what the session is, what was asked and what comes next, and nothing else',
}

export const OUTPUT_FLAG: Flag = {
  name: 'output',
  short: 'o',
  placeholder: 'FILE',
  choice: 'files',
  help: 'write to a new file for your eyes only',
}
