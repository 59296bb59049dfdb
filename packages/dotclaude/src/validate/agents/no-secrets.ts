// The text of an agent is read by everybody who clones the repository, and by every model that runs it.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Rule } from '../rule.ts'
import { secretKindIn } from '../secret-kinds.ts'
import { agentFilesIn } from './agent-files.ts'
import type { AgentFile } from './agent-files.ts'

export const noSecrets: Rule = {
  id: 'no-secrets',
  codes: ['AGENT_SECRET_PATTERN'],
  check: (snapshot, options) => agentFilesIn(snapshot, options).flatMap(diagnosticsOf),
}

/** One per line. */
function diagnosticsOf({ file, document }: AgentFile): readonly Diagnostic[] {
  return document.body.split(/\r\n|\n|\r/).flatMap((text, index) => {
    const kind = secretKindIn(text)
    const where = { file, line: document.bodyLine + index, column: 1 }
    return kind === undefined ? [] : [diagnose('AGENT_SECRET_PATTERN', where, { kind })]
  })
}
