// Gemini CLI. Tools have names of their own, and the end of a turn is `AfterAgent`, after which a refusal makes it try
// again with the reason.
import { SILENCE, USUAL_FIELDS, sayJson } from '../dialect.ts'
import type { Dialect } from '../dialect.ts'

const FILE = ['file_path', 'path', 'absolute_path']

export const gemini: Dialect = {
  agent: 'gemini',
  title: 'Gemini CLI',
  fields: USUAL_FIELDS,
  events: { BeforeTool: 'tool', AfterAgent: 'stop', SessionStart: 'start' },
  shells: {
    run_shell_command: { shell: 'system', command: ['command'], cwd: ['dir_path', 'directory'] },
  },
  writers: { write_file: FILE, replace: FILE, edit: FILE },
  patches: {},
  reply: (answer) => {
    if (answer.decision === 'allow') return SILENCE
    return answer.decision === 'deny'
      ? sayJson({ decision: 'deny', reason: answer.reason })
      : sayJson({ systemMessage: answer.reason })
  },
}
