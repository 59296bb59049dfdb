// The report in the Reviewdog Diagnostic Format, from which reviewdog makes review comments. Places reach it as we know
// them; its columns count bytes where ours count UTF-16 code units, which differ only behind non-ASCII text.
import type { Severity } from '../code-entry.ts'
import { messageOf } from '../diagnostic.ts'
import type { Diagnostic, Place } from '../diagnostic.ts'
import { diagnosticsOf } from '../report.ts'
import type { Report } from '../report.ts'
import { jsonText, visibleText } from '../visible-text.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }
const SOURCE = { name: 'dotclaude', url: 'https://www.npmjs.com/package/@dotclaude/dotclaude' }

export function formatRdjson(report: Report): string {
  return jsonText({ source: SOURCE, diagnostics: diagnosticsOf(report).map(entryOf) })
}

function entryOf(diagnostic: Diagnostic): object {
  const { code, severity, where, hint } = diagnostic
  const range = rangeOf(where)
  return {
    message: hint === undefined ? messageOf(diagnostic) : `${messageOf(diagnostic)}\n${visibleText(hint)}`,
    location: { path: where.file ?? '.', ...(range === undefined ? {} : { range }) },
    severity: SEVERITIES[severity],
    code: { value: code },
  }
}

function rangeOf({ line, column, endLine, endColumn }: Place): object | undefined {
  if (line === undefined) return undefined
  const start = { line, ...(column === undefined ? {} : { column }) }
  if (endLine === undefined || endLine < line || column === undefined) return { start }
  return { start, end: { line: endLine, ...(endColumn === undefined ? {} : { column: endColumn }) } }
}
