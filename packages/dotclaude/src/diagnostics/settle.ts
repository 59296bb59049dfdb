// What a repository decided about its diagnostics, applied in order: how severe a code is, what somebody gave a reason
// for, what was already wrong at adoption. Each check keeps what is left, and one more check says what is wrong about
// those decisions themselves and how much they hid.
import { applyBaseline } from './baseline.ts'
import type { Baseline, TextOf } from './baseline.ts'
import type { Diagnostic, Place } from './diagnostic.ts'
import { counted } from './report.ts'
import type { CheckResult } from './report.ts'
import { applyRuleLevels } from './rule-levels.ts'
import type { RuleLevel } from './rule-levels.ts'
import { applySuppressions } from './suppressions.ts'
import type { SuppressionSources } from './suppressions.ts'

export interface Decisions {
  readonly levels?: Readonly<Record<string, RuleLevel>>
  readonly suppressions?: SuppressionSources
  readonly baseline?: { readonly content: Baseline; readonly where: Place; readonly textOf: TextOf }
}

/** The name of the check that is added when there is something to say about the decisions. */
const DECISIONS_CHECK = 'suppressions'

export function settle(checks: readonly CheckResult[], decisions: Decisions): readonly CheckResult[] {
  const levels = decisions.levels ?? {}
  const leveled = checks.map((check) => ({
    ...check,
    diagnostics: applyRuleLevels(check.diagnostics, levels),
  }))
  const found = leveled.flatMap(({ diagnostics }) => diagnostics)
  const { kept, hidden } = keptOf(found, decisions)
  const left = new Set(kept)
  const settled = leveled.map((check, index) =>
    withWords(
      { ...check, diagnostics: check.diagnostics.filter((diagnostic) => left.has(diagnostic)) },
      checks[index]?.diagnostics.length ?? 0,
    ),
  )
  const before = new Set(found)
  const about = applyRuleLevels(
    kept.filter((diagnostic) => !before.has(diagnostic)),
    levels,
  )
  if (about.length === 0 && hidden.length === 0) return settled
  return [...settled, { check: DECISIONS_CHECK, passed: [], diagnostics: about, notes: hidden }]
}

/** A check whose diagnostics are all hidden would otherwise say nothing at all. */
function withWords(check: CheckResult, foundCount: number): CheckResult {
  const isMute = foundCount > 0 && check.diagnostics.length + check.passed.length === 0
  return isMute ? { ...check, passed: ['nothing beyond what is known or switched off'] } : check
}

interface Kept {
  readonly kept: readonly Diagnostic[]
  /** A sentence for each way in which something was hidden. */
  readonly hidden: readonly string[]
}

function keptOf(found: readonly Diagnostic[], { suppressions, baseline }: Decisions): Kept {
  const first = applySuppressions(found, suppressions ?? { texts: new Map() })
  const isJudged = suppressions?.isJudged
  const second =
    baseline === undefined
      ? { kept: first.kept, known: [] }
      : applyBaseline(first.kept, baseline.content, { ...baseline, ...(isJudged ? { isJudged } : {}) })
  return {
    kept: second.kept,
    hidden: [
      ...noteOf(first.suppressed.length, 'suppressed with a reason'),
      ...noteOf(second.known.length, 'known from the baseline'),
    ],
  }
}

function noteOf(count: number, how: string): readonly string[] {
  return count === 0 ? [] : [`${counted(count, 'diagnostic')} ${how}`]
}
