import { expect, test } from 'vitest'
import { RequestMetrics } from '../../../src/telemetry/request-metrics.ts'
import { valuesBySeries } from '../../support/page.ts'

function seen(metrics: RequestMetrics, prefix?: string): Record<string, string> {
  return valuesBySeries(metrics.families.map((family) => family.write()).join(''), prefix)
}

test('every counter is there before anything happened', () => {
  const values = seen(new RequestMetrics())
  expect(new Set(Object.entries(values).map(([, value]) => value))).toEqual(new Set(['0']))
  expect(Object.keys(values).filter((series) => !series.includes('_bucket'))).toEqual([
    'metrics_aggregator_requests_total',
    'metrics_aggregator_errors_total',
    'metrics_aggregator_requests_coalesced_total',
    'metrics_aggregator_http_requests_total{code="200"}',
    'metrics_aggregator_http_request_duration_seconds_sum',
    'metrics_aggregator_http_request_duration_seconds_count',
    'metrics_aggregator_http_requests_in_flight',
  ])
})

test('requests are counted by status when they end, and are in flight until then', () => {
  const metrics = new RequestMetrics()
  const first = metrics.begin()
  const second = metrics.begin()
  second(499, 0.5)
  expect(seen(metrics, 'metrics_aggregator_http_requests_in_flight')).toEqual({
    metrics_aggregator_http_requests_in_flight: '1',
  })
  first(200, 0.25)
  expect(seen(metrics, 'metrics_aggregator_http_requests')).toEqual({
    'metrics_aggregator_http_requests_total{code="200"}': '1',
    'metrics_aggregator_http_requests_total{code="499"}': '1',
    metrics_aggregator_http_requests_in_flight: '0',
  })
  expect(seen(metrics, 'metrics_aggregator_http_request_duration_seconds_sum')).toEqual({
    metrics_aggregator_http_request_duration_seconds_sum: '0.75',
  })
})

test('collections are counted, and those without any target on their page', () => {
  const metrics = new RequestMetrics()
  metrics.recordCollection(false)
  metrics.recordCollection(true)
  metrics.recordShared()
  expect(seen(metrics)).toMatchObject({
    metrics_aggregator_requests_total: '2',
    metrics_aggregator_errors_total: '1',
    metrics_aggregator_requests_coalesced_total: '1',
  })
})
