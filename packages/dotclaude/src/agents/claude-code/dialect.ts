// Claude Code. Exit code 2 with the reason on standard error stops a tool and keeps a turn from ending; it wins over
// anything that is printed, so nothing is.
import { SILENCE, USUAL_FIELDS, blockByExit, remindModel } from '../dialect.ts'
import type { Dialect } from '../dialect.ts'

const COMMAND = ['command']
const FILE = ['file_path', 'notebook_path', 'path']

export const claudeCode: Dialect = {
  agent: 'claude-code',
  title: 'Claude Code',
  fields: USUAL_FIELDS,
  events: { PreToolUse: 'tool', Stop: 'stop', SessionStart: 'start' },
  shells: {
    Bash: { shell: 'bash', command: COMMAND },
    PowerShell: { shell: 'powershell', command: COMMAND },
    // It runs a command beside the session and tells what it prints.
    Monitor: { shell: 'bash', command: COMMAND },
  },
  writers: { Write: FILE, Edit: FILE, MultiEdit: FILE, NotebookEdit: FILE },
  patches: {},
  reply: (answer, kind) => {
    if (answer.decision === 'allow') return SILENCE
    return answer.decision === 'deny' ? blockByExit(answer.reason) : remindModel(answer.reason, kind)
  },
}
