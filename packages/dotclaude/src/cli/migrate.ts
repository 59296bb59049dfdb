// The work of `migrate`: says how a repository that version 1.3 set up is read, and records in the baseline what this
// version finds beyond the old one, so that only what is new fails. No file that was there is changed.
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import { countsOf } from '../diagnostics/report.ts'
import type { Report } from '../diagnostics/report.ts'
import { version } from '../diagnostics/version.ts'
import { surveyReference } from '../install/survey-reference.ts'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { hasFlag } from './command.ts'
import type { Call } from './command.ts'
import { outputsOf, writeReport } from './report-outputs.ts'
import { rootOf } from './root.ts'
import { ALL_CHECKS, resultsOf } from './run-checks.ts'
import type { Terminal } from './terminal.ts'

export function runMigrate(call: Call, terminal: Terminal): number {
  const outputs = outputsOf(call, terminal.env)
  const snapshot = openSnapshot(rootOf(call, terminal))
  const { read, remarks } = surveyReference(snapshot)
  const results = resultsOf(ALL_CHECKS, { snapshot, call: recording(call), terminal })
  const notes = read.length > 0 ? remarks : ['nothing here is of version 1.3: `dotclaude init` sets it up']
  const survey = { check: 'migrate', passed: read, diagnostics: [], notes }
  const report: Report = { checks: [survey, ...results], root: snapshot.root, version }
  writeReport(report, outputs, call, terminal)
  return countsOf(report).fail > 0 ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}

/** The same call, with everything that is wrong now recorded as known. */
function recording(call: Call): Call {
  if (hasFlag(call, 'dry-run')) return call
  return { ...call, flags: new Map([...call.flags, ['update-baseline', ['true']]]) }
}
