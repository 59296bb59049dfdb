// Annotations: which ones are shown, where, and how they are escaped.
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/diagnostics/diagnostic.ts'
import type { Diagnostic, Place } from '../../../../src/diagnostics/diagnostic.ts'
import { formatGithub } from '../../../../src/diagnostics/format/github.ts'
import type { Report } from '../../../../src/diagnostics/report.ts'

function reportOf(diagnostics: readonly Diagnostic[], changedFiles?: ReadonlySet<string>): Report {
  const checks = [{ check: 'a', passed: ['fine'], diagnostics }]
  return { root: '/r', version: '2.0.0', checks, ...(changedFiles ? { changedFiles } : {}) }
}

test.each<{ where: Place; properties: string }>([
  { where: {}, properties: 'title=SCAFFOLD_USAGE' },
  { where: { file: 'a' }, properties: 'file=a,title=SCAFFOLD_USAGE' },
  { where: { file: 'a', line: 2 }, properties: 'file=a,line=2,endLine=2,title=SCAFFOLD_USAGE' },
  {
    where: { file: 'a', line: 2, column: 3, endLine: 2, endColumn: 5 },
    properties: 'file=a,line=2,endLine=2,col=3,endColumn=5,title=SCAFFOLD_USAGE',
  },
  // GitHub drops columns that span lines.
  {
    where: { file: 'a', line: 2, column: 3, endLine: 4, endColumn: 5 },
    properties: 'file=a,line=2,endLine=4,title=SCAFFOLD_USAGE',
  },
  { where: { file: 'a', line: 4, endLine: 2 }, properties: 'file=a,line=4,endLine=4,title=SCAFFOLD_USAGE' },
  {
    where: { file: 'a:b,c%\n', line: 1 },
    properties: 'file=a%3Ab%2Cc%25%0A,line=1,endLine=1,title=SCAFFOLD_USAGE',
  },
])('$where is placed at $properties', ({ where, properties }) => {
  const report = reportOf([diagnose('SCAFFOLD_USAGE', where, { detail: 'x' })])
  expect(formatGithub(report)).toBe(`::error ${properties}::x\n`)
})

test.each([
  { severity: 'error', command: '::error ' },
  { severity: 'warning', command: '::warning ' },
  { severity: 'info', command: '::notice ' },
] as const)('$severity is $command', ({ severity, command }) => {
  const report = reportOf([diagnose('SCAFFOLD_USAGE', {}, {}, { severity })])
  expect(formatGithub(report)).toContain(command)
})

function many(count: number): readonly Diagnostic[] {
  return Array.from({ length: count }, (_, index) => diagnose('SPEC_ID_MISMATCH', { file: `f${index}` }))
}

test.each([
  { count: 0, shown: 0, more: undefined },
  { count: 10, shown: 10, more: undefined },
  { count: 11, shown: 9, more: '::error title=dotclaude::2 more in the summary of this step' },
  { count: 500, shown: 9, more: '::error title=dotclaude::491 more in the summary of this step' },
])('of $count errors $shown are shown', ({ count, shown, more }) => {
  const lines = formatGithub(reportOf(many(count)))
    .trimEnd()
    .split('\n')
    .filter(Boolean)
  expect(lines.filter((line) => line.includes('file='))).toHaveLength(shown)
  expect(lines.find((line) => line.includes('more in'))).toBe(more)
})

test('what the pull request changes is shown before the rest', () => {
  const text = formatGithub(reportOf(many(500), new Set(['f499', 'f300'])))
  expect(
    text
      .split('\n')
      .slice(0, 3)
      .map((line) => /file=(\w+)/.exec(line)?.[1]),
  ).toEqual(['f300', 'f499', 'f0'])
})

test('each kind has room of its own', () => {
  const warnings = many(12).map((one) => ({ ...one, severity: 'warning' as const }))
  const lines = formatGithub(reportOf([...warnings, ...many(12)]))
    .trimEnd()
    .split('\n')
  expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10)
  expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10)
})

test('data and properties are escaped differently', () => {
  const where = { file: 'a%b\r\nc:d,e' }
  const report = reportOf([diagnose('SCAFFOLD_USAGE', where, { detail: '50%: a,b' }, { hint: 'Do it.' })])
  expect(formatGithub(report)).toBe(
    '::error file=a%25b%0D%0Ac%3Ad%2Ce,title=SCAFFOLD_USAGE::50%25: a,b%0ADo it.\n',
  )
})
