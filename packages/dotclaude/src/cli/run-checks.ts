// Runs checks over one snapshot of the repository and reports them: the common body of `check` and of every validator.
// A check that cannot do its work does not spare the others their report, and makes the exit code 2.
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { EXIT_CODES } from '../diagnostics/exit-codes.ts'
import { Failure, exitCodeOf } from '../diagnostics/failure.ts'
import { countsOf, diagnosticsOf } from '../diagnostics/report.ts'
import type { CheckResult, Report } from '../diagnostics/report.ts'
import { settle } from '../diagnostics/settle.ts'
import { version } from '../diagnostics/version.ts'
import { openSnapshot } from '../repo/disk-snapshot.ts'
import { CHECK_TABLE } from './check-table.ts'
import type { CheckContext, CheckName } from './check-table.ts'
import { flagValue, hasFlag } from './command.ts'
import type { Call } from './command.ts'
import { baselinePath, readBaseline, readDecisions, textIfReadable } from './decisions.ts'
import { keepBaseline } from './keep-baseline.ts'
import { diagnosticOf, failureOf } from './report-failure.ts'
import { outputsOf, writeReport } from './report-outputs.ts'
import { rootOf } from './root.ts'
import type { Terminal } from './terminal.ts'

/** The order of the report, and of the work: what costs git a question comes last. */
export const ALL_CHECKS: readonly CheckName[] = [
  'validate-specs',
  'validate-skills',
  'validate-settings',
  'check-instruction-drift',
  'check-spec-coverage',
  'detect-drift',
]

export function runAllChecks(call: Call, terminal: Terminal): number {
  return runChecks(ALL_CHECKS, call, terminal)
}

export function runChecks(names: readonly CheckName[], call: Call, terminal: Terminal): number {
  const outputs = outputsOf(call, terminal.env)
  const snapshot = openSnapshot(rootOf(call, terminal))
  const context: CheckContext = { snapshot, options: optionsOf(call, terminal), call, terminal }
  const runs = runAll(names, context)
  const report = reportOf(runs, context)
  writeReport(report, outputs, call, terminal)
  return exitOf(report, runs, hasFlag(call, 'strict'))
}

function reportOf(runs: readonly CheckRun[], context: CheckContext): Report {
  const { snapshot } = context
  const changedFiles = runs.find(({ result }) => result.changedFiles !== undefined)?.result.changedFiles
  return {
    checks: settledResults(runs, context),
    root: snapshot.root,
    version,
    textOf: (file) => textIfReadable(snapshot, file),
    ...(changedFiles === undefined ? {} : { changedFiles }),
  }
}

/** The same without a report, for who makes one of his own. */
export function resultsOf(
  names: readonly CheckName[],
  { call, terminal, ...rest }: Omit<CheckContext, 'options'>,
): readonly CheckResult[] {
  const context = { ...rest, call, terminal, options: optionsOf(call, terminal) }
  return settledResults(runAll(names, context), context)
}

/** A configuration that cannot be understood would change what every check says, so it is always among them. */
function runAll(names: readonly CheckName[], context: CheckContext): readonly CheckRun[] {
  return [CONFIG_CHECK, ...names].map((name) => runOne(name, context))
}

function settledResults(runs: readonly CheckRun[], { snapshot, call }: CheckContext): readonly CheckResult[] {
  const codes = new Set<string>(runs.flatMap(({ name }) => CHECK_TABLE[name].codes))
  const results = runs.map(({ result }) => result).filter(hasSomethingToSay)
  const decisions = readDecisions(snapshot, results, (code) => codes.has(code))
  const path = baselinePath(snapshot, call)
  const kept = hasFailed(runs) ? undefined : keepBaseline(call, { snapshot, path, results, decisions })
  const baseline = readBaseline(snapshot, path, kept ?? snapshot.text(path))
  return settle(results, { ...decisions, ...baseline })
}

/** What a check that could not work would have said is unknown, so nothing may be written down about it. */
function hasFailed(runs: readonly CheckRun[]): boolean {
  return runs.some(({ failure }) => failure !== undefined)
}

const CONFIG_CHECK: CheckName = 'validate-config'

/** Most repositories have no configuration, which needs no words. */
function hasSomethingToSay({ check, passed, diagnostics }: CheckResult): boolean {
  return check !== CONFIG_CHECK || passed.length + diagnostics.length > 0
}

interface CheckRun {
  readonly name: CheckName
  readonly result: CheckResult
  /** Present if the check could not do its work. */
  readonly failure?: Failure
}

function runOne(name: CheckName, context: CheckContext): CheckRun {
  try {
    return { name, result: CHECK_TABLE[name].run(context) }
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code === 'INTERNAL_BUG' && hasFlag(context.call, 'verbose'))
      context.terminal.writeRemark(`${error instanceof Error ? error.stack : String(error)}\n`)
    const diagnostics: readonly Diagnostic[] = [diagnosticOf(failure)]
    return { name, result: { check: name, passed: [], diagnostics }, failure }
  }
}

function optionsOf(call: Call, terminal: Terminal): CheckContext['options'] {
  return {
    today: terminal.now().toISOString().slice(0, 'YYYY-MM-DD'.length),
    strict: hasFlag(call, 'strict'),
    ...daysOf(flagValue(call, 'days')),
  }
}

function daysOf(days: string | undefined): { readonly daysMax?: number } {
  if (days === undefined) return {}
  if (/^\d{1,5}$/.test(days)) return { daysMax: Number(days) }
  throw new Failure('USAGE_FLAG_VALUE', {
    flag: '--days',
    detail: `takes a number of days, and was given ${days}`,
  })
}

function exitOf(report: Report, runs: readonly CheckRun[], isStrict: boolean): number {
  const failed = runs.flatMap(({ failure }) => (failure === undefined ? [] : [exitCodeOf(failure)]))
  if (failed.length > 0) return Math.max(...failed)
  // Without what a check compares with, nothing was checked.
  if (diagnosticsOf(report).some(({ category, severity }) => category === 'env' && severity === 'error'))
    return EXIT_CODES.ENV
  const { fail, warn } = countsOf(report)
  return fail + (isStrict ? warn : 0) > 0 ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}
