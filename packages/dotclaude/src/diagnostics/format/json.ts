// The report as one JSON document: the envelope of events and counts that scripts already read, and which schema and
// version it follows.
import { countsOf } from '../report.ts'
import type { CheckResult, Counts, Report } from '../report.ts'
import type { Severity } from '../code-entry.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { toValidationError } from '../validation-error.ts'
import { jsonText } from '../visible-text.ts'

const REPORT_SCHEMA = 'https://dotclaude.dev/schemas/report.schema.json'

interface Event {
  readonly kind: 'pass' | 'fail' | 'warn' | 'info'
  readonly message: string
  readonly details?: unknown
}

interface Envelope {
  readonly $schema: string
  readonly version: string
  readonly events: readonly Event[]
  readonly counts: Counts
}

export function formatJson(report: Report): string {
  return jsonText(envelopeOf(report))
}

function envelopeOf(report: Report): Envelope {
  return {
    $schema: REPORT_SCHEMA,
    version: report.version,
    events: report.checks.flatMap(eventsOf),
    counts: countsOf(report),
  }
}

const KINDS: Readonly<Record<Severity, Event['kind']>> = { error: 'fail', warning: 'warn', info: 'info' }

function eventsOf({ passed, diagnostics, notes = [] }: CheckResult): readonly Event[] {
  return [
    ...diagnostics.map(eventOf),
    ...passed.map((message): Event => ({ kind: 'pass', message })),
    ...notes.map((message): Event => ({ kind: 'info', message })),
  ]
}

function eventOf(diagnostic: Diagnostic): Event {
  const error = toValidationError(diagnostic)
  return { kind: KINDS[diagnostic.severity], message: error.toString(), details: error.toJSON() }
}
