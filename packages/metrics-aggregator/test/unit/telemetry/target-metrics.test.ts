import { describe, expect, test } from 'vitest'
import type { TargetCounters } from '../../../src/exposition/report.ts'
import { TargetMetrics } from '../../../src/telemetry/target-metrics.ts'
import { valuesBySeries } from '../../support/page.ts'

const COUNTERS: TargetCounters = {
  lines: 20,
  samples: 10,
  bytes: 500,
  normalizedLines: 2,
  skippedLines: 3,
  skippedMetrics: 0,
  collisions: 4,
  droppedByCollision: 1,
  regroupedFamilies: 0,
  filteredSamples: 0,
  metadataDropped: 5,
  duplicates: 1,
  samplesDropped: 1,
  exemplarsDropped: 0,
  unitsDropped: 0,
  timestampsTruncated: 0,
  nativeHistogramsDegraded: 0,
}

const OK = { target: 'api', durationSeconds: 0.02, counters: COUNTERS }

function seen(metrics: TargetMetrics, prefix?: string): Record<string, string> {
  return valuesBySeries(metrics.families.map((family) => family.write()).join(''), prefix)
}

describe('a scrape', () => {
  test('that succeeds', () => {
    const metrics = new TargetMetrics(['api', 'worker'])
    metrics.record(OK, 1_700_000_000.5)
    const ofTarget = Object.entries(seen(metrics)).filter(([series]) => series.includes('endpoint="api"'))
    expect(Object.fromEntries(ofTarget.filter(([series]) => !series.includes('_bucket')))).toEqual({
      'metrics_aggregator_scrape_success{endpoint="api"}': '1',
      'metrics_aggregator_scrape_expected{endpoint="api"}': '1',
      'metrics_aggregator_scrape_duration_seconds_sum{endpoint="api"}': '0.02',
      'metrics_aggregator_scrape_duration_seconds_count{endpoint="api"}': '1',
      'metrics_aggregator_scrape_last_success_timestamp_seconds{endpoint="api"}': '1700000000.5',
      'metrics_aggregator_scrape_samples{endpoint="api"}': '10',
      'metrics_aggregator_scrape_series{endpoint="api"}': '9',
      'metrics_aggregator_scrape_body_bytes{endpoint="api"}': '500',
      'metrics_aggregator_scrape_invalid_samples{endpoint="api"}': '3',
      'metrics_aggregator_scrape_label_collisions{endpoint="api"}': '4',
      'metrics_aggregator_scrape_normalized_lines{endpoint="api"}': '2',
      'metrics_aggregator_scrape_metadata_dropped{endpoint="api"}': '5',
    })
  })

  test('that fails keeps the time of the last success and shows nothing else of it', () => {
    const metrics = new TargetMetrics(['api', 'worker'])
    metrics.record(OK, 100)
    metrics.record({ target: 'api', durationSeconds: 9.5, failureReason: 'timeout' }, 200)
    expect(seen(metrics, 'metrics_aggregator_scrape_success')).toEqual({
      'metrics_aggregator_scrape_success{endpoint="api"}': '0',
      'metrics_aggregator_scrape_success{endpoint="worker"}': '0',
    })
    expect(seen(metrics, 'metrics_aggregator_scrape_errors_total')).toEqual({
      'metrics_aggregator_scrape_errors_total{endpoint="api",reason="timeout"}': '1',
    })
    expect(seen(metrics, 'metrics_aggregator_scrape_last')).toEqual({
      'metrics_aggregator_scrape_last_success_timestamp_seconds{endpoint="api"}': '100',
    })
    expect(seen(metrics, 'metrics_aggregator_scrape_samples')).toEqual({
      'metrics_aggregator_scrape_samples{endpoint="api"}': '0',
    })
  })

  test.each([
    ['parse', '1'],
    ['too_large', '1'],
    ['timeout', undefined],
    ['refused', undefined],
  ])('that fails by %s is a refused body: %s', (failureReason, count) => {
    const metrics = new TargetMetrics(['api', 'worker'])
    metrics.record({ target: 'api', durationSeconds: 0, failureReason }, 0)
    expect(seen(metrics)[`metrics_aggregator_bodies_refused_total{reason="${failureReason}"}`]).toBe(count)
  })

  test('without Content-Type is counted', () => {
    const metrics = new TargetMetrics(['api', 'worker'])
    metrics.record({ ...OK, isContentTypeMissing: true }, 0)
    expect(seen(metrics, 'metrics_aggregator_scrape_fallback')).toEqual({
      'metrics_aggregator_scrape_fallback_format_total{endpoint="api"}': '1',
    })
  })
})

test('families in conflict are those of the last page', () => {
  const metrics = new TargetMetrics(['api', 'worker'])
  const event = { family: 'a', targets: ['api', 'worker'] }
  metrics.recordPage([
    { ...event, kind: 'type_conflict' },
    { ...event, kind: 'type_conflict', family: 'b' },
    { ...event, kind: 'name_clash' },
  ])
  metrics.recordPage([{ ...event, kind: 'type_conflict' }])
  expect(seen(metrics, 'metrics_aggregator_families_in_conflict')).toEqual({
    'metrics_aggregator_families_in_conflict{kind="type_conflict"}': '1',
    'metrics_aggregator_families_in_conflict{kind="help_conflict"}': '0',
    'metrics_aggregator_families_in_conflict{kind="unit_conflict"}': '0',
    'metrics_aggregator_families_in_conflict{kind="name_clash"}': '0',
    'metrics_aggregator_families_in_conflict{kind="degraded"}': '0',
    'metrics_aggregator_families_in_conflict{kind="family_rejected"}': '0',
    'metrics_aggregator_families_in_conflict{kind="name_collision"}': '0',
    'metrics_aggregator_families_in_conflict{kind="native_histograms_degraded"}': '0',
  })
})
