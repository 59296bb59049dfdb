// The report for a person at a terminal: a line per event, and under what is wrong the way to mend it.
import type { Diagnostic } from '../diagnostic.ts'
import { messageOf } from '../diagnostic.ts'
import { counted, countsOf, placeText } from '../report.ts'
import type { CheckResult, Report } from '../report.ts'
import { toValidationError, verboseLinesOf } from '../validation-error.ts'
import { visibleText } from '../visible-text.ts'

export interface HumanOptions {
  readonly color?: boolean
  /** Every known field under each diagnostic. */
  readonly verbose?: boolean
}

const GLYPHS = { pass: '✓', error: '✗', warning: '⚠', info: ' ' } as const
type Kind = keyof typeof GLYPHS

const GREEN = 32
const RED = 31
const YELLOW = 33
const DIM = 2
const STYLES: Readonly<Record<Kind, number>> = { pass: GREEN, error: RED, warning: YELLOW, info: DIM }

export function formatHuman(report: Report, options: HumanOptions = {}): string {
  const many = report.checks.length > 1
  const blocks = report.checks.map((check) => linesOf(check, many, options).join('\n'))
  const summary = summaryOf(report)
  return `${[...blocks, ...(summary === '' ? [] : [summary])].join(many ? '\n\n' : '\n')}\n`
}

function linesOf(check: CheckResult, withName: boolean, options: HumanOptions): readonly string[] {
  const line = (kind: Kind, text: string): string =>
    `  ${styled(GLYPHS[kind], STYLES[kind], options)} ${text}`
  return [
    ...(withName ? [check.check] : []),
    ...check.diagnostics.flatMap((diagnostic) => [
      line(diagnostic.severity, headOf(diagnostic, options)),
      ...detailsOf(diagnostic, options),
    ]),
    ...check.passed.map((message) => line('pass', visibleText(message))),
    ...(check.notes ?? []).map((note) => line('info', visibleText(note))),
  ]
}

function headOf(diagnostic: Diagnostic, options: HumanOptions): string {
  const place = placeText(diagnostic.where)
  const code = styled(diagnostic.code, DIM, options)
  return `${place === '' ? '' : `${place}: `}${messageOf(diagnostic)}  ${code}`
}

function detailsOf(diagnostic: Diagnostic, options: HumanOptions): readonly string[] {
  if (options.verbose === true)
    return verboseLinesOf(toValidationError(diagnostic)).map((field) => `    ${visibleText(field)}`)
  return diagnostic.hint === undefined ? [] : [`      ${styled(visibleText(diagnostic.hint), DIM, options)}`]
}

/** Nothing when all is well: the lines above said so. */
function summaryOf(report: Report): string {
  const { fail, warn } = countsOf(report)
  if (fail + warn === 0) return ''
  const counts = [
    ...(fail === 0 ? [] : [counted(fail, 'error')]),
    ...(warn === 0 ? [] : [counted(warn, 'warning')]),
  ]
  return `  ${counts.join(', ')}; \`dotclaude explain CODE\` says more`
}

function styled(text: string, style: number, { color }: HumanOptions): string {
  return color === true ? `\u001b[${style}m${text}\u001b[0m` : text
}
