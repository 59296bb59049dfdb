// The part of every check that looks at our own configuration.
import type { CheckResult } from '../../diagnostics/report.ts'
import type { Snapshot } from '../../repo/snapshot.ts'
import { runCheck } from '../rule.ts'
import type { Rule, RuleOptions } from '../rule.ts'
import { codesKnown } from './codes-known.ts'
import { configIn } from './config-file.ts'
import { configValid } from './config-valid.ts'

export const CONFIG_RULES: readonly Rule[] = [configValid, codesKnown]

export function checkConfig(snapshot: Snapshot, options: RuleOptions): CheckResult {
  return runCheck({ name: 'validate-config', rules: CONFIG_RULES, passed }, snapshot, options)
}

function passed(snapshot: Snapshot): readonly string[] {
  return configIn(snapshot) === undefined ? [] : ['configuration valid']
}
