// What formatters are given: the results of some checks over one repository.
import type { Diagnostic } from './diagnostic.ts'

export interface CheckResult {
  /** The command's name, for example `validate-specs`. */
  readonly check: string
  /** What was found to be right, a sentence each. */
  readonly passed: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
  readonly notes?: readonly string[]
}

export interface Report {
  readonly checks: readonly CheckResult[]
  /** The checked repository's absolute path. */
  readonly root: string
  /** Our own version. */
  readonly version: string
  /** What the pull request changes, where that is known: its diagnostics come first where room is limited. */
  readonly changedFiles?: ReadonlySet<string>
}
