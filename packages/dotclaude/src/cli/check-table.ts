// The checks by the names of their commands. A row says which codes a check can raise, so that a suppression of another
// check's code is not called unused, and how it is run.
import type { Code } from '../diagnostics/code-table.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import type { RuleOptions } from '../validate/rule.ts'
import { SPEC_RULES, checkSpecs } from '../validate/specs/check-specs.ts'
import type { Call } from './command.ts'
import type { Terminal } from './terminal.ts'

/** What a check may look at. */
export interface CheckContext {
  readonly snapshot: Snapshot
  readonly options: RuleOptions
  readonly call: Call
  readonly terminal: Terminal
}

export interface CheckRow {
  readonly codes: readonly Code[]
  readonly run: (context: CheckContext) => CheckResult
}

const codesOf = (rules: readonly { readonly codes: readonly Code[] }[]): readonly Code[] =>
  rules.flatMap(({ codes }) => codes)

export type CheckName = 'validate-specs'

export const CHECK_TABLE: Readonly<Record<CheckName, CheckRow>> = {
  'validate-specs': {
    codes: codesOf(SPEC_RULES),
    run: ({ snapshot, options }) => checkSpecs(snapshot, options),
  },
}
