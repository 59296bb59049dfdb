// An agent that is a reader by its name has no tool that writes. A shell without limits could write too; because many
// readers need one to look around, it is a warning only.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { toolNames } from '../capabilities.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'
import type { AgentFile } from './agent-files.ts'

const READER = /(auditor|(?<!p)reviewer|inspector)(-|$)/i
const WRITERS = new Set(['Write', 'Edit', 'MultiEdit', 'NotebookEdit', '*'])
const SHELLS = new Set(['Bash', 'PowerShell', 'Bash(*)', 'Bash(*:*)', 'PowerShell(*)'])

export const readersCannotWrite: Rule = {
  id: 'readers-cannot-write',
  codes: ['AGENT_WRITE_TOOL_IN_READONLY'],
  check: (snapshot, options) => agentFilesIn(snapshot, options).flatMap(diagnosticsOf),
}

function diagnosticsOf({ file, name, document, fields }: AgentFile): readonly Diagnostic[] {
  if (!READER.test(name)) return []
  const names = toolNames(fields?.['tools'])
  // A limit such as `Edit(docs/**)` does not make a writer a reader.
  const writers = names.filter((tool) => WRITERS.has(tool.replace(/\(.*$/, '')))
  const shells = names.filter((tool) => SHELLS.has(tool))
  const tools = [...writers, ...shells]
  if (tools.length === 0) return []
  const severity = writers.length > 0 ? 'error' : 'warning'
  const where = placeIn(file, document, '/tools')
  return [diagnose('AGENT_WRITE_TOOL_IN_READONLY', where, { agent: name, tools }, { severity })]
}
