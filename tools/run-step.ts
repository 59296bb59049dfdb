// Runs one step of the check and tells how much passed, how much failed, and what was said. It never throws: a step
// that cannot even start is a failed step, so that the steps after it still run.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { type Finished, runProgram } from './run-program.ts'
import type { Step } from './steps.ts'

export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What the programs printed, both streams in the order in which it came. */
  readonly output: string
}

/** Far above what any step needs: it turns a hang into a failure, so that the steps after it still run. */
const STEP_DEADLINE_MS = 12 * 60 * 1_000

const run = (command: readonly string[]): Promise<Finished> => runProgram(command, STEP_DEADLINE_MS)

async function runCommands(commands: readonly (readonly string[])[]): Promise<Outcome> {
  const finished: Finished[] = []
  for (const command of commands) finished.push(await run(command))
  const ok = finished.every((one) => one.ok)
  const output = finished.map((one) => one.output).join('')
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output }
}

export interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

const NO_REPORT: VitestReport = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] }

/** A file that does not load has no tests to fail, and counts as one. */
function filesNotLoaded({ testResults }: VitestReport): number {
  return testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
}

export function countTests(report: VitestReport, ok: boolean): Omit<Outcome, 'output'> {
  const failed = report.numFailedTests + filesNotLoaded(report)
  // Vitest may fail as a whole, by an unhandled error or by breaking down.
  return {
    passed: report.numPassedTests,
    failed: ok ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests,
  }
}

async function runTests(kind: string): Promise<Outcome> {
  const file = `.build/check/${kind}.json`
  rmSync(file, { force: true })
  // With what comes alone after the others of its kind, if there is such.
  const projects = [`--project=${kind}`, `--project=${kind}-alone`]
  const { ok, output } = await run([
    'node_modules/.bin/vitest',
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : NO_REPORT
  return { ...countTests(report, ok), output }
}

export function runStep(step: Step): Promise<Outcome> {
  return 'tests' in step ? runTests(step.tests) : runCommands(step.commands)
}
