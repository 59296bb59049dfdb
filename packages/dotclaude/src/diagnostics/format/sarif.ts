// The report as SARIF 2.1.0 for code scanning. Every code is a rule with its page; results beyond what GitHub takes are
// left out, the least urgent first, and a notification says how many.
import type { Severity } from '../code-entry.ts'
import { CODES, CODE_TABLE } from '../code-table.ts'
import type { Code } from '../code-table.ts'
import type { Diagnostic, Place } from '../diagnostic.ts'
import { messageOf } from '../diagnostic.ts'
import { uniqueFingerprintsOf } from '../fingerprint.ts'
import { PAGES } from '../pages.generated.ts'
import { mostUrgentFirst } from '../report.ts'
import type { Report } from '../report.ts'
import { jsonText, visibleText } from '../visible-text.ts'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
const INFORMATION_URI = 'https://www.npmjs.com/package/@dotclaude/dotclaude'
/** GitHub refuses a run with more, and shows the first 5,000 of them. */
const RESULTS_MAX = 25_000

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  string
>

export function formatSarif(report: Report): string {
  return jsonText(sarifLogOf(report))
}

function sarifLogOf(report: Report): object {
  const diagnostics = mostUrgentFirst(report)
  const shown = diagnostics.slice(0, RESULTS_MAX)
  const fingerprints = uniqueFingerprintsOf(shown)
  const run = {
    tool: { driver: driverOf(report.version) },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(diagnostics.length - shown.length)],
    results: shown.map((diagnostic, index) => resultOf(diagnostic, fingerprints[index] ?? '')),
  }
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] }
}

function driverOf(version: string): object {
  const rules = CODES.map(ruleOf)
  return { name: 'dotclaude', version, semanticVersion: version, informationUri: INFORMATION_URI, rules }
}

function ruleOf(code: Code): object {
  const { summary, severity, category } = CODE_TABLE[code]
  const page = PAGES[code] ?? `${summary}.`
  return {
    id: code,
    name: code,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary}.` },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [category] },
  }
}

function invocationOf(leftOut: number): object {
  if (leftOut === 0) return { executionSuccessful: true }
  const text = `${leftOut} less urgent results were left out, because a run holds at most ${RESULTS_MAX}.`
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] }
}

function resultOf(diagnostic: Diagnostic, fingerprint: string): object {
  const { code, severity, where, hint } = diagnostic
  const text = hint === undefined ? messageOf(diagnostic) : `${messageOf(diagnostic)}. ${visibleText(hint)}`
  return {
    ruleId: code,
    ruleIndex: CODES.indexOf(code),
    level: LEVELS[severity],
    message: { text: escapeLinks(text) },
    locations: [{ physicalLocation: locationOf(where) }],
    // GitHub's own key, primaryLocationLineHash, is a hash over the lines around: its upload adds that one itself.
    partialFingerprints: { 'dotclaude/v1': fingerprint },
  }
}

/** `[a](b)` in a message would become a link (3.11.6); a backslash keeps it text. */
function escapeLinks(text: string): string {
  return text.replace(/\[(?=[^[\]]*\]\()/g, String.raw`\[`)
}

/** Code scanning refuses a result without a place, so what concerns the whole repository is placed at its root. */
function locationOf(where: Place): object {
  const region = regionOf(where)
  return {
    artifactLocation: { uri: uriOf(where.file ?? '.'), uriBaseId: '%SRCROOT%' },
    ...(region === undefined ? {} : { region }),
  }
}

function regionOf({ line, column, endLine, endColumn }: Place): object | undefined {
  if (line === undefined) return undefined
  if (column === undefined) return { startLine: line }
  const region = { startLine: line, startColumn: column }
  if (endLine === undefined || endColumn === undefined || endLine < line) return region
  return { ...region, endLine, endColumn }
}

/** A relative reference: each segment is encoded, so that `a:b` is no scheme and `%` no escape. */
function uriOf(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
}
