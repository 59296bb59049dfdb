// The report in the Reviewdog Diagnostic Format, from which reviewdog makes review comments. Its columns count bytes of
// UTF-8 where ours count UTF-16 code units; where a line's text is not known the line alone is given.
import type { Severity } from '../code-entry.ts'
import { messageOf } from '../diagnostic.ts'
import type { Diagnostic, Place } from '../diagnostic.ts'
import { diagnosticsOf } from '../report.ts'
import type { Report } from '../report.ts'
import { jsonText, visibleText } from '../visible-text.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }
const SOURCE = { name: 'dotclaude', url: 'https://www.npmjs.com/package/@dotclaude/dotclaude' }

/** The lines of a file, or `undefined` where it cannot be read. */
type LinesOf = (file: string) => readonly string[] | undefined

export function formatRdjson(report: Report): string {
  const linesOf = linesIn(report)
  const diagnostics = diagnosticsOf(report).map((diagnostic) => entryOf(diagnostic, linesOf))
  return jsonText({ source: SOURCE, diagnostics })
}

/** Each file is cut into lines once. */
function linesIn({ textOf }: Report): LinesOf {
  const known = new Map<string, readonly string[] | undefined>()
  return (file) => {
    if (!known.has(file)) known.set(file, textOf?.(file)?.split(/\r\n|\r|\n/))
    return known.get(file)
  }
}

function entryOf(diagnostic: Diagnostic, linesOf: LinesOf): object {
  const { code, severity, where, hint } = diagnostic
  const lines = where.file === undefined || where.column === undefined ? undefined : linesOf(where.file)
  const range = rangeOf(where, lines)
  return {
    message: hint === undefined ? messageOf(diagnostic) : `${messageOf(diagnostic)}\n${visibleText(hint)}`,
    location: { path: where.file ?? '.', ...(range === undefined ? {} : { range }) },
    severity: SEVERITIES[severity],
    code: { value: code },
  }
}

/** An end without a column would be the end of its line, so an end is given whole or not at all. */
function rangeOf(
  { line, column, endLine, endColumn }: Place,
  lines: readonly string[] | undefined,
): object | undefined {
  if (line === undefined) return undefined
  const start = positionOf(line, column, lines)
  if (start.column === undefined || endLine === undefined || endLine < line) return { start }
  const end = positionOf(endLine, endColumn, lines)
  return end.column === undefined ? { start } : { start, end }
}

interface Position {
  readonly line: number
  readonly column?: number
}

function positionOf(
  line: number,
  column: number | undefined,
  lines: readonly string[] | undefined,
): Position {
  const text = lines?.[line - 1]
  return column === undefined || text === undefined ? { line } : { line, column: byteColumn(text, column) }
}

function byteColumn(text: string, column: number): number {
  return new TextEncoder().encode(text.slice(0, column - 1)).length + 1
}
