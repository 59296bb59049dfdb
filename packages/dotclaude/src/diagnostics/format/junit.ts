// The report as JUnit XML: a suite per check, a case per diagnostic or passed message. Errors fail their case; warnings
// pass and say so in their output, as a test report knows no third way.
import type { Diagnostic } from '../diagnostic.ts'
import { messageOf } from '../diagnostic.ts'
import { placeText } from '../report.ts'
import type { CheckResult, Report } from '../report.ts'
import { visibleText } from '../visible-text.ts'

interface Case {
  readonly classname: string
  readonly name: string
  /** Written XML; empty for a case that just passed. */
  readonly outcome: string
  readonly failed: boolean
}

export function formatJunit(report: Report): string {
  const suites = report.checks.map(({ check, ...result }) => ({
    check,
    cases: casesOf({ check, ...result }),
  }))
  const cases = suites.flatMap((suite) => suite.cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dotclaude" ${tallyOf(cases)}>`,
    ...suites.flatMap(({ check, cases }) => suiteLines(check, cases)),
    '</testsuites>',
    '',
  ].join('\n')
}

function suiteLines(check: string, cases: readonly Case[]): readonly string[] {
  return [
    `  <testsuite name="${escapeXml(check)}" ${tallyOf(cases)} skipped="0">`,
    ...cases.map(caseLine),
    '  </testsuite>',
  ]
}

function tallyOf(cases: readonly Case[]): string {
  return `tests="${cases.length}" failures="${cases.filter(({ failed }) => failed).length}" errors="0"`
}

function caseLine({ classname, name, outcome }: Case): string {
  const start = `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}" time="0"`
  return outcome === '' ? `${start}/>` : `${start}>${outcome}</testcase>`
}

function casesOf({ check, passed, diagnostics }: CheckResult): readonly Case[] {
  return withUniqueNames([
    ...diagnostics.map(caseOf),
    ...passed.map((message) => ({ classname: check, name: message, outcome: '', failed: false })),
  ])
}

function caseOf(diagnostic: Diagnostic): Case {
  const { code, severity, where, hint } = diagnostic
  const message = messageOf(diagnostic)
  const place = placeText(where)
  const text = [`${place === '' ? '' : `${place}: `}${message}`, ...(hint === undefined ? [] : [hint])]
  const body = text.map(escapeXml).join('\n')
  const failed = severity === 'error'
  const outcome = failed
    ? `<failure message="${escapeXml(message)}" type="${code}">${body}</failure>`
    : `<system-out>${severity}: ${body}</system-out>`
  return { classname: code, name: place === '' ? message : place, outcome, failed }
}

/** Readers take a class and a name for one test, and would show the last of several alone. */
function withUniqueNames(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>()
  return cases.map((one) => {
    const key = `${one.classname} ${one.name}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? one : { ...one, name: `${one.name} (${count})` }
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What XML 1.0 forbids altogether, control characters and halves of pairs, is already an escape after visibleText. */
function escapeXml(text: string): string {
  return visibleText(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
