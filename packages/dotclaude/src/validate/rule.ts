// What a rule is: a function from a snapshot to diagnostics, with the codes that it can raise. A rule never throws and
// reads nothing but what it is handed; the order of its diagnostics depends on the repository alone.
import type { Code } from '../diagnostics/code-table.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { CheckResult } from '../diagnostics/report.ts'
import type { Snapshot } from '../repo/snapshot.ts'
import type { BranchHistory } from './branch-drift/branch-history.ts'
import type { Host } from './settings/host.ts'

export interface RuleOptions {
  /** YYYY-MM-DD, in UTC. */
  readonly today: string
  /** The user's `~/.claude`, for settings that apply everywhere. */
  readonly home?: Snapshot
  /** What would only be a remark in everyday use is an error. */
  readonly strict?: boolean
  /** How the branch relates to the default branch. */
  readonly history?: BranchHistory
  /** How long a difference from the default branch may stand. */
  readonly daysMax?: number
  /** What the machine has beside the repository: programs, modes, sizes. */
  readonly host?: Host
  /** Where agents are, if not in `.claude/agents`. */
  readonly agentsFolder?: string
}

export interface Rule {
  /** The name of its file. */
  readonly id: string
  readonly codes: readonly Code[]
  readonly check: (snapshot: Snapshot, options: RuleOptions) => readonly Diagnostic[]
}

export interface Check {
  /** The command that runs it. */
  readonly name: string
  readonly rules: readonly Rule[]
  /** What to say about a repository in which no rule found an error. */
  readonly passed: (snapshot: Snapshot) => readonly string[]
}

export function runCheck(check: Check, snapshot: Snapshot, options: RuleOptions): CheckResult {
  const diagnostics = check.rules.flatMap((rule) => rule.check(snapshot, options))
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  return { check: check.name, passed: failed ? [] : check.passed(snapshot), diagnostics }
}

/** Several rules look at the same files, so what was read of a snapshot is kept as long as the snapshot. */
export function oncePerSnapshot<Value>(read: (snapshot: Snapshot) => Value): (snapshot: Snapshot) => Value {
  const known = new WeakMap<Snapshot, { readonly value: Value }>()
  return (snapshot) => {
    const kept = known.get(snapshot) ?? { value: read(snapshot) }
    known.set(snapshot, kept)
    return kept.value
  }
}
