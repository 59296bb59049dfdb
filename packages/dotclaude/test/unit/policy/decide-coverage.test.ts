// The decision on policies in memory: codes, facts and hints. Whole pull requests are in the gate's table.
import { expect, test } from 'vitest'
import { messageOf } from '../../../src/diagnostics/diagnostic.ts'
import { decideCoverage } from '../../../src/policy/decide-coverage.ts'
import type { CoverageInput } from '../../../src/policy/decide-coverage.ts'
import { namedBy } from '../../../src/policy/named-specs.ts'
import { readStatement } from '../../../src/policy/statement.ts'
import { explainUncovered } from '../../../src/policy/uncovered.ts'
import { judgeSpecs } from '../../../src/policy/judging-specs.ts'
import { branch } from './branch.ts'
import type { Branch } from './branch.ts'

function input(policy: Branch, body: string, more: Partial<CoverageInput> = {}): CoverageInput {
  return {
    changes: [{ status: 'M', path: 'src/x.ts' }],
    base: branch(policy),
    head: branch(policy),
    statement: readStatement([body]),
    isPullRequest: true,
    ...more,
  }
}

test.each([
  {
    specs: { login: ['approved', 'src/login'] },
    body: 'Spec ID: login',
    message: 'protected, and no approved spec covers it; login is named and does not list it',
    hint: 'Add "src/x.ts" to linked_paths in docs/specs/login/spec.json, or name the spec that owns it.',
  },
  {
    specs: { export: ['draft', 'src/**'] },
    body: '',
    message: 'protected, and no approved spec covers it; export would, but its status is draft',
    hint: 'Have docs/specs/export/spec.json approved first.',
  },
  {
    specs: {},
    body: '',
    message: 'protected, and no approved spec covers it',
    hint: "Add it to linked_paths of the spec that owns it, or run `dotclaude spec new ID --path 'src/x.ts'` and have it approved.",
  },
] as const)('$message', ({ specs, body, message, hint }) => {
  const { base, head, changes, statement } = input({ specs }, body)
  const touched = { path: 'src/x.ts', change: changes[0]! }
  const diagnostic = explainUncovered(touched, judgeSpecs(base, head, changes), statement)
  expect(messageOf(diagnostic)).toBe(message)
  expect(diagnostic).toMatchObject({ hint, where: { file: 'src/x.ts' }, got: 'src/x.ts' })
})

test('under a former name, the note stands at the present one', () => {
  const changes = [{ status: 'R', path: 'docs/it’s.ts', from: "src/it's.ts" }] as const
  const [, diagnostic] = decideCoverage(input({}, '', { changes })).diagnostics
  expect(diagnostic).toMatchObject({ where: { file: 'docs/it’s.ts' }, args: { former: "src/it's.ts" } })
  expect(diagnostic?.hint).toContain(String.raw`--path 'src/it'\''s.ts'`)
})

test('a slip in an id is corrected, and a status is told', () => {
  const specs = { login: ['approved', 'src/**'], export: ['draft', 'src/**'] } as const
  const { diagnostics } = decideCoverage(input({ specs }, 'Spec ID: logni\n\nSpec ID: export'))
  expect(diagnostics.map(messageOf)).toEqual([
    'logni is not a spec that can cover a change: there is no such spec; did you mean login?',
    'export is not a spec that can cover a change: its status is draft',
  ])
})

test.each([
  { item: 'login', ids: ['login'] },
  { item: 'login billing', ids: ['login', 'billing'] },
  { item: 'see login for the details', ids: ['login'] },
  { item: 'two words', ids: ['two words'] },
  { item: 'login-page', ids: [] },
])('$item names $ids', ({ item, ids }) => {
  const { specs } = branch({
    specs: { login: ['approved'], billing: ['approved'], 'two words': ['approved'] },
  })
  expect(
    namedBy(item, [...specs.values()])
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(ids.toSorted())
})

test('the counts and lists of a result', () => {
  const specs = { login: ['approved', 'src/login'] } as const
  const changes = [
    { status: 'R', path: 'src/y.ts', from: 'src/login/x.ts' },
    { status: 'M', path: 'docs/x.md' },
  ] as const
  expect(decideCoverage(input({ specs }, 'Spec ID: login', { changes }))).toMatchObject({
    check: 'check-spec-coverage',
    verdict: 'fail',
    passed: [],
    protectedFiles: ['src/login/x.ts', 'src/y.ts'],
    uncovered: ['src/y.ts'],
  })
  expect(
    decideCoverage(input({ specs }, '', { changes: [{ status: 'D', path: 'src/login/x.ts' }] })),
  ).toMatchObject({
    verdict: 'pass',
    passed: ['spec coverage ok (1 protected file(s) changed)'],
    uncovered: [],
  })
})

test.each([
  { mode: 'off', verdict: 'pass', severities: [] },
  { mode: 'warn', verdict: 'pass', severities: ['warning', 'warning'] },
  { mode: 'enforce', verdict: 'fail', severities: ['error', 'error'] },
])('mode $mode: $verdict', ({ mode, verdict, severities }) => {
  const result = decideCoverage(input({ coverage: { mode } }, ''))
  expect(result.verdict).toBe(verdict)
  expect(result.diagnostics.map(({ severity }) => severity)).toEqual(severities)
})

test.each([
  { author: { login: 'dependabot[bot]', isBot: true }, isUpdate: true, verdict: 'pass' },
  { author: { login: 'dependabot[bot]', isBot: true }, isUpdate: false, verdict: 'fail' },
  { author: { login: 'dependabot[bot]', isBot: false }, isUpdate: true, verdict: 'fail' },
  { author: { login: 'else[bot]', isBot: true }, isUpdate: true, verdict: 'fail' },
])('$author with an update ($isUpdate): $verdict', ({ author, isUpdate, verdict }) => {
  expect(decideCoverage(input({}, '', { author, isDependencyUpdate: () => isUpdate })).verdict).toBe(verdict)
})
