// Codex. Its hooks speak much like those of Claude Code; a key that it does not know makes it refuse the whole answer, and
// `ask` is no answer to it. Files change through patches.
import { SILENCE, USUAL_FIELDS, blockByExit, remindModel } from '../dialect.ts'
import type { Dialect } from '../dialect.ts'

const COMMAND = ['command', 'cmd']
const PATCH = ['command', 'input', 'patch']
const FILE = ['file_path', 'path']
const SHELL = { shell: 'system', command: COMMAND, cwd: ['workdir'] } as const

export const codex: Dialect = {
  agent: 'codex',
  title: 'Codex',
  fields: USUAL_FIELDS,
  events: { PreToolUse: 'tool', Stop: 'stop', SessionStart: 'start' },
  shells: { Bash: SHELL, shell: SHELL, shell_command: SHELL, exec_command: SHELL, local_shell: SHELL },
  writers: { Write: FILE, Edit: FILE },
  patches: { apply_patch: PATCH },
  reply: (answer, kind) => {
    if (answer.decision === 'allow') return SILENCE
    return answer.decision === 'deny' ? blockByExit(answer.reason) : remindModel(answer.reason, kind)
  },
}
