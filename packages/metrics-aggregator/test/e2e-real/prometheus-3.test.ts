/**
 * A Prometheus 3 server scrapes names of any characters through the built sidecar: under each escaping scheme every
 * series of each container is there, under the name that a direct scrape gives it, with its origin.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { freePort } from 'testkit/free-port'
import { hasRealParts } from 'testkit/real-parts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProgram } from '../../examples/loss-and-cure/running-program.ts'
import { ESCAPINGS } from '../../src/exposition/formats.ts'
import type { Escaping } from '../../src/exposition/formats.ts'
import { builtGoProgram, pathOf } from '../oracles/program.ts'
import { scrapeAsPrometheus3 } from '../oracles/prometheus-3.ts'
import type { Stored } from '../oracles/prometheus-3.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'

/** What the second container says whatever it is asked for: names in quotes in a text of the old version. */
const STUBBORN = [
  '# HELP "queue.wait.seconds" Time in the queue.',
  '# TYPE "queue.wait.seconds" histogram',
  '{"queue.wait.seconds_bucket","queue.name"="a b",le="1.0"} 1',
  '{"queue.wait.seconds_bucket","queue.name"="a b",le="+Inf"} 2',
  '{"queue.wait.seconds_sum","queue.name"="a b"} 3.5',
  '{"queue.wait.seconds_count","queue.name"="a b"} 2',
  'plain_total{x="1"} 7',
  '',
].join('\n')

/** How each scheme calls the histogram of the stubborn container, and its label. */
const STUBBORN_NAMES: Readonly<Record<Escaping, readonly [family: string, label: string]>> = {
  'allow-utf-8': ['queue.wait.seconds', 'queue.name'],
  underscores: ['queue_wait_seconds', 'queue_name'],
  dots: ['queue_dot_wait_dot_seconds', 'queue_dot_name'],
  values: ['U__queue_2e_wait_2e_seconds', 'U__queue_2e_name'],
}

/** Names of what Prometheus adds to every scrape, and of the sidecar's own metrics and the libraries'. */
const NOT_THEIRS = /^(up|scrape_.*|metrics_aggregator_.*|process_.*)$/

function seriesOf({ series }: Stored, origin: string | undefined): string[] {
  return series
    .filter(
      ({ labels }) => labels['origin_container'] === origin && !NOT_THEIRS.test(labels['__name__'] ?? ''),
    )
    .map(({ labels, value }) => {
      const { instance: _instance, job: _job, origin_container: _origin, ...own } = labels
      return seriesText(own, value ?? '')
    })
    .toSorted()
}

function seriesText(labels: Readonly<Record<string, string>>, value: string): string {
  const entries = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `${JSON.stringify(entries)} ${value}`
}

const available = hasRealParts(['go', 'python with prometheus_client'])

describe.runIf(available)('Prometheus 3 through the sidecar', () => {
  const stubborn = createServer((_request, response) =>
    response.setHeader('content-type', 'text/plain; version=0.0.4; escaping=allow-utf-8').end(STUBBORN),
  )
  let targets: Readonly<Record<'shop' | 'queue', URL>>
  let stopShop: () => Promise<void> = async () => {}

  beforeAll(async () => {
    await new Promise<void>((resolve) => stubborn.listen(0, '127.0.0.1', resolve))
    const port = await freePort()
    targets = {
      shop: new URL(`http://127.0.0.1:${port}/metrics`),
      queue: new URL(`http://127.0.0.1:${(stubborn.address() as AddressInfo).port}/metrics`),
    }
    const script = fileURLToPath(new URL('names/registry.py', import.meta.url))
    const command = [pathOf('python with prometheus_client'), script, String(port)]
    stopShop = (await startProgram(command, { readyUrl: targets.shop.href })).stop
    await builtGoProgram('prometheus-3')
  })

  afterAll(async () => {
    await stopShop()
    stubborn.close()
  })

  test.each(ESCAPINGS)('names by %s', async (escaping) => {
    const { url } = await spawnDaemon(targets)
    const merged = await scrapeAsPrometheus3(new URL('/metrics', url).href, { escaping })
    const direct = await scrapeAsPrometheus3(targets.shop.href, { escaping })
    // The container escapes its names itself, so that they are those of a direct scrape.
    expect(seriesOf(merged, 'shop')).toEqual(seriesOf(direct, undefined))
    expect(seriesOf(merged, 'shop').length).toBeGreaterThan(5)

    const [family, label] = STUBBORN_NAMES[escaping]
    const sample = (suffix: string, value: number, more: Record<string, string> = {}): string => {
      const labels = { __name__: family + suffix, [label]: 'a b', ...more }
      return seriesText(labels, String(value))
    }
    expect(seriesOf(merged, 'queue')).toEqual(
      [
        sample('_bucket', 1, { le: '1.0' }),
        sample('_bucket', 2, { le: '+Inf' }),
        sample('_sum', 3.5),
        sample('_count', 2),
        seriesText({ __name__: 'plain_total', x: '1' }, '7'),
      ].toSorted(),
    )
    expect(merged.families).toContainEqual({ name: family, type: 'histogram', help: 'Time in the queue.' })
  })
})
