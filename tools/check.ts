// `npm run check`: runs the steps one after the other, keeps going after a failure, and ends with a line
// `N passed, N failed`. `--skip a,b` leaves steps out; `--only a,b` runs nothing else.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { type Outcome, runStep } from './run-step.ts'
import { REAL_PARTS, STEPS, type Step } from './steps.ts'

const EXIT_USAGE = 64
const LINES_SHOWN = 300
const LINE_LENGTH_SHOWN = 400

/** `undefined` when a name is unknown: a misspelt step must not pass by running nothing. */
function chooseSteps(only: readonly string[], skip: readonly string[]): readonly Step[] | undefined {
  const all = [...STEPS, REAL_PARTS]
  if ([...only, ...skip].some((name) => all.every((step) => step.name !== name))) return undefined
  if (only.length > 0) return all.filter((step) => only.includes(step.name))
  return STEPS.filter((step) => !skip.includes(step.name))
}

function lineOf(step: Step, { passed, failed, skipped }: Outcome, seconds: number): string {
  const verdict = failed > 0 ? 'FAILED' : 'ok'
  const counts = 'tests' in step ? `${passed} passed, ${failed} failed, ${skipped} skipped` : ''
  return `${step.name.padEnd(14)} ${verdict.padEnd(7)} ${seconds.toFixed(1).padStart(6)} s  ${counts}`.trimEnd()
}

/** What real programs a passing step had to do without. */
const missingParts = (output: string): string => [...new Set(output.match(/^missing: .*$/gm))].join('\n')

/** What tests report for people to read (testkit's report), such as scores and tables. */
const reports = (output: string): string =>
  (output.match(/^» .*$/gm) ?? []).map((line) => line.replace('»', ' ')).join('\n')

/** The end of what was said, readable in a terminal; a failing property can print a whole page as one line. */
function excerptOf(step: Step, output: string): string {
  const lines = output.trimEnd().split('\n')
  const shown = lines.slice(-LINES_SHOWN).map((line) => line.slice(0, LINE_LENGTH_SHOWN))
  if (shown.join('\n') === lines.join('\n')) return output
  const file = `.build/check/${step.name.replaceAll(' ', '-')}.log`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, output)
  return [...shown, `(shortened; all of it is in ${file})`].join('\n')
}

async function runAll(steps: readonly Step[]): Promise<{ passed: number; failed: number }> {
  const total = { passed: 0, failed: 0 }
  for (const step of steps) {
    const startedAt = performance.now()
    const outcome = await runStep(step)
    const seconds = (performance.now() - startedAt) / 1_000
    const { failed } = outcome
    // Vitest colours also where nobody looks, and marks stand at the beginning of a line.
    const output = stripVTControlCharacters(outcome.output)
    const details = failed > 0 ? [excerptOf(step, output)] : [missingParts(output), reports(output)]
    console.log([lineOf(step, outcome, seconds), ...details].filter(Boolean).join('\n'))
    total.passed += outcome.passed
    total.failed += outcome.failed
  }
  return total
}

const listOption = { type: 'string', default: '' } as const
const { values } = parseArgs({ options: { only: listOption, skip: listOption } })
const namesIn = (list: string): string[] => list.split(',').filter((name) => name !== '')
const steps = chooseSteps(namesIn(values.only), namesIn(values.skip))
if (steps) {
  const { passed, failed } = await runAll(steps)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
} else {
  console.error(`unknown step; there are ${[...STEPS, REAL_PARTS].map((step) => step.name).join(', ')}`)
  process.exitCode = EXIT_USAGE
}
