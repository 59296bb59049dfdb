// OpenCode. It has plugins instead of hooks: ours starts the hook with what it was called with, and throws the reason
// where the hook ends with 2. Its turn ends without a question, so there is no stop.
import { SILENCE, blockByExit, remark } from '../dialect.ts'
import type { Dialect } from '../dialect.ts'

const FILE = ['filePath', 'file_path', 'path']

export const opencode: Dialect = {
  agent: 'opencode',
  title: 'OpenCode',
  fields: {
    event: ['event'],
    session: ['sessionID'],
    cwd: ['directory'],
    tool: ['tool'],
    input: ['args'],
  },
  events: { 'tool.execute.before': 'tool' },
  shells: { bash: { shell: 'system', command: ['command'], cwd: ['workdir'] } },
  writers: { write: FILE, edit: FILE, multiedit: FILE },
  patches: { patch: ['patchText'], apply_patch: ['patchText'] },
  reply: (answer) => {
    if (answer.decision === 'allow') return SILENCE
    return answer.decision === 'deny' ? blockByExit(answer.reason) : remark(answer.reason)
  },
}
