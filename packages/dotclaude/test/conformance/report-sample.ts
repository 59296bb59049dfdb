// A report that has everything a format must cope with: all codes, all severities, places of every kind, and text that
// means something to JSON, XML, Markdown or a runner.
import { CODES } from '../../src/diagnostics/code-table.ts'
import { diagnose } from '../../src/diagnostics/diagnostic.ts'
import type { Diagnostic, Place } from '../../src/diagnostics/diagnostic.ts'
import type { Report } from '../../src/diagnostics/report.ts'

const PLACES: readonly Place[] = [
  {},
  { file: 'docs/specs/login/spec.json' },
  { file: 'docs/specs/login/spec.json', line: 3 },
  { file: 'docs/specs/login/spec.json', line: 3, column: 5, pointer: '/id' },
  { file: 'docs/specs/login/spec.json', line: 3, column: 5, endLine: 4, endColumn: 2 },
  { file: 'docs/spécs/a b%20:c,d#e?.json', line: 1, column: 1, endLine: 1, endColumn: 1 },
  { file: 'a\u0000b\n<c>&"\'\ud800\uffff]]>', line: 9, column: 9, endLine: 2, endColumn: 2 },
]

const SEVERITIES = ['error', 'warning', 'info'] as const
const DETAIL = 'a & b < c > d "e" \u0007 ]]> [x](y) {z} \udfff ::error:: ##[group]'

const everyCode: readonly Diagnostic[] = CODES.map((code, index) =>
  diagnose(code, PLACES[index % PLACES.length] ?? {}, { detail: DETAIL, id: DETAIL }),
)

const everyPlace: readonly Diagnostic[] = PLACES.flatMap((where) =>
  SEVERITIES.map((severity) =>
    diagnose(
      'SCAFFOLD_USAGE',
      where,
      { detail: DETAIL },
      { severity, hint: DETAIL, expected: DETAIL, got: DETAIL },
    ),
  ),
)

export const REPORTS: Readonly<Record<string, Report>> = {
  'an empty report': { root: '/r', version: '2.0.0', checks: [] },
  'a report in which all is well': {
    root: '/r',
    version: '2.0.0',
    checks: [{ check: 'validate-specs', passed: ['3 specs valid'], diagnostics: [], notes: ['note'] }],
  },
  'a report with everything': {
    root: '/r',
    version: '2.0.0',
    changedFiles: new Set(['docs/specs/login/spec.json']),
    checks: [
      { check: 'every code', passed: [DETAIL], diagnostics: everyCode },
      // Twice the same: fingerprints and names of cases must not repeat.
      { check: 'every <place>', passed: [], diagnostics: [...everyPlace, ...everyPlace], notes: [DETAIL] },
    ],
  },
}
