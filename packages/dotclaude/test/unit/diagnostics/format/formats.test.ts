// The names that `--format` takes, and the three formats that other systems read: what becomes of each severity and of
// a diagnostic without a place. Whether whole documents keep to their formats is shown by the conformance tests.
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/diagnostics/diagnostic.ts'
import type { Diagnostic, Place } from '../../../../src/diagnostics/diagnostic.ts'
import { FORMATS } from '../../../../src/diagnostics/format/formats.ts'
import { formatGitlab } from '../../../../src/diagnostics/format/gitlab.ts'
import { formatJunit } from '../../../../src/diagnostics/format/junit.ts'
import { formatRdjson } from '../../../../src/diagnostics/format/rdjson.ts'
import type { Report } from '../../../../src/diagnostics/report.ts'

function reportOf(...diagnostics: readonly Diagnostic[]): Report {
  return { root: '/r', version: '2.0.0', checks: [{ check: 'a', passed: ['fine & well'], diagnostics }] }
}

function wrong(where: Place, severity: Diagnostic['severity'] = 'error'): Diagnostic {
  return diagnose('SCAFFOLD_USAGE', where, { detail: 'x <y>' }, { severity, hint: 'Do it.' })
}

test('the names of the formats', () => {
  expect(Object.keys(FORMATS)).toEqual([
    'human',
    'json',
    'github',
    'sarif',
    'junit',
    'gitlab',
    'rdjson',
    'markdown',
  ])
})

test.each(Object.entries(FORMATS))('%s writes an empty report as well', (name, format) => {
  const text = format({ root: '/r', version: '2.0.0', checks: [] })
  expect(text).toMatch(name === 'github' ? /^$/ : /\n$/)
})

test.each([
  { severity: 'error', gitlab: 'major', rdjson: 'ERROR' },
  { severity: 'warning', gitlab: 'minor', rdjson: 'WARNING' },
  { severity: 'info', gitlab: 'info', rdjson: 'INFO' },
] as const)('$severity is $gitlab for GitLab and $rdjson for reviewdog', ({ severity, gitlab, rdjson }) => {
  const report = reportOf(wrong({ file: 'a' }, severity))
  expect(JSON.parse(formatGitlab(report))).toMatchObject([{ severity: gitlab }])
  expect(JSON.parse(formatRdjson(report))).toMatchObject({ diagnostics: [{ severity: rdjson }] })
})

test('GitLab gets a path and a line always', () => {
  const [nowhere, somewhere] = JSON.parse(
    formatGitlab(reportOf(wrong({}), wrong({ file: 'a', line: 3 }))),
  ) as unknown[]
  expect(nowhere).toMatchObject({
    location: { path: '.', lines: { begin: 1 } },
    description: 'x <y>. Do it.',
  })
  expect(somewhere).toMatchObject({
    location: { path: 'a', lines: { begin: 3 } },
    check_name: 'SCAFFOLD_USAGE',
  })
})

/** The third line is the one of the format's own example: its columns count bytes of UTF-8. */
const TEXT = 'one\r\ntwo\na𐐀b\néé four\n'

test.each<{ where: Place; range: unknown }>([
  { where: {}, range: undefined },
  { where: { file: 'a', line: 3 }, range: { start: { line: 3 } } },
  { where: { file: 'a', line: 1, column: 3 }, range: { start: { line: 1, column: 3 } } },
  { where: { file: 'a', line: 3, column: 2 }, range: { start: { line: 3, column: 2 } } },
  { where: { file: 'a', line: 3, column: 4 }, range: { start: { line: 3, column: 6 } } },
  {
    where: { file: 'a', line: 3, column: 2, endLine: 4, endColumn: 3 },
    range: { start: { line: 3, column: 2 }, end: { line: 4, column: 5 } },
  },
  { where: { file: 'a', line: 3, column: 2, endLine: 1 }, range: { start: { line: 3, column: 2 } } },
  { where: { file: 'a', line: 3, column: 2, endLine: 4 }, range: { start: { line: 3, column: 2 } } },
  { where: { file: 'a', line: 9, column: 2 }, range: { start: { line: 9 } } },
  { where: { file: 'unread', line: 3, column: 2 }, range: { start: { line: 3 } } },
])('reviewdog gets $where as $range', ({ where, range }) => {
  const report: Report = {
    ...reportOf(wrong(where)),
    textOf: (file) => (file === 'a' ? TEXT : undefined),
  }
  const document = JSON.parse(formatRdjson(report)) as { diagnostics: [{ location: object }] }
  expect(document.diagnostics[0].location).toEqual({
    path: where.file ?? '.',
    ...(range === undefined ? {} : { range }),
  })
})

test('JUnit fails what is an error, and shows a warning in a case that passes', () => {
  const place = { file: 'a', line: 3 }
  const text = formatJunit(reportOf(wrong(place), wrong(place), wrong(place, 'warning')))
  expect(text).toContain('<testsuite name="a" tests="4" failures="2" errors="0" skipped="0">')
  expect(text).toContain(
    '<testcase classname="SCAFFOLD_USAGE" name="a:3" time="0"><failure message="x &lt;y&gt;" type="SCAFFOLD_USAGE">',
  )
  expect(text).toContain('name="a:3 (2)" time="0"><failure')
  expect(text).toContain('name="a:3 (3)" time="0"><system-out>warning: a:3: x &lt;y&gt;')
  expect(text).toContain('<testcase classname="a" name="fine &amp; well" time="0"/>')
})
