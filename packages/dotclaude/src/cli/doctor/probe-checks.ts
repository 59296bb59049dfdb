// Do the validators pass? Each is one line here; the validator itself says the details.
import { diagnose } from '../../diagnostics/diagnostic.ts'
import { countsOf } from '../../diagnostics/report.ts'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import type { CheckName } from '../check-table.ts'
import { resultsOf } from '../run-checks.ts'
import { FACTS_FILE } from './probe.ts'
import type { DoctorContext, Finding } from './probe.ts'

const VALIDATORS: readonly CheckName[] = [
  'validate-specs',
  'validate-skills',
  'check-instruction-drift',
  'validate-settings',
]

/** Without facts there is nothing for instructions to drift from; their absence has a line of its own. */
export function probeChecks({ snapshot, call, terminal }: DoctorContext): readonly Finding[] {
  const names = VALIDATORS.filter((name) => name !== 'check-instruction-drift' || snapshot.isFile(FACTS_FILE))
  return resultsOf(names, { snapshot, call, terminal }).flatMap((result) => lineOf(result, snapshot.root))
}

function lineOf(result: CheckResult, root: string): readonly Finding[] {
  const { check, passed, notes = [] } = result
  const { fail, warn } = countsOf({ checks: [result], root, version })
  const right = passed.length > 0 ? passed : notes
  if (fail === 0) return [`${check}: ${right.join(', ')}${warn === 0 ? '' : ` (${warn} to look at)`}`]
  return [diagnose('ENV_CHECK_FAILS', {}, { check, count: fail })]
}
