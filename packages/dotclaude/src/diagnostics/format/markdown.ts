// The report as Markdown, for a step's summary or a comment on a pull request. It stays below the length that a comment
// may have, and nothing from the repository can mention a person, make a link or leave its cell.
import type { Severity } from '../code-entry.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { messageOf } from '../diagnostic.ts'
import { counted, countsOf, mostUrgentFirst, placeText } from '../report.ts'
import type { Report } from '../report.ts'
import { visibleText } from '../visible-text.ts'

const COMMENT_LENGTH_MAX = 65_536
// Room for the heading and for the line that says what was left out.
const ROWS_LENGTH_MAX = COMMENT_LENGTH_MAX - 4_096

const ICONS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' }
const HEAD = ['| | code | place | what and how to mend it |', '|---|---|---|---|']

export function formatMarkdown(report: Report): string {
  const { pass, fail, warn } = countsOf(report)
  const title = `### dotclaude: ${counted(fail, 'error')}, ${counted(warn, 'warning')}, ${pass} passed`
  const rows = mostUrgentFirst(report).map(rowOf)
  const shown = rowsThatFit(rows)
  const left = rows.length - shown.length
  return `${[
    title,
    ...(rows.length === 0 ? [] : ['', ...HEAD, ...shown]),
    ...(left === 0 ? [] : ['', `${left} more are in the log.`]),
  ].join('\n')}\n`
}

function rowOf(diagnostic: Diagnostic): string {
  const { code, severity, where, hint } = diagnostic
  const place = placeText(where)
  const words = [messageOf(diagnostic), ...(hint === undefined ? [] : [hint])].map(escapeMarkdown)
  return `| ${ICONS[severity]} | \`${code}\` | ${escapeMarkdown(place)} | ${words.join('<br>')} |`
}

function rowsThatFit(rows: readonly string[]): readonly string[] {
  let length = 0
  const end = rows.findIndex((row) => (length += row.length + 1) > ROWS_LENGTH_MAX)
  return end === -1 ? rows : rows.slice(0, end)
}

/** Plain text on one line: punctuation with a meaning is escaped, and `@name` and `#1` refer to nothing. */
function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\](){}|~!:]/g, String.raw`\$&`)
    .replace(/[@#](?=\w)/g, '$&<!-- -->')
    .replace(/\bwww\./gi, String.raw`www\.`)
}
