// Facts about what is remembered for people who look, and that it stays bounded.
import { describe, expect, test } from 'vitest'
import { StatusRecord } from '../../../../src/daemon/status/status-record.ts'
import type { TargetResult } from '../../../../src/daemon/target-result.ts'
import { zeroCounters } from '../../../model/target-family.ts'

const UP: TargetResult = {
  target: 'api',
  durationMs: 20,
  deadlineMs: 9_500,
  format: 'openmetrics',
  isContentTypeMissing: false,
  isExpected: true,
  counters: { ...zeroCounters(), samples: 2, bytes: 100, skippedLines: 1, skippedMetrics: 2 },
}
const DOWN: TargetResult = {
  target: 'api',
  durationMs: 30,
  deadlineMs: 9_500,
  isContentTypeMissing: false,
  isExpected: false,
  counters: zeroCounters(),
  failure: { code: 'VALUE_INVALID', facts: { line: 7, column: 3, excerpt: 'a x' } },
}

function bench(): { record: StatusRecord; pass: (ms: number) => void } {
  let now = Date.UTC(2026, 2, 1, 12)
  const record = new StatusRecord(() => now)
  record.keepOnly(['api'])
  return { record, pass: (ms) => void (now += ms) }
}

describe('a target', () => {
  test('is unknown before its first scrape', () => {
    const { record } = bench()
    expect(record.historyOf('api').show()).toEqual({
      state: 'unknown',
      isExpected: true,
      lastScrape: null,
      lastSuccessTime: null,
      lastError: null,
      history: [],
    })
  })

  test('that failed says why and where, and when it was well', () => {
    const { record, pass } = bench()
    record.recordScrapes([UP])
    pass(1_000)
    record.recordScrapes([DOWN])
    expect(record.historyOf('api').show()).toMatchObject({
      state: 'down',
      isExpected: false,
      lastScrape: { code: 'VALUE_INVALID', format: null, durationSeconds: 0.03, samples: 0 },
      lastSuccessTime: '2026-03-01T12:00:00.000Z',
      lastError: {
        code: 'VALUE_INVALID',
        reason: 'parse',
        line: 7,
        column: 3,
        time: '2026-03-01T12:00:01.000Z',
      },
      history: [{ code: null }, { code: 'VALUE_INVALID' }],
    })
  })

  test('that recovered remembers its last failure', () => {
    const { record } = bench()
    record.recordScrapes([DOWN])
    record.recordScrapes([UP])
    expect(record.historyOf('api').show()).toMatchObject({
      state: 'up',
      lastScrape: { code: null, format: 'openmetrics', samples: 2, bodyBytes: 100, invalidLines: 3 },
      lastError: { code: 'VALUE_INVALID' },
    })
  })

  test('that could not be reached has no line', () => {
    const { record } = bench()
    record.recordScrapes([{ ...DOWN, failure: { code: 'SCRAPE_TIMEOUT', facts: { timeoutMs: 5 } } }])
    expect(record.historyOf('api').show().lastError).toMatchObject({
      code: 'SCRAPE_TIMEOUT',
      line: null,
      column: null,
    })
  })

  test('shows what its page dropped, which is known after the scrape', () => {
    const { record } = bench()
    record.recordScrapes([UP])
    record.recordPage([], [{ name: 'api', ok: true, counters: { ...UP.counters, duplicates: 4 } }])
    expect(record.historyOf('api').show().lastScrape).toMatchObject({ samples: 2, duplicates: 4 })
  })

  test('keeps its last sixty scrapes', () => {
    const { record } = bench()
    for (let scrape = 0; scrape < 100; scrape += 1) record.recordScrapes([{ ...UP, durationMs: scrape }])
    const durations = record
      .historyOf('api')
      .show()
      .history.map(({ durationSeconds }) => durationSeconds)
    expect([durations.length, durations[0], durations.at(-1)]).toEqual([60, 0.04, 0.099])
  })

  test('that is gone is forgotten; one that stays is not', () => {
    const { record } = bench()
    record.keepOnly(['api', 'old'])
    record.recordScrapes([UP, { ...UP, target: 'old' }])
    record.keepOnly(['api'])
    record.recordScrapes([{ ...UP, target: 'old' }])
    record.keepOnly(['api', 'old'])
    expect([record.historyOf('api').show().state, record.historyOf('old').show().state]).toEqual([
      'up',
      'unknown',
    ])
  })
})

test('conflicts are those of the last page, the first fifty of them', () => {
  const { record } = bench()
  const event = { kind: 'type_conflict', family: 'a', targets: ['api'] } as const
  record.recordPage(
    Array.from({ length: 80 }, () => event),
    [],
  )
  const { conflicts } = record.look()
  expect([conflicts.total, conflicts.shown.length, conflicts.shown[0]]).toEqual([
    80,
    50,
    { ...event, detail: null },
  ])
  record.recordPage([], [])
  expect(record.look().conflicts).toEqual({ total: 0, shown: [] })
})

test('a refused configuration is there until the next one is taken over', () => {
  const { record, pass } = bench()
  pass(1_000)
  record.recordRefused([{ code: 'CONFIG_TARGETS_MISSING', facts: { source: 'f.yaml' } }])
  expect(record.look().configuration).toEqual({
    inForceSince: '2026-03-01T12:00:00.000Z',
    refused: {
      time: '2026-03-01T12:00:01.000Z',
      findings: [{ code: 'CONFIG_TARGETS_MISSING', text: expect.any(String) }],
    },
  })
  record.recordTakenOver()
  expect(record.look().configuration).toEqual({ inForceSince: '2026-03-01T12:00:01.000Z', refused: null })
})

test('families are counted for ten minutes after somebody looked', () => {
  const { record, pass } = bench()
  expect(record.isWatched).toBe(false)
  expect(record.look().families).toEqual({ time: null, largest: [] })
  pass(599_999)
  expect(record.isWatched).toBe(true)
  pass(1)
  expect(record.isWatched).toBe(false)
})
