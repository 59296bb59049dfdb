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
  DRIFT_FACTS_INVALID: {
    severity: 'error',
    summary: 'A field of the facts does not follow the schema',
    text: '{field} must be {wanted}',
    since: '2.0.0',
  },
  DRIFT_SCRIPT_UNKNOWN: {
    severity: 'error',
    summary: 'An instruction file names a script that package.json does not have',
    text: 'there is no script {script}[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  DRIFT_MAKE_TARGET_UNKNOWN: {
    severity: 'error',
    summary: 'An instruction file names a make target that the Makefile does not have',
    text: 'there is no make target {name}[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  DRIFT_PATH_MISSING: {
    severity: 'error',
    summary: 'An instruction file names a file or folder that does not exist',
    text: '{path} does not exist[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  DRIFT_LINK_BROKEN: {
    severity: 'error',
    summary: 'A link of an instruction file leads nowhere',
    text: 'the link to {path} leads nowhere[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  DRIFT_COMMAND_UNKNOWN: {
    severity: 'error',
    summary: 'An instruction file names a slash command that does not exist',
    text: 'there is no command {name}[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  DRIFT_AGENT_UNKNOWN: {
    severity: 'error',
    summary: 'An instruction file names an agent that does not exist',
    text: 'there is no agent {name}[; did you mean {nearest}?]',
    since: '2.0.0',
  },
  DRIFT_BRANCH_DIVERGED: {
    severity: 'error',
    summary: 'A command, skill, agent or rule differs from the default branch for too long',
    text: '{file} differs from {branch} for {days} days',
    hint: 'Merge the default branch, or bring the change there.',
    since: '2.0.0',
  },
} as const
