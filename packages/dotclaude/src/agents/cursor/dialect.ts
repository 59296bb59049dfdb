// Cursor. A command about to run has an event of its own, with the command beside the event's name; other tools come by
// `preToolUse`. It never asks: in some modes Cursor takes `ask` for yes.
import { SILENCE, remark, sayJson } from '../dialect.ts'
import type { Dialect } from '../dialect.ts'

const FILE = ['file_path', 'path', 'target_file', 'filePath', 'target_notebook']

export const cursor: Dialect = {
  agent: 'cursor',
  title: 'Cursor',
  fields: {
    event: ['hook_event_name'],
    session: ['conversation_id', 'session_id'],
    cwd: ['cwd', 'workspace_roots'],
    tool: ['tool_name', 'hook_event_name'],
    input: ['tool_input'],
  },
  events: { beforeShellExecution: 'tool', preToolUse: 'tool', stop: 'stop', sessionStart: 'start' },
  shells: {
    beforeShellExecution: { shell: 'system', command: ['command'] },
    Shell: { shell: 'system', command: ['command'], cwd: ['working_directory'] },
    run_terminal_cmd: { shell: 'system', command: ['command'], cwd: ['working_directory'] },
  },
  writers: {
    Write: FILE,
    Edit: FILE,
    MultiEdit: FILE,
    StrReplace: FILE,
    Delete: FILE,
    EditNotebook: FILE,
    // The names by which models know the same tools.
    edit_file: FILE,
    search_replace: FILE,
    delete_file: FILE,
  },
  patches: { ApplyPatch: ['patch', 'input'] },
  reply: (answer, kind) => {
    if (answer.decision === 'allow') return SILENCE
    if (answer.decision === 'warn') return remark(answer.reason)
    const { reason } = answer
    return kind === 'stop'
      ? sayJson({ followup_message: reason })
      : sayJson({ permission: 'deny', user_message: reason, agent_message: reason })
  },
}
