// `detect-drift`: has this branch drifted from the default branch in what agents load?
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { divergedTooLong } from './diverged-too-long.ts'

export const BRANCH_DRIFT_RULES: readonly Rule[] = [divergedTooLong]

/** Without a history nothing was compared, and so nothing is said to be right. */
export function checkBranchDrift(snapshot: Snapshot, options: RuleOptions): CheckResult {
  const passed = (): readonly string[] => (options.history === undefined ? [] : ['no drift detected'])
  return runCheck({ name: 'detect-drift', rules: BRANCH_DRIFT_RULES, passed }, snapshot, options)
}
