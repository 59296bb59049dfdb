// The one decision of the gate: may these changes go in? Hook, commit and CI hand in what changed, what the base and the
// head of the branch say, and what the author states. The base judges: what a change says about its own policy counts
// only for the files that are not part of that policy.
import type { CheckResult } from '../diagnostics/report.ts'
import { diagnose } from '../diagnostics/diagnostic.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Failure } from '../diagnostics/failure.ts'
import type { Change } from '../repo/changes.ts'
import { coverersOf, judgeSpecs, newCoverersOf } from './judging-specs.ts'
import type { JudgingSpecs } from './judging-specs.ts'
import { judgeIds } from './named-specs.ts'
import { FACTS_FILE } from './facts-file.ts'
import type { CoveringSpec, Mode, Policy } from './policy.ts'
import { loosenedBy } from './loosening.ts'
import type { Loosening } from './loosening.ts'
import type { Statement } from './statement.ts'
import { touchedPaths } from './touched-path.ts'
import type { TouchedPath } from './touched-path.ts'
import { explainUncovered } from './uncovered.ts'

export interface CoverageInput {
  readonly changes: readonly Change[]
  /** What the branch says that the change wants to get into. */
  readonly base: Policy
  /** What the change says. */
  readonly head: Policy
  readonly statement: Statement
  /** Whether there is a description in which the author could have stated something. */
  readonly isPullRequest: boolean
  /** The files at base and head: by them it is seen whether protection gets smaller. */
  readonly files?: readonly string[]
  /** Who opened the pull request, by the word of the platform and not of a variable. */
  readonly author?: Author
  /** Who made a change, where the platform names no author. */
  readonly authorOf?: (change: Change) => Author | undefined
  /** Whether a change is nothing but a dependency at another version. */
  readonly isDependencyUpdate?: (change: Change) => boolean
}

export interface Author {
  readonly login: string
  readonly isBot: boolean
}

export interface CoverageResult extends CheckResult {
  readonly verdict: 'pass' | 'fail'
  /** Every file that changed, protected or not; both names of a renamed one. */
  readonly changedFiles: ReadonlySet<string>
  /** The protected files that changed, sorted; both names of a renamed one. */
  readonly protectedFiles: readonly string[]
  /** Those that nothing covers. */
  readonly uncovered: readonly string[]
}

const CHECK = 'check-spec-coverage'

export function decideCoverage(input: CoverageInput): CoverageResult {
  if (input.base.mode === 'off') return passing(input, 'the gate is switched off by `coverage.mode`')
  const protects = protectionOf(input)
  if (protects === undefined)
    return passing(
      input,
      `the base has no ${FACTS_FILE}: this change brings in the policy that judges the next ones`,
    )
  return atMode(input.base.mode, judge(input, protects))
}

/** The base's protection; the head's where the base's cannot be read, so that it can be mended; none at adoption. */
function protectionOf({ base, head }: CoverageInput): ((path: string) => boolean) | undefined {
  if (base.protection.kind === 'known') return base.protection.matches
  if (head.protection.kind === 'known') {
    const { matches } = head.protection
    return base.protection.kind === 'absent' ? undefined : (path) => path === FACTS_FILE || matches(path)
  }
  const unusable = [base, head].map(({ protection }) => protection).find(({ kind }) => kind === 'unusable')
  throw new Failure('ENV_FACTS_MISSING', {
    detail: unusable?.kind === 'unusable' ? unusable.detail : 'there is no such file',
  })
}

function judge(input: CoverageInput, protects: (path: string) => boolean): CoverageResult {
  const loosenings = loosenedBy(input)
  const isLoosening = new Set(loosenings.map(({ file }) => file))
  const specs = judgeSpecs(input.base, input.head, input.changes)
  const touched = touchedPaths(input.changes).filter(({ path }) => protects(path) || isLoosening.has(path))
  const uncovered = touched.filter((path) => coverersOf(specs, path).length === 0 && !isExempt(input, path))
  const open = input.statement.rationale === undefined ? uncovered : []
  const diagnostics = [
    ...judgeIds(input.statement, specs, touched),
    ...judgeStatement(input, open),
    ...loosenings.map((loosening) => diagnoseLoosening(loosening, open)),
    ...open
      .filter(({ path }) => !isLoosening.has(path))
      .map((path) => explainUncovered(path, specs, input.statement)),
    ...changedSpecs(specs, touched),
  ]
  return resultOf(input, diagnostics, touched, { uncovered, open })
}

