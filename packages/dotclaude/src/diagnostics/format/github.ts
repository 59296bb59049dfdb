// Annotations on the files of a pull request, as workflow commands. GitHub shows ten of a kind per step, first come, so
// what the pull request changes comes first, and the last place says how many more there are.
import type { Severity } from '../code-entry.ts'
import type { Diagnostic, Place } from '../diagnostic.ts'
import { messageOf } from '../diagnostic.ts'
import { mostUrgentFirst } from '../report.ts'
import type { Report } from '../report.ts'
import { visibleText } from '../visible-text.ts'

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }
const ANNOTATIONS_PER_KIND_MAX = 10

/** One command per line; empty when there is nothing to annotate. */
export function formatGithub(report: Report): string {
  const diagnostics = mostUrgentFirst(report)
  const lines = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    annotationsOf(
      COMMANDS[severity],
      diagnostics.filter((diagnostic) => diagnostic.severity === severity),
    ),
  )
  return lines.map((line) => `${line}\n`).join('')
}

function annotationsOf(command: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  if (diagnostics.length <= ANNOTATIONS_PER_KIND_MAX)
    return diagnostics.map((diagnostic) => annotationOf(command, diagnostic))
  const shown = diagnostics.slice(0, ANNOTATIONS_PER_KIND_MAX - 1)
  const more = diagnostics.length - shown.length
  return [
    ...shown.map((diagnostic) => annotationOf(command, diagnostic)),
    `::${command} title=dotclaude::${more} more in the summary of this step`,
  ]
}

function annotationOf(command: string, diagnostic: Diagnostic): string {
  const { code, where, hint } = diagnostic
  const properties = { ...positionOf(where), title: code }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
  const message =
    hint === undefined ? messageOf(diagnostic) : `${messageOf(diagnostic)}\n${visibleText(hint)}`
  return `::${command} ${written.join(',')}::${escapeData(message)}`
}

/** GitHub takes columns only where the annotation stays within one line. */
function positionOf({
  file,
  line,
  column,
  endLine,
  endColumn,
}: Place): Readonly<Record<string, string | number>> {
  if (file === undefined) return {}
  if (line === undefined) return { file }
  const end = Math.max(endLine ?? line, line)
  if (column === undefined || end !== line) return { file, line, endLine: end }
  return { file, line, endLine: end, col: column, ...(endColumn === undefined ? {} : { endColumn }) }
}

/** What stands behind the last `::`. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A value between the first `::` and the last, where colon and comma separate. */
function escapeProperty(value: string | number): string {
  return escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
