import { describe, expect, test } from 'vitest'
import type { TargetCounters } from '../../../src/exposition/report.ts'
import { OwnMetrics } from '../../../src/telemetry/own-metrics.ts'

const COUNTERS: TargetCounters = {
  lines: 20,
  samples: 10,
  bytes: 500,
  normalizedLines: 2,
  skippedLines: 3,
  collisions: 4,
  droppedByCollision: 1,
  regroupedFamilies: 0,
  duplicates: 1,
  samplesDropped: 1,
  exemplarsDropped: 0,
  unitsDropped: 0,
  timestampsTruncated: 0,
}

const PROCESS = {
  cpuSeconds: 1.5,
  residentBytes: 46_000_000,
  heapBytes: 5_000_000,
  startTimeSeconds: 1_700_000_000.25,
  openFds: 20,
  maxFds: 1_024,
}

function ownMetrics(): OwnMetrics {
  const targets = ['api', 'worker']
  return new OwnMetrics({ targets, version: '1.2.3', processFacts: () => PROCESS })
}

/** Samples by series. */
function samplesOf(page: string): Map<string, string> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  )
}

function seen(own: OwnMetrics, prefix: string): Record<string, string> {
  return Object.fromEntries([...samplesOf(own.write())].filter(([series]) => series.startsWith(prefix)))
}

const OK = { target: 'api', durationSeconds: 0.02, counters: COUNTERS }

describe('a scrape', () => {
  test('that succeeds', () => {
    const own = ownMetrics()
    own.targets.record(OK, 1_700_000_000.5)
    const samples = samplesOf(own.write())
    expect(
      Object.fromEntries(
        [...samples].filter(([series]) => series.includes('endpoint="api"') && !series.includes('_bucket')),
      ),
    ).toEqual({
      'metrics_aggregator_scrape_success{endpoint="api"}': '1',
      'metrics_aggregator_scrape_duration_seconds_sum{endpoint="api"}': '0.02',
      'metrics_aggregator_scrape_duration_seconds_count{endpoint="api"}': '1',
      'metrics_aggregator_scrape_last_success_timestamp_seconds{endpoint="api"}': '1700000000.5',
      'metrics_aggregator_scrape_samples{endpoint="api"}': '10',
      'metrics_aggregator_scrape_series{endpoint="api"}': '9',
      'metrics_aggregator_scrape_body_bytes{endpoint="api"}': '500',
      'metrics_aggregator_scrape_invalid_samples{endpoint="api"}': '3',
      'metrics_aggregator_scrape_label_collisions{endpoint="api"}': '4',
      'metrics_aggregator_scrape_normalized_lines{endpoint="api"}': '2',
    })
  })

  test('that fails keeps the time of the last success and shows nothing else of it', () => {
    const own = ownMetrics()
    own.targets.record(OK, 100)
    own.targets.record({ target: 'api', durationSeconds: 9.5, failureReason: 'timeout' }, 200)
    expect(seen(own, 'metrics_aggregator_scrape_success')).toEqual({
      'metrics_aggregator_scrape_success{endpoint="api"}': '0',
      'metrics_aggregator_scrape_success{endpoint="worker"}': '0',
    })
    expect(seen(own, 'metrics_aggregator_scrape_errors_total')).toEqual({
      'metrics_aggregator_scrape_errors_total{endpoint="api",reason="timeout"}': '1',
    })
    expect(seen(own, 'metrics_aggregator_scrape_last')).toEqual({
      'metrics_aggregator_scrape_last_success_timestamp_seconds{endpoint="api"}': '100',
    })
    expect(seen(own, 'metrics_aggregator_scrape_samples')).toEqual({
      'metrics_aggregator_scrape_samples{endpoint="api"}': '0',
    })
  })

  test.each([
    ['parse', '1'],
    ['too_large', '1'],
    ['timeout', undefined],
    ['refused', undefined],
  ])('that fails by %s is a refused body: %s', (failureReason, count) => {
    const own = ownMetrics()
    own.targets.record({ target: 'api', durationSeconds: 0, failureReason }, 0)
    expect(
      samplesOf(own.write()).get(`metrics_aggregator_bodies_refused_total{reason="${failureReason}"}`),
    ).toBe(count)
  })

  test('without Content-Type is counted', () => {
    const own = ownMetrics()
    own.targets.record({ ...OK, isContentTypeMissing: true }, 0)
    expect(seen(own, 'metrics_aggregator_scrape_fallback')).toEqual({
      'metrics_aggregator_scrape_fallback_format_total{endpoint="api"}': '1',
    })
  })
})

