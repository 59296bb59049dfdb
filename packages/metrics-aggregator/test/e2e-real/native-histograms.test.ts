/**
 * Prometheus with native histograms switched on scrapes a pod of three containers through the built sidecar: one speaks
 * text, one OpenMetrics with exemplars, one protobuf with a native histogram. All is there, as what it is, with its origin.
 */
import { freePort } from 'testkit/free-port'
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import { builtProgram } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPrometheus } from '../../examples/loss-and-cure/prometheus.ts'
import type { Prometheus } from '../../examples/loss-and-cure/prometheus.ts'
import { startProgram, waitUntil } from '../../examples/loss-and-cure/running-program.ts'
import type { RunningProgram } from '../../examples/loss-and-cure/running-program.ts'
import { CONTENT_TYPES } from '../../src/exposition/formats.ts'
import { encodeFamilies } from '../support/protobuf.ts'
import { serveBodies } from './pod/served-bodies.ts'

const DEADLINE_MS = 60_000
const INTERVAL_SECONDS = 2

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

const BODIES = {
  plain: { type: CONTENT_TYPES['text-0.0.4'], body: '# TYPE jobs gauge\njobs{queue="a"} 7\n' },
  traced: {
    type: CONTENT_TYPES['openmetrics-1.0.0'],
    body: '# TYPE orders counter\norders_total 3 # {trace_id="abc"} 1.5\n# EOF\n',
  },
  native: {
    type: CONTENT_TYPES.protobuf,
    body: encodeFamilies([
      {
        name: 'latency_seconds',
        help: 'Latency.',
        type: 'HISTOGRAM',
        metric: [{ label: [{ name: 'path', value: '/a' }], histogram: NATIVE }],
      },
    ]),
  },
} as const

interface ExemplarAnswer {
  readonly seriesLabels: Readonly<Record<string, string>>
  readonly exemplars: readonly { readonly labels: object; readonly value: string }[]
}

describe.runIf(hasRealParts(['prometheus']))('a pod of three formats', () => {
  const tree = makeTempTree()
  let stopTargets = (): void => {}
  let prometheus: Prometheus
  let sidecar: RunningProgram

  beforeAll(async () => {
    const { targets, stop } = await serveBodies(BODIES)
    stopTargets = stop
    const port = await freePort()
    const url = new URL(`http://127.0.0.1:${port}/metrics`)
    sidecar = await startProgram([...builtProgram('metrics-aggregator'), 'serve'], {
      readyUrl: new URL('/-/ready', url).href,
      env: {
        METRICS_ENDPOINTS: JSON.stringify(targets),
        METRICS_BIND_ADDRESS: '127.0.0.1',
        METRICS_AGGREGATOR_PORT: String(port),
        METRICS_DRAIN: '0s',
      },
    })
    prometheus = await startPrometheus({
      program: findRealPart('prometheus') ?? 'prometheus',
      folder: tree.root,
      intervalSeconds: INTERVAL_SECONDS,
      jobs: [{ name: 'pod', url }],
      features: ['native-histograms'],
    })
    const isScraped = async (): Promise<boolean> => (await prometheus.query('jobs')).length > 0
    if (!(await waitUntil(isScraped, DEADLINE_MS))) throw new Error('Prometheus did not reach the sidecar')
  })

  afterAll(async () => {
    await prometheus?.stop()
    await sidecar?.stop()
    stopTargets()
    tree.remove()
  })

  const valuesOf = async (expression: string): Promise<readonly (readonly [string | undefined, string])[]> =>
    (await prometheus.query(expression)).map(({ labels, value }) => [labels['origin_container'], value])

  test('the histogram is native in Prometheus', async () => {
    // These functions know nothing but native histograms.
    expect(await valuesOf('histogram_count(latency_seconds)')).toEqual([['native', '6']])
    expect(await valuesOf('histogram_sum(latency_seconds{path="/a"})')).toEqual([['native', '12.5']])
    expect(await valuesOf('histogram_fraction(1, 2, latency_seconds)')).toEqual([
      ['native', expect.stringMatching(/^0\.\d/)],
    ])
    expect(await valuesOf('latency_seconds_bucket')).toEqual([])
  })

  test('every series has its origin', async () => {
    expect(await valuesOf('jobs{queue="a"}')).toEqual([['plain', '7']])
    expect(await valuesOf('orders_total')).toEqual([['traced', '3']])
    const strangers = await prometheus.query(
      '{job="pod", origin_container="", __name__=~"jobs|orders.*|latency.*"}',
    )
    expect(strangers).toEqual([])
  })

  test('the exemplar of the OpenMetrics container is there', async () => {
    const now = Date.now() / 1000
    const found = await prometheus.ask<readonly ExemplarAnswer[]>('query_exemplars', {
      query: 'orders_total',
      start: String(now - 3600),
      end: String(now + 60),
    })
    expect(found).toMatchObject([
      {
        seriesLabels: { __name__: 'orders_total', origin_container: 'traced' },
        exemplars: [{ labels: { trace_id: 'abc' }, value: '1.5' }],
      },
    ])
  })

  test('its type and help are known', async () => {
    expect(await prometheus.metadata('pod')).toContainEqual(
      expect.objectContaining({ metric: 'latency_seconds', type: 'histogram', help: 'Latency.' }),
    )
  })
})
