// The report as a GitLab Code Quality document. Its fingerprints are unique within the document and do not move with
// lines, so that a merge request shows what it adds and what it mends.
import type { Severity } from '../code-entry.ts'
import { messageOf } from '../diagnostic.ts'
import { uniqueFingerprintsOf } from '../fingerprint.ts'
import { diagnosticsOf } from '../report.ts'
import type { Report } from '../report.ts'
import { jsonText, visibleText } from '../visible-text.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' }

export function formatGitlab(report: Report): string {
  const diagnostics = diagnosticsOf(report)
  const fingerprints = uniqueFingerprintsOf(diagnostics)
  return jsonText(
    diagnostics.map((diagnostic, index) => ({
      description: [messageOf(diagnostic), ...hintOf(diagnostic.hint)].join('. '),
      check_name: diagnostic.code,
      fingerprint: fingerprints[index],
      severity: SEVERITIES[diagnostic.severity],
      // Both are required, also where the whole repository is meant.
      location: { path: diagnostic.where.file ?? '.', lines: { begin: diagnostic.where.line ?? 1 } },
    })),
  )
}

function hintOf(hint: string | undefined): readonly string[] {
  return hint === undefined ? [] : [visibleText(hint)]
}
