// Facts about the code table: it covers what the exposition reports, and its reasons are the closed set of our metrics.
import { expect, test } from 'vitest'
import { CODES } from '../../../src/errors/codes.ts'
import type { CodeEntry } from '../../../src/errors/codes.ts'
import { REFUSAL_CODES, VIOLATION_CODES } from '../../../src/exposition/report.ts'
import { version } from '../../../src/config/version.ts'

const ROWS: [string, CodeEntry<never>][] = Object.entries(CODES)

function codesOf(kind: CodeEntry<never>['kind']): string[] {
  return ROWS.filter(([, entry]) => entry.kind === kind).map(([code]) => code)
}

test('refusals and violations are those of the exposition report', () => {
  expect(codesOf('refusal')).toEqual([...REFUSAL_CODES])
  expect(codesOf('violation')).toEqual([...VIOLATION_CODES])
})

test.each(ROWS)('%s has a name, advice and a version that fit', (code, entry) => {
  expect(code).toMatch(/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/)
  expect(entry.hint).toMatch(/^[A-Za-z0-9].*[.]$/)
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [sinceMajor = 0, sinceMinor = 0] = entry.since.split('.').map(Number)
  expect(sinceMajor * 1_000 + sinceMinor).toBeLessThanOrEqual(major * 1_000 + minor)
})

test.each(ROWS)('%s has a reason if and only if it fails a scrape', (_code, { kind, reason }) => {
  expect(reason !== undefined).toBe(['refusal', 'scrape', 'bug'].includes(kind))
})

// The label `reason` of our metrics: alerts name these, and the number of series is bounded by them.
const REASONS = [
  'parse',
  'no_eof',
  'truncated',
  'line_too_long',
  'too_many_samples',
  'collision',
  'too_large',
  'timeout',
  'refused',
  'reset',
  'dns',
  'tls',
  'encoding',
  'redirect',
  'http_status',
  'content_type',
  'headers',
  'address',
  'aborted',
  'bug',
]

test('the reasons are the closed set that our metrics promise', () => {
  const used = new Set(ROWS.flatMap(([, { reason }]) => reason ?? []))
  expect([...used].toSorted()).toEqual(REASONS.toSorted())
})

// Codes that a released version had and this one does not produce any more: never to be used again.
const RETIRED: readonly string[] = []

test('no retired code is in use', () => {
  expect(ROWS.map(([code]) => code).filter((code) => RETIRED.includes(code))).toEqual([])
})