test('families in conflict are those of the last page', () => {
  const own = ownMetrics()
  const event = { family: 'a', targets: ['api', 'worker'] }
  own.targets.recordPage([
    { ...event, kind: 'type_conflict' },
    { ...event, kind: 'type_conflict', family: 'b' },
    { ...event, kind: 'name_clash' },
  ])
  own.targets.recordPage([{ ...event, kind: 'type_conflict' }])
  expect(seen(own, 'metrics_aggregator_families_in_conflict')).toEqual({
    'metrics_aggregator_families_in_conflict{kind="type_conflict"}': '1',
    'metrics_aggregator_families_in_conflict{kind="help_conflict"}': '0',
    'metrics_aggregator_families_in_conflict{kind="unit_conflict"}': '0',
    'metrics_aggregator_families_in_conflict{kind="name_clash"}': '0',
    'metrics_aggregator_families_in_conflict{kind="degraded"}': '0',
    'metrics_aggregator_families_in_conflict{kind="family_rejected"}': '0',
  })
})

test('requests and collections', () => {
  const own = ownMetrics()
  const first = own.requests.begin()
  own.requests.begin()(499, 0.5)
  own.requests.recordCollection(false)
  own.requests.recordCollection(true)
  own.requests.recordShared()
  const samples = samplesOf(own.write())
  expect(samples.get('metrics_aggregator_http_requests_in_flight')).toBe('1')
  first(200, 0.25)
  expect(seen(own, 'metrics_aggregator_http_requests_total')).toEqual({
    'metrics_aggregator_http_requests_total{code="200"}': '1',
    'metrics_aggregator_http_requests_total{code="499"}': '1',
  })
  expect(samples.get('metrics_aggregator_requests_total')).toBe('2')
  expect(samples.get('metrics_aggregator_errors_total')).toBe('1')
  expect(samples.get('metrics_aggregator_requests_coalesced_total')).toBe('1')
})

test('the build and the process', () => {
  const samples = samplesOf(ownMetrics().write())
  expect(samples.get('metrics_aggregator_build_info{version="1.2.3"}')).toBe('1')
  expect(samples.get('process_cpu_seconds_total')).toBe('1.5')
  expect(samples.get('process_resident_memory_bytes')).toBe('46000000')
  expect(samples.get('process_start_time_seconds')).toBe('1700000000.25')
  expect(samples.get('process_max_fds')).toBe('1024')
})

test('figures that the system does not tell are left out', () => {
  const { openFds: _openFds, maxFds: _maxFds, ...facts } = PROCESS
  const own = new OwnMetrics({ targets: [], version: '1', processFacts: () => facts })
  expect(own.write()).not.toContain('_fds')
})

describe('what promtool check metrics asks of names', () => {
  const own = ownMetrics()
  own.targets.record({ ...OK, isContentTypeMissing: true }, 1)
  own.targets.record({ target: 'worker', durationSeconds: 1, failureReason: 'parse' }, 1)
  const families = [...own.write().matchAll(/^# HELP (\S+) (.+)\n# TYPE \1 (\w+)\n/gm)].map(
    ([, name = '', help = '', type = '']) => ({ name, help, type }),
  )

  test('families are found at all', () => expect(families).not.toEqual([]))

  test.each(families)('$name', ({ name, help, type }) => {
    expect(help).toMatch(/^[A-Z].*\.$/)
    expect(name.endsWith('_total')).toBe(type === 'counter')
    expect(name).not.toMatch(/_(count|sum|bucket)$/)
    expect(name).not.toMatch(/_(milliseconds|minutes|kilobytes|percent|ms|counter|gauge|histogram)(_|$)/)
    expect(name).toMatch(/^(metrics_aggregator|process)_[a-z_]+$/)
  })
})
