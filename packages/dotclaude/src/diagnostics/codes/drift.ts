// Codes of drift: instruction files that say what is no longer so, and branches that fell behind.

export const DRIFT_CODES = {
  DRIFT_INSTRUCTION_FILES: {
    severity: 'error',
    summary: 'The facts do not say which files are instructions',
    text: 'instruction_files {detail}',
    hint: 'List the instruction files in docs/repo-facts.json, for example ["CLAUDE.md"].',
    since: '1.3.0',
  },
  DRIFT_INSTRUCTION_FILE_MISSING: {
    severity: 'error',
    summary: 'The facts name an instruction file that does not exist',
    text: 'instruction file {path} does not exist[; did you mean {nearest}?]',
    since: '1.3.0',
  },
  DRIFT_TEAM_COUNT: {
    severity: 'error',
    summary: 'An instruction file states another number of teams than the facts',
    text: '"{phrase}" contradicts team_count {count} in docs/repo-facts.json',
    hint: 'Correct whichever is wrong.',
    since: '1.3.0',
  },
  DRIFT_PROTECTED_PATH: {
    severity: 'error',
    summary: 'A protected path is malformed, or the instructions do not mention it',
    text: 'protected path {path} {detail}',
    since: '1.3.0',
  },
} as const
