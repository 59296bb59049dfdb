/**
 * A Prometheus 3 server that keeps native histograms scrapes a pod of three containers through the built sidecar: one
 * speaks text, one OpenMetrics with exemplars, one protobuf with a native histogram, all with names of any characters.
 * Under each escaping scheme all is there, as what it is, with its origin.
 */
import { hasRealParts } from 'testkit/real-parts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentTypeOf, ESCAPINGS } from '../../src/exposition/formats.ts'
import type { Escaping } from '../../src/exposition/formats.ts'
import { builtGoProgram } from '../oracles/program.ts'
import { scrapeAsPrometheus3 } from '../oracles/prometheus-3.ts'
import type { Stored } from '../oracles/prometheus-3.ts'
import { encodeFamilies } from '../support/protobuf.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'
import { serveBodies } from './pod/served-bodies.ts'
import type { ServedBodies } from './pod/served-bodies.ts'

const NATIVE = {
  sample_count: 6,
  sample_sum: 12.5,
  schema: 0,
  zero_threshold: 1e-128,
  zero_count: 1,
  positive_span: [{ offset: 0, length: 3 }],
  positive_delta: [1, 1, -1],
  negative_span: [{ offset: 0, length: 1 }],
  negative_delta: [1],
}

/** The same in the server's words. */
const KEPT = '{count:6, sum:12.5, [-1,-0.5):1, [-1e-128,1e-128]:1, (0.5,1]:1, (1,2]:2, (2,4]:1}'

const BODIES = {
  plain: {
    type: contentTypeOf('text-1.0.0', 'allow-utf-8'),
    body: '# HELP "jobs.open" Open jobs.\n# TYPE "jobs.open" gauge\n{"jobs.open","queue.name"="größe"} 7\n',
  },
  traced: {
    type: contentTypeOf('openmetrics-1.0.0', 'allow-utf-8'),
    body: [
      '# TYPE "orders.placed" counter',
      '{"orders.placed_total","shop.zone"="ö"} 3 # {trace_id="abc"} 1.5',
      '# EOF',
      '',
    ].join('\n'),
  },
  native: {
    type: contentTypeOf('protobuf', 'allow-utf-8'),
    body: encodeFamilies([
      {
        name: 'latency.seconds',
        help: 'Latency.',
        type: 'HISTOGRAM',
        metric: [{ label: [{ name: 'http.path', value: '/a' }], histogram: NATIVE }],
      },
    ]),
  },
}

interface Names {
  readonly gauge: readonly [name: string, label: string]
  readonly counter: readonly [name: string, label: string]
  readonly histogram: readonly [name: string, label: string]
}

const NAMES: Readonly<Record<Escaping, Names>> = {
  'allow-utf-8': {
    gauge: ['jobs.open', 'queue.name'],
    counter: ['orders.placed_total', 'shop.zone'],
    histogram: ['latency.seconds', 'http.path'],
  },
  underscores: {
    gauge: ['jobs_open', 'queue_name'],
    counter: ['orders_placed_total', 'shop_zone'],
    histogram: ['latency_seconds', 'http_path'],
  },
  dots: {
    gauge: ['jobs_dot_open', 'queue_dot_name'],
    counter: ['orders_dot_placed__total', 'shop_dot_zone'],
    histogram: ['latency_dot_seconds', 'http_dot_path'],
  },
  values: {
    gauge: ['U__jobs_2e_open', 'U__queue_2e_name'],
    counter: ['U__orders_2e_placed__total', 'U__shop_2e_zone'],
    histogram: ['U__latency_2e_seconds', 'U__http_2e_path'],
  },
}

/** Of the containers alone, without what the server adds. */
function seriesOf({ series }: Stored): readonly object[] {
  return series
    .filter(
      ({ labels }) => !/^(up|scrape_.*|metrics_aggregator_.*|process_.*)$/.test(labels['__name__'] ?? ''),
    )
    .map(({ labels: { instance: _instance, job: _job, ...labels }, value, histogram }) => ({
      ...labels,
      is: value ?? histogram,
    }))
}

describe.runIf(hasRealParts(['go']))('a pod of three formats before Prometheus 3', () => {
  let served: ServedBodies<keyof typeof BODIES>

  beforeAll(async () => {
    served = await serveBodies(BODIES)
    await builtGoProgram('prometheus-3')
  })

  afterAll(() => served?.stop())

  test.each(ESCAPINGS)('native histograms, exemplars and names by %s', async (escaping) => {
    const { url } = await spawnDaemon(served.targets)
    const page = new URL('/metrics', url).href
    const stored = await scrapeAsPrometheus3(page, { escaping, nativeHistograms: true })
    const { gauge, counter, histogram } = NAMES[escaping]
    const expected = [
      { __name__: gauge[0], [gauge[1]]: 'größe', origin_container: 'plain', is: '7' },
      { __name__: counter[0], [counter[1]]: 'ö', origin_container: 'traced', is: '3' },
      { __name__: histogram[0], [histogram[1]]: '/a', origin_container: 'native', is: KEPT },
    ]
    const found = seriesOf(stored)
    expect(found).toHaveLength(expected.length)
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(stored.exemplars).toMatchObject([
      {
        series: { __name__: counter[0], origin_container: 'traced' },
        labels: { trace_id: 'abc' },
        value: '1.5',
      },
    ])
    expect(stored.families).toContainEqual({ name: histogram[0], type: 'histogram', help: 'Latency.' })
  })

  test('a server without native histograms gets the rest of it', async () => {
    const { url } = await spawnDaemon(served.targets)
    const stored = await scrapeAsPrometheus3(new URL('/metrics', url).href, { escaping: 'allow-utf-8' })
    expect(stored.series.filter(({ histogram }) => histogram !== undefined)).toEqual([])
    expect(seriesOf(stored)).toContainEqual({
      __name__: 'latency.seconds_count',
      'http.path': '/a',
      origin_container: 'native',
      is: '6',
    })
    expect(stored.exemplars).toHaveLength(1)
  })
})
