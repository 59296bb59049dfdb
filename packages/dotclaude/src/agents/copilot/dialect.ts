// Copilot: its command line, VS Code and the cloud. Names are in camel case, and what a tool is called with comes as an
// object or as the text of one. Exit code 2 would stop a tool too, but keeps the reason from the model.
import { SILENCE, remark, sayJson } from '../dialect.ts'
import type { Dialect } from '../dialect.ts'

const COMMAND = ['command']
const FILE = ['path', 'file_path', 'filePath', 'file', 'files', 'replacements']

export const copilot: Dialect = {
  agent: 'copilot',
  title: 'GitHub Copilot',
  fields: {
    event: ['hookEventName', 'hook_event_name'],
    session: ['sessionId', 'session_id'],
    cwd: ['cwd'],
    tool: ['toolName', 'tool_name'],
    input: ['toolArgs', 'tool_input'],
  },
  events: {
    preToolUse: 'tool',
    agentStop: 'stop',
    sessionStart: 'start',
    PreToolUse: 'tool',
    Stop: 'stop',
    SessionStart: 'start',
  },
  shells: {
    bash: { shell: 'bash', command: COMMAND },
    write_bash: { shell: 'bash', command: ['input'] },
    powershell: { shell: 'powershell', command: COMMAND },
    write_powershell: { shell: 'powershell', command: ['input'] },
    run_in_terminal: { shell: 'system', command: COMMAND },
  },
  writers: {
    edit: FILE,
    create: FILE,
    write: FILE,
    str_replace_editor: FILE,
    str_replace: FILE,
    insert: FILE,
    // Those of VS Code, where agents have tools of the editor.
    create_file: FILE,
    insert_edit_into_file: FILE,
    replace_string_in_file: FILE,
    multi_replace_string_in_file: FILE,
    edit_notebook_file: FILE,
    editFiles: FILE,
  },
  patches: { apply_patch: ['patch', 'input', 'command'] },
  reply: (answer, kind) => {
    if (answer.decision === 'allow') return SILENCE
    if (answer.decision === 'warn')
      return kind === 'tool' ? sayJson({ additionalContext: answer.reason }) : remark(answer.reason)
    return kind === 'stop'
      ? sayJson({ decision: 'block', reason: answer.reason })
      : sayJson({ permissionDecision: 'deny', permissionDecisionReason: answer.reason })
  },
}
