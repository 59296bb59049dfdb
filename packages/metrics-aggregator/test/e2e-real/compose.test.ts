/**
 * The composition for a laptop: docker compose's own library takes it, and its services, started by podman as that library
 * reads them, make a Prometheus that has both containers, through the ports that they publish.
 */
import { findRealPart, hasRealParts } from 'testkit/real-parts'
import { makeNamespacePair } from 'testkit/network-namespace'
import type { NamespacePair } from 'testkit/network-namespace'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DEPLOY, readDeployFile } from '../support/manifests/documents.ts'
import { commandsOf, readProject } from './compose/project.ts'
import { makePodman } from './image/podman.ts'
import type { Podman } from './image/podman.ts'
import { buildApplication, buildImage, buildStandIn } from './image/stand-ins.ts'
import { getInside } from './mesh/inside.ts'

const FILE = 'compose/docker-compose.yaml'
const DEADLINE = { timeout: 60_000, interval: 500 }

describe.runIf(hasRealParts(['go']))('docker compose’s library', () => {
  test('takes the file', async () => {
    const { services } = await readProject(`${DEPLOY}${FILE}`)
    expect(Object.keys(services).toSorted()).toEqual(['api', 'metrics-aggregator', 'prometheus', 'worker'])
  })

  test.each([
    { what: 'a word that there is not', from: 'mem_limit', to: 'memory_limit' },
    { what: 'a service that there is not', from: 'service:api', to: 'service:shop-api' },
    { what: 'a configuration that there is not', from: 'source: prometheus', to: 'source: other' },
  ])('refuses $what', async ({ from, to }) => {
    const tree = makeTempTree({ 'compose.yaml': readDeployFile(FILE).replaceAll(from, to) })
    onTestFinished(tree.remove)
    await expect(readProject(`${tree.root}/compose.yaml`)).rejects.toThrow(to.replace(/^.*: ?/, ''))
  })
})

describe.runIf(
  hasRealParts(['go', 'podman', 'runc', 'prometheus', 'network namespaces, as root', 'iptables', 'curl']),
)('the services', () => {
  let namespaces: NamespacePair
  let podman: Podman

  beforeAll(async () => {
    namespaces = makeNamespacePair()
    podman = makePodman(namespaces.one)
    const project = await readProject(`${DEPLOY}${FILE}`)
    const { api, worker, prometheus } = project.services
    await buildImage(podman)
    await buildApplication(podman, { name: `${api?.image}`, port: 8080, page: 'shop_orders_total 7\n' })
    await buildApplication(podman, { name: `${worker?.image}`, port: 9100, page: 'shop_orders_total 3\n' })
    // As the real one is called and with its arguments.
    await buildStandIn(podman, {
      name: `${prometheus?.image}`,
      programs: { '/bin/prometheus': findRealPart('prometheus') ?? 'prometheus' },
      instructions: [
        'WORKDIR /prometheus',
        'ENTRYPOINT ["/bin/prometheus"]',
        'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]',
      ],
    })
    for (const command of commandsOf(project, podman.folder)) await podman.must(command)
  }, 240_000)
  afterAll(async () => {
    await podman?.remove()
    namespaces?.remove()
  })

  test('the page is where the recipe says', async () => {
    const page = (): Promise<string | undefined> =>
      getInside(namespaces.one, 'http://localhost:19090/metrics')
    await expect.poll(page, DEADLINE).toContain('shop_orders_total{origin_container="worker"} 3\n')
    expect(await page()).toContain('shop_orders_total{origin_container="api"} 7\n')
  })

  test('Prometheus has both containers, by the name of the service', async () => {
    const query = async (expression: string): Promise<string | undefined> =>
      getInside(namespaces.one, `http://localhost:9090/api/v1/query?query=${encodeURIComponent(expression)}`)
    const both = 'sum by (instance) (shop_orders_total{job="shop"})'
    await expect.poll(() => query(both), DEADLINE).toMatch(/"instance":"api:19090"\},"value":\[[\d.]+,"10"\]/)
  })
})
