// What a suppression hides, and what is said about one that hides nothing.
import { expect, test } from 'vitest'
import { diagnose, messageOf } from '../../../src/diagnostics/diagnostic.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { applySuppressions } from '../../../src/diagnostics/suppressions.ts'

const MODEL = diagnose('AGENT_INVALID_MODEL', { file: 'a.yml', line: 2 }, { model: 'x', allowed: ['y'] })
const FIELD = diagnose('AGENT_MISSING_FIELD', { file: 'a.yml', line: 2 }, { field: 'x' })
const UNCOVERED = diagnose('COVERAGE_UNCOVERED', { file: 'a.yml', line: 2 }, { file: 'a.yml' })

const NONE: ReadonlyMap<string, string> = new Map()

interface Row {
  readonly what: string
  readonly comment: string
  readonly found?: readonly Diagnostic[]
  readonly kept: readonly string[]
}

const ROWS: readonly Row[] = [
  { what: 'its code on the next line', comment: 'AGENT_INVALID_MODEL ours', kept: [] },
  { what: 'dashes before the reason', comment: 'AGENT_INVALID_MODEL -- ours', kept: [] },
  {
    what: 'two codes',
    comment: 'AGENT_INVALID_MODEL, AGENT_MISSING_FIELD ours',
    found: [MODEL, FIELD],
    kept: [],
  },
  {
    what: 'another code is said still',
    comment: 'AGENT_INVALID_MODEL ours',
    found: [MODEL, FIELD],
    kept: ['AGENT_MISSING_FIELD'],
  },
  {
    what: 'another line',
    comment: 'AGENT_INVALID_MODEL ours',
    found: [{ ...MODEL, where: { file: 'a.yml', line: 3 } }],
    kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_UNUSED'],
  },
  {
    what: 'another file',
    comment: 'AGENT_INVALID_MODEL ours',
    found: [{ ...MODEL, where: { file: 'b.yml', line: 2 } }],
    kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_UNUSED'],
  },
  { what: 'nothing to hide', comment: 'AGENT_INVALID_MODEL ours', found: [], kept: ['SUPPRESSION_UNUSED'] },
  {
    what: 'no reason',
    comment: 'AGENT_INVALID_MODEL',
    kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_MALFORMED'],
  },
  {
    what: 'dashes alone are no reason',
    comment: 'AGENT_INVALID_MODEL --',
    kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_MALFORMED'],
  },
  { what: 'no code', comment: '', kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_MALFORMED'] },
  { what: 'prose for a code', comment: 'all of it', kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_MALFORMED'] },
  {
    what: 'a misspelt code',
    comment: 'AGENT_INVALD_MODEL ours',
    kept: ['AGENT_INVALID_MODEL', 'SUPPRESSION_MALFORMED'],
  },
  {
    what: 'the gate',
    comment: 'COVERAGE_UNCOVERED ours',
    found: [UNCOVERED],
    kept: ['COVERAGE_UNCOVERED', 'SUPPRESSION_MALFORMED'],
  },
]

test.each(ROWS)('$what', ({ comment, found = [MODEL], kept }) => {
  const texts = new Map([['a.yml', `# dotclaude-disable-next-line ${comment}\nmodel: x\n`]])
  const result = applySuppressions(found, { texts })
  expect(result.kept.map(({ code }) => code)).toEqual(kept)
  expect(result.suppressed).toHaveLength(found.filter((one) => !result.kept.includes(one)).length)
})

test('a misspelt code gets the nearest one', () => {
  const texts = new Map([['a.yml', '# dotclaude-disable-next-line AGENT_INVALD_MODEL ours\n']])
  expect(applySuppressions([], { texts }).kept.map(messageOf)).toEqual([
    'this suppression names AGENT_INVALD_MODEL, which is no code; did you mean AGENT_INVALID_MODEL?',
  ])
})

test('an entry of the configuration hides its code in the whole file', () => {
  const entry = {
    code: 'AGENT_INVALID_MODEL',
    file: 'a.yml',
    reason: 'ours',
    where: { file: 'c.json', line: 4 },
  }
  const result = applySuppressions([MODEL, FIELD], { texts: NONE, entries: [entry] })
  expect(result.kept).toEqual([FIELD])
  expect(result.suppressed).toEqual([{ diagnostic: MODEL, reason: 'ours' }])
})

test('an entry that hides nothing is reported where it stands', () => {
  const where = { file: 'c.json', line: 4 }
  const unused = { code: 'AGENT_INVALID_MODEL', file: 'z', reason: 'ours', where }
  const empty = { ...unused, reason: ' ' }
  const { kept } = applySuppressions([], { texts: NONE, entries: [unused, empty] })
  expect(kept.map(({ code, where: place }) => [code, place])).toEqual([
    ['SUPPRESSION_MALFORMED', where],
    ['SUPPRESSION_UNUSED', where],
  ])
})

const SPEC = diagnose(
  'SPEC_MISSING_REQUIRED_FIELD',
  { file: 'a/spec.json', pointer: '/owners/0' },
  { field: 'x' },
)

test.each([
  { what: 'everywhere', entry: {}, hides: true },
  { what: 'by a glob', entry: { file: '*/spec.json' }, hides: true },
  { what: 'by another glob', entry: { file: '*/other.json' }, hides: false },
  { what: 'by its pointer', entry: { pointer: '/owners/0' }, hides: true },
  { what: 'by a pointer above it', entry: { pointer: '/owners' }, hides: true },
  { what: 'by a pointer that only begins alike', entry: { pointer: '/own' }, hides: false },
  { what: 'by a pointer below it', entry: { pointer: '/owners/0/x' }, hides: false },
])('an entry finds its place $what: $hides', ({ entry, hides }) => {
  const entries = [{ code: 'SPEC_MISSING_REQUIRED_FIELD', reason: 'ours', where: {}, ...entry }]
  const matches = (glob: string, file: string): boolean => file.endsWith(glob.slice(1))
  expect(applySuppressions([SPEC], { texts: NONE, entries, matches }).suppressed).toHaveLength(hides ? 1 : 0)
})

test('what this run could not have found is not unused', () => {
  const entries = [{ code: 'AGENT_INVALID_MODEL', reason: 'ours', where: {} }]
  expect(
    applySuppressions([], { texts: NONE, entries, isJudged: (code) => code.startsWith('SPEC_') }).kept,
  ).toEqual([])
})
