import { describe, expect, test } from 'vitest'
import { Counter, Gauge, Histogram } from '../../../src/telemetry/metric-family.ts'

describe('a family', () => {
  test('without series writes nothing', () => {
    expect(new Counter({ name: 'a_total', help: 'A.' }).write()).toBe('')
  })

  test('without labels is one sample', () => {
    const counter = new Counter({ name: 'a_total', help: 'All of it.' })
    counter.add({})
    counter.add({}, 2.5)
    expect(counter.write()).toBe('# HELP a_total All of it.\n# TYPE a_total counter\na_total 3.5\n')
  })

  test('has its series in the order of their first use', () => {
    const gauge = new Gauge<'endpoint' | 'kind'>({ name: 'a', help: 'A.', labels: ['endpoint', 'kind'] })
    gauge.set({ endpoint: 'web', kind: 'x' }, 1)
    gauge.set({ endpoint: 'api', kind: 'x' }, 2)
    gauge.add({ endpoint: 'web', kind: 'x' }, -3)
    expect(gauge.write()).toBe(
      '# HELP a A.\n# TYPE a gauge\na{endpoint="web",kind="x"} -2\na{endpoint="api",kind="x"} 2\n',
    )
  })

  test('escapes label values', () => {
    const gauge = new Gauge<'endpoint'>({ name: 'a', help: 'A.', labels: ['endpoint'] })
    gauge.set({ endpoint: 'a\\b"c\nd' }, 1)
    expect(gauge.write()).toContain('a{endpoint="a\\\\b\\"c\\nd"} 1\n')
  })

  test('shows a series before anything happened to it, if told to', () => {
    const counter = new Counter<'code'>({ name: 'a_total', help: 'A.', labels: ['code'] })
    counter.ensure({ code: '200' })
    counter.ensure({ code: '200' })
    expect(counter.write()).toContain('a_total{code="200"} 0\n')
  })
})

test('a histogram counts up to each bound, the bound included', () => {
  const histogram = new Histogram<'endpoint'>({ name: 'a_seconds', help: 'A.', labels: ['endpoint'] })
  for (const value of [0.001, 0.0011, 10, 11]) histogram.observe({ endpoint: 'api' }, value)
  expect(histogram.write().split('\n')).toEqual([
    '# HELP a_seconds A.',
    '# TYPE a_seconds histogram',
    'a_seconds_bucket{endpoint="api",le="0.001"} 1',
    'a_seconds_bucket{endpoint="api",le="0.0025"} 2',
    'a_seconds_bucket{endpoint="api",le="0.005"} 2',
    'a_seconds_bucket{endpoint="api",le="0.01"} 2',
    'a_seconds_bucket{endpoint="api",le="0.025"} 2',
    'a_seconds_bucket{endpoint="api",le="0.05"} 2',
    'a_seconds_bucket{endpoint="api",le="0.1"} 2',
    'a_seconds_bucket{endpoint="api",le="0.25"} 2',
    'a_seconds_bucket{endpoint="api",le="0.5"} 2',
    'a_seconds_bucket{endpoint="api",le="1"} 2',
    'a_seconds_bucket{endpoint="api",le="2.5"} 2',
    'a_seconds_bucket{endpoint="api",le="5"} 2',
    'a_seconds_bucket{endpoint="api",le="10"} 3',
    'a_seconds_bucket{endpoint="api",le="+Inf"} 4',
    'a_seconds_sum{endpoint="api"} 21.0021',
    'a_seconds_count{endpoint="api"} 4',
    '',
  ])
})
