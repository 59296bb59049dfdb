// The flags that every command has that checks something.
import type { Flag } from './command.ts'

const FORMAT_NAMES = ['human', 'json', 'github', 'sarif', 'junit', 'gitlab', 'rdjson', 'markdown'] as const

export const CHECK_FLAGS: readonly Flag[] = [
  {
    name: 'format',
    placeholder: 'NAME[:FILE]',
    isRepeatable: true,
    choice: FORMAT_NAMES,
    help: `print the report as ${FORMAT_NAMES.join(', ')}, or write it to FILE`,
  },
  { name: 'strict', help: 'warnings fail too' },
  {
    name: 'baseline',
    placeholder: 'FILE',
    choice: 'files',
    help: 'what is known to be wrong (otherwise as configured, or .claude/dotclaude-baseline.json)',
  },
]

export const BASE_FLAG: Flag = {
  name: 'base',
  placeholder: 'REF',
  help: 'compare with this commit or branch (otherwise what CI says, or the default branch)',
}

export const DAYS_FLAG: Flag = {
  name: 'days',
  placeholder: 'N',
  help: 'how long a difference from the default branch may stand (14)',
}

export const USER_FLAG: Flag = { name: 'user', help: 'judge the settings in ~/.claude as well' }
