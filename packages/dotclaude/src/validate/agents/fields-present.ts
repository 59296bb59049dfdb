// An agent says what it is called, what it is for, what it may use and how it thinks.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { placeIn } from '../place-in.ts'
import type { Rule } from '../rule.ts'
import { agentFilesIn } from './agent-files.ts'
import type { AgentFile } from './agent-files.ts'

const FIELDS = ['name', 'description', 'tools', 'model']

export const fieldsPresent: Rule = {
  id: 'fields-present',
  codes: ['AGENT_MISSING_FIELD'],
  check: (snapshot, options) => agentFilesIn(snapshot, options).flatMap(diagnosticsOf),
}

function diagnosticsOf({ file, document, fields }: AgentFile): readonly Diagnostic[] {
  // Frontmatter that is there and cannot be read is another rule's.
  if (document.problem === 'missing' || document.problem === 'empty')
    return [diagnose('AGENT_MISSING_FIELD', { file, line: 1, column: 1 }, { field: 'frontmatter' })]
  return fields === undefined
    ? []
    : FIELDS.filter((field) => isEmpty(fields[field])).map((field) =>
        diagnose('AGENT_MISSING_FIELD', placeIn(file, document, `/${field}`), { field }),
      )
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return Array.isArray(value) ? value.length === 0 : typeof value === 'string' && value.trim() === ''
}
