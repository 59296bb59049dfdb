import { describe, expect, test } from 'vitest'
import { ScrapeRecorder } from '../../../src/daemon/record-scrapes.ts'
import type { RenderedPage } from '../../../src/daemon/record-scrapes.ts'
import type { TargetResult } from '../../../src/daemon/target-result.ts'
import { StatusRecord } from '../../../src/daemon/status/status-record.ts'
import type { FamilyEvent } from '../../../src/exposition/report.ts'
import { createLog } from '../../../src/telemetry/log.ts'
import { OwnMetrics } from '../../../src/telemetry/own-metrics.ts'
import { zeroCounters } from '../../model/target-family.ts'
import { valuesBySeries } from '../../support/page.ts'

const COUNTERS = { ...zeroCounters(), lines: 3, samples: 2, bytes: 100 }

const UP: TargetResult = {
  target: 'api',
  durationMs: 20,
  deadlineMs: 9_500,
  isContentTypeMissing: false,
  isExpected: true,
  counters: COUNTERS,
}
const DOWN: TargetResult = {
  ...UP,
  target: 'worker',
  failure: { code: 'VALUE_INVALID', facts: { line: 7, column: 3, excerpt: 'a x' } },
}

function bench(level: 'debug' | 'info' = 'info'): {
  recorder: ScrapeRecorder
  lines: Record<string, unknown>[]
  values: (prefix: string) => Record<string, string>
} {
  const lines: Record<string, unknown>[] = []
  const own = new OwnMetrics({ targets: ['api', 'worker'], version: '1' })
  const log = createLog({ level, write: (line) => void lines.push(JSON.parse(line)) })
  return {
    recorder: new ScrapeRecorder({ own, log, status: new StatusRecord() }),
    lines,
    values: (prefix) => valuesBySeries(own.write(), prefix),
  }
}

describe('a collection', () => {
  test('is counted, and each target with its reason', () => {
    const { recorder, values } = bench()
    recorder.recordScrapes([UP, DOWN])
    recorder.recordCollection([UP, DOWN])
    expect(values('metrics_aggregator_scrape_success')).toEqual({
      'metrics_aggregator_scrape_success{endpoint="api"}': '1',
      'metrics_aggregator_scrape_success{endpoint="worker"}': '0',
    })
    expect(values('metrics_aggregator_scrape_errors_total')).toEqual({
      'metrics_aggregator_scrape_errors_total{endpoint="worker",reason="parse"}': '1',
    })
    expect(values('metrics_aggregator_scrape_duration_seconds_sum{endpoint="api"}')).toEqual({
      'metrics_aggregator_scrape_duration_seconds_sum{endpoint="api"}': '0.02',
    })
    expect(values('metrics_aggregator_errors_total')).toEqual({ metrics_aggregator_errors_total: '0' })
  })

  test('without any target on the page is a failed one', () => {
    const { recorder, values } = bench()
    recorder.recordScrapes([DOWN])
    recorder.recordCollection([DOWN])
    expect(values('metrics_aggregator_errors_total')).toEqual({ metrics_aggregator_errors_total: '1' })
  })

  test('is logged where a target changed, with everything that is known of it', () => {
    const { recorder, lines } = bench()
    recorder.recordScrapes([UP, DOWN])
    recorder.recordCollection([UP, DOWN])
    recorder.recordScrapes([UP, DOWN])
    recorder.recordCollection([UP, DOWN])
    expect(lines).toEqual([
      { ts: expect.any(String), level: 'info', msg: 'target is up', target: 'api', samples: 2, bytes: 100 },
      {
        ts: expect.any(String),
        level: 'warn',
        msg: 'target is down',
        target: 'worker',
        code: 'VALUE_INVALID',
        reason: 'parse',
        error: expect.any(String),
        line: 7,
        column: 3,
        excerpt: 'a x',
      },
    ])
  })

  test('is logged each time for those who debug', () => {
    const { recorder, lines } = bench('debug')
    recorder.recordScrapes([UP])
    recorder.recordCollection([UP])
    recorder.recordScrapes([UP])
    recorder.recordCollection([UP])
    expect(lines.map(({ msg }) => msg)).toEqual(['target scraped', 'target is up', 'target scraped'])
  })
})

const PAGE: RenderedPage = { events: [], targets: [], target: undefined, isFiltered: false }

test.each<[FamilyEvent['kind'], string[]]>([
  ['type_conflict', ['warn']],
  ['name_clash', ['warn']],
  ['help_conflict', []],
])('a %s is logged at %j, once', (kind, levels) => {
  const { recorder, lines, values } = bench()
  const event = { kind, family: 'a', targets: ['api', 'worker'] }
  recorder.recordPage({ ...PAGE, events: [event] })
  recorder.recordPage({ ...PAGE, events: [event] })
  expect(lines.map(({ level }) => level)).toEqual(levels)
  const series = `metrics_aggregator_families_in_conflict{kind="${kind}"}`
  expect(values(series)).toEqual({ [series]: '1' })
})

describe('a page', () => {
  const event: FamilyEvent = { kind: 'type_conflict', family: 'a', targets: ['api', 'worker'] }
  const series = 'metrics_aggregator_families_in_conflict{kind="type_conflict"}'

  test.each<{ part: string; page: Partial<RenderedPage>; told: number }>([
    { part: 'one target', page: { target: 'api' }, told: 0 },
    { part: 'one target, in conflict with itself', page: { target: 'api', events: [event] }, told: 1 },
    { part: 'some families', page: { isFiltered: true }, told: 0 },
  ])('of $part leaves what the whole page said', ({ page, told }) => {
    const { recorder, lines, values } = bench()
    recorder.recordPage({ ...PAGE, events: [event] })
    lines.length = 0
    recorder.recordPage({ ...PAGE, ...page })
    recorder.recordPage({ ...PAGE, events: [event] })
    expect(lines).toHaveLength(told)
    expect(values(series)).toEqual({ [series]: '1' })
  })

  test('counts what it left out of each target that stands on it, whatever part of all it is', () => {
    const { recorder, values } = bench()
    const counters = { ...COUNTERS, samplesDropped: 1, duplicates: 2, exemplarsDropped: 3 }
    const targets = [
      { name: 'api', ok: true, counters },
      { name: 'worker', ok: false, counters },
    ]
    recorder.recordPage({ ...PAGE, targets })
    recorder.recordPage({ ...PAGE, targets, isFiltered: true })
    expect(values('metrics_aggregator_page_left_out_total')).toEqual({
      'metrics_aggregator_page_left_out_total{endpoint="api",kind="samples"}': '2',
      'metrics_aggregator_page_left_out_total{endpoint="api",kind="duplicates"}': '4',
      'metrics_aggregator_page_left_out_total{endpoint="api",kind="exemplars"}': '6',
    })
  })
})
