// Facts about the two shapes of failure.
import { expect, test } from 'vitest'
import { Failure, describe, describeFailure, reasonOf } from '../../../src/errors/failure.ts'
import type { Finding, ScrapeFailure } from '../../../src/errors/failure.ts'

test.each<{ failure: ScrapeFailure; reason: string; text: string }>([
  {
    failure: { code: 'SCRAPE_TIMEOUT', facts: { timeoutMs: 9_500 } },
    reason: 'timeout',
    text: 'no complete answer within 9500 ms',
  },
  {
    failure: { code: 'SCRAPE_TRUNCATED', facts: { bytes: 5 } },
    reason: 'truncated',
    text: 'the body ended after 5 bytes',
  },
  {
    failure: { code: 'SCRAPE_TRUNCATED', facts: { bytes: 5, bytesExpected: 9 } },
    reason: 'truncated',
    text: 'the body ended after 5 bytes of 9',
  },
  {
    failure: { code: 'SCRAPE_TRUNCATED', facts: { bytes: 9, bytesExpected: 9 } },
    reason: 'truncated',
    text: 'the compressed body has no end, though all 9 bytes that its head announced came',
  },
  {
    failure: { code: 'SCRAPE_TRUNCATED', facts: { bytes: 11, bytesExpected: 9 } },
    reason: 'truncated',
    text: 'the body went on after the 9 bytes that its head announced',
  },
  {
    failure: { code: 'SCRAPE_HTTP_STATUS', facts: { status: 500, excerpt: '' } },
    reason: 'http_status',
    text: 'the target answered 500',
  },
  {
    failure: { code: 'VALUE_INVALID', facts: { line: 1, column: 3, excerpt: 'a b' } },
    reason: 'parse',
    text: 'the value is not a number',
  },
  {
    failure: { code: 'INTERNAL_BUG', facts: { detail: 'x' } },
    reason: 'bug',
    text: 'a mistake in metrics-aggregator itself: x',
  },
])('$failure.code counts as $reason', ({ failure, reason, text }) => {
  expect(reasonOf(failure)).toBe(reason)
  expect(describeFailure(failure)).toBe(text)
})

test.each<{ finding: Finding; text: string }>([
  {
    finding: { code: 'CONFIG_VARIABLE_UNKNOWN', facts: { source: 'METRICS_X' } },
    text: 'METRICS_X is not a setting',
  },
  {
    finding: { code: 'CONFIG_VARIABLE_UNKNOWN', facts: { source: 'METRICS_X', nearest: 'METRICS_Y' } },
    text: 'METRICS_X is not a setting; did you mean METRICS_Y?',
  },
])('a finding reads $text', ({ finding, text }) => {
  expect(describe(finding.code, finding.facts)).toBe(text)
})

test('a thrown failure carries code, facts, text and cause', () => {
  const cause = new Error('EADDRINUSE')
  const failure = new Failure('LISTEN_PORT_TAKEN', { address: '[::1]:9090' }, { cause })
  expect(failure).toMatchObject({
    name: 'Failure',
    code: 'LISTEN_PORT_TAKEN',
    facts: { address: '[::1]:9090' },
    message: 'another process listens on [::1]:9090',
    cause,
  })
})
