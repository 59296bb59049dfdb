// What formatters are given: the results of some checks over one repository, and the questions that several of them ask.
import type { Diagnostic, Place } from './diagnostic.ts'
import { visibleText } from './visible-text.ts'

export interface CheckResult {
  /** The command's name, for example `validate-specs`. */
  readonly check: string
  /** What was found to be right, a sentence each. */
  readonly passed: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
  readonly notes?: readonly string[]
  /** What the pull request changes, from the check that compares it with its base. */
  readonly changedFiles?: ReadonlySet<string>
}

export interface Report {
  readonly checks: readonly CheckResult[]
  /** The checked repository's absolute path. */
  readonly root: string
  /** Our own version. */
  readonly version: string
  /** What the pull request changes, where that is known: its diagnostics come first where room is limited. */
  readonly changedFiles?: ReadonlySet<string>
  /** A file's text, for formats that count columns otherwise than we do; `undefined` where it cannot be read. */
  readonly textOf?: (file: string) => string | undefined
}

export interface Counts {
  readonly pass: number
  readonly fail: number
  readonly warn: number
}

export function diagnosticsOf(report: Report): readonly Diagnostic[] {
  return report.checks.flatMap(({ diagnostics }) => diagnostics)
}

export function countsOf(report: Report): Counts {
  const diagnostics = diagnosticsOf(report)
  return {
    pass: report.checks.reduce((sum, { passed }) => sum + passed.length, 0),
    fail: diagnostics.filter(({ severity }) => severity === 'error').length,
    warn: diagnostics.filter(({ severity }) => severity === 'warning').length,
  }
}

const SEVERITIES = ['error', 'warning', 'info'] as const

/** For where room is limited: what the pull request changes first, then errors before warnings, else in their order. */
export function mostUrgentFirst(report: Report): readonly Diagnostic[] {
  const isInDiff = ({ where }: Diagnostic): boolean =>
    where.file !== undefined && report.changedFiles?.has(where.file) === true
  const rankOf = (diagnostic: Diagnostic): number =>
    (isInDiff(diagnostic) ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(diagnostic.severity)
  return diagnosticsOf(report).toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** `file:line:column` as far as it is known, or nothing. */
export function placeText({ file, line, column }: Place): string {
  if (file === undefined) return ''
  const position = [line, line === undefined ? undefined : column].filter((part) => part !== undefined)
  return [visibleText(file), ...position].join(':')
}

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