/** Only a bot that the base admits, and only where a file changed in nothing but versions. */
function isExempt(input: CoverageInput, { change }: TouchedPath): boolean {
  const author = input.author ?? input.authorOf?.(change)
  if (author === undefined || !author.isBot || !input.base.bots.includes(author.login)) return false
  return change.status === 'M' && input.isDependencyUpdate?.(change) === true
}

function judgeStatement(
  { statement, isPullRequest }: CoverageInput,
  open: readonly TouchedPath[],
): readonly Diagnostic[] {
  if (open.length === 0) return []
  if (statement.hasEmptyRationale) return [diagnose('COVERAGE_RATIONALE_EMPTY', {})]
  if (!isPullRequest || statement.ids.length > 0) return []
  return [diagnose('COVERAGE_NO_SPEC_RATIONALE', {}, { count: open.length })]
}

/** Where a spec or a rationale stands for it, loosening is worth a reader's eye and no more. */
function diagnoseLoosening({ file, detail }: Loosening, open: readonly TouchedPath[]): Diagnostic {
  const isOpen = open.some(({ path }) => path === file)
  return diagnose(
    'COVERAGE_POLICY_WEAKENED',
    { file },
    { file, detail },
    isOpen ? {} : { severity: 'warning' },
  )
}

function changedSpecs(specs: JudgingSpecs, touched: readonly TouchedPath[]): readonly Diagnostic[] {
  const counts = new Map<CoveringSpec, number>()
  for (const spec of touched.flatMap((path) => newCoverersOf(specs, path)))
    counts.set(spec, (counts.get(spec) ?? 0) + 1)
  return [...counts].map(([{ id, file }, count]) =>
    diagnose('COVERAGE_SPEC_CHANGED', { file }, { id, count, detail: specs.changes.get(file) ?? '' }),
  )
}

function resultOf(
  input: CoverageInput,
  diagnostics: readonly Diagnostic[],
  touched: readonly TouchedPath[],
  { uncovered, open }: { readonly uncovered: readonly TouchedPath[]; readonly open: readonly TouchedPath[] },
): CoverageResult {
  const { statement, author } = input
  const protectedFiles = pathsOf(touched)
  const fails = diagnostics.some(({ severity }) => severity === 'error')
  const waived = uncovered.length > open.length
  return {
    check: CHECK,
    verdict: fails ? 'fail' : 'pass',
    passed: fails ? [] : [`spec coverage ok (${protectedFiles.length} protected file(s) changed)`],
    diagnostics,
    notes: [
      ...(waived
        ? [`${uncovered.length} protected file(s) change without a spec: ${statement.rationale}`]
        : []),
      ...(author?.isBot === true && protectedFiles.length > 0 ? [`opened by the bot ${author.login}`] : []),
    ],
    changedFiles: changedIn(input),
    protectedFiles,
    uncovered: pathsOf(open),
  }
}

function pathsOf(touched: readonly TouchedPath[]): readonly string[] {
  return [...new Set(touched.map(({ path }) => path))].toSorted()
}

function passing(input: CoverageInput, note: string): CoverageResult {
  return {
    check: CHECK,
    verdict: 'pass',
    passed: ['spec coverage ok'],
    diagnostics: [],
    notes: [note],
    changedFiles: changedIn(input),
    protectedFiles: [],
    uncovered: [],
  }
}

function changedIn({ changes }: CoverageInput): ReadonlySet<string> {
  return new Set(touchedPaths(changes).map(({ path }) => path))
}

function atMode(mode: Mode, result: CoverageResult): CoverageResult {
  if (mode === 'enforce' || result.verdict === 'pass') return result
  const diagnostics = result.diagnostics.map((diagnostic): Diagnostic => ({
    ...diagnostic,
    severity: 'warning',
  }))
  return { ...result, verdict: 'pass', diagnostics, passed: ['spec coverage warns only, by `coverage.mode`'] }
}
