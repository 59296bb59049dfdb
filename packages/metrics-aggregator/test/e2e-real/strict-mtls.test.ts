/**
 * Why this program exists, with real parts: a pod under STRICT mutual TLS, where no container can be scraped by itself
 * and a concatenated page loses series, is seen whole through the sidecar's one port, for as long as its proxy is trusted.
 */
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { makeTempTree } from 'testkit/temp-tree'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEPLOY, hastenedAlerts } from '../support/operating.ts'
import { textTable } from '../support/text-table.ts'
import type { Row } from '../support/text-table.ts'
import { CONTAINERS, INTERVAL_SECONDS, MESH_PARTS, startMesh } from './mesh/mesh.ts'
import type { ContainerName, Mesh } from './mesh/mesh.ts'
import { ofOrigin, selectorOf } from './pod/stored-series.ts'

const DEADLINE = { timeout: 60_000, interval: 500 }
const UP_SECONDS = 60
const NAMES = CONTAINERS.map(({ name }) => name)
const REFUSED = [
  ...NAMES.map((name) => `plain ${name}`),
  'plain sidecar',
  'no certificate',
  'no SPIFFE name',
  'another authority',
]

describe.runIf(hasRealParts(MESH_PARTS))('a pod under STRICT mutual TLS', () => {
  let mesh: Mesh
  const alerts = makeTempTree({ 'alerts.yaml': hastenedAlerts() })
  const table: Row[] = []
  const tell = (
    what: string,
    up: number | string,
    series: number | string,
    expected: number | string,
  ): void => void table.push({ what, up, series, expected })
  const value = async (expression: string): Promise<number> =>
    Number((await mesh.prometheus.query(expression))[0]?.value ?? 0)
  const stored = (job: string, ...matchers: string[]): Promise<number> =>
    value(`count(${selectorOf(job, ...matchers)})`)
  const storedOf = (name: ContainerName): Promise<number> => stored('merged', ofOrigin(name))
  const firing = async (): Promise<string[]> =>
    (await mesh.prometheus.query('ALERTS{alertstate="firing",job="merged"}')).map(({ labels }) =>
      [labels['alertname'], labels['endpoint']].join(' ').trim(),
    )

  beforeAll(async () => {
    mesh = await startMesh([`${DEPLOY}/prometheus/recording.yaml`, `${alerts.root}/alerts.yaml`])
  }, 240_000)
  afterAll(async () => {
    report(textTable(table))
    await mesh?.stop()
    alerts.remove()
  })

  test.each(REFUSED)('%s: nothing gets through', async (job) => {
    expect(await value(`count_over_time(up{job="${job}"}[1m])`)).toBeGreaterThan(0)
    expect(await value(`max_over_time(up{job="${job}"}[1m])`)).toBe(0)
    expect(await stored(job)).toBe(0)
    tell(job, 0, 0, 0)
  })

  /** A container's own page may grow, by the first collection of a kind of garbage for one. */
  const expectExact = async (name: ContainerName): Promise<void> => {
    const isExact = async (): Promise<boolean> => (await storedOf(name)) === (await mesh.samplesOf(name))
    await expect.poll(isExact, DEADLINE).toBe(true)
  }

  test.each(NAMES)('%s: every series arrives, none more', async (name) => {
    await expectExact(name)
    const expected = await mesh.samplesOf(name)
    expect(expected).toBeGreaterThan(0)
    tell(`merged: ${name}`, 1, await storedOf(name), expected)
  })

  test('a page that only concatenates loses series of two containers of one runtime, and says nothing', async () => {
    const expected = (await mesh.samplesOf('processes')) + (await mesh.samplesOf('pushed'))
    const found = await stored('concatenated')
    expect(await value('up{job="concatenated"}')).toBe(1)
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(expected)
    tell('concatenated: processes, pushed', 1, found, expected)
  })

  test('a page that only concatenates is lost as a whole where the formats differ', async () => {
    const counts = await Promise.all(NAMES.map(mesh.samplesOf))
    expect(await value('up{job="concatenated with OpenMetrics"}')).toBe(0)
    expect(await stored('concatenated with OpenMetrics')).toBe(0)
    const expected = counts.reduce((sum, count) => sum + count, 0)
    tell('concatenated: processes, pushed, shop', 0, 0, expected)
  })

  test('a container that is killed costs its own series and raises the alert that is delivered', async () => {
    const others = NAMES.filter((name) => name !== 'pushed')
    expect(await firing()).toEqual([])
    await mesh.kill('pushed')
    await expect.poll(() => storedOf('pushed'), DEADLINE).toBe(0)
    await expect.poll(firing, DEADLINE).toEqual(['MetricsAggregatorTargetDown pushed'])
    await Promise.all(others.map(expectExact))
    expect(await value('up{job="merged"}')).toBe(1)
    tell('merged, pushed killed: pushed', 1, 0, 0)
    tell(`merged, pushed killed: ${(await firing()).join()}`, 'firing', '', '')
    for (const name of others)
      tell(`merged, pushed killed: ${name}`, 1, await storedOf(name), await mesh.samplesOf(name))
  })

  test(`up was 1 for ${UP_SECONDS} seconds`, async () => {
    const window = `${UP_SECONDS}s`
    const scrapes = (): Promise<number> => value(`count_over_time(up{job="merged"}[${window}])`)
    const [most, patience] = [UP_SECONDS / INTERVAL_SECONDS, { ...DEADLINE, timeout: 2 * UP_SECONDS * 1_000 }]
    await expect.poll(scrapes, patience).toBeGreaterThanOrEqual(most - 1)
    expect(await value(`min_over_time(up{job="merged"}[${window}])`)).toBe(1)
    tell(`merged, for ${window}`, 1, '', '')
  })

  test('nothing gets through once the certificate of Prometheus is revoked', async () => {
    mesh.revoke()
    await expect.poll(() => value('up{job="merged"}'), DEADLINE).toBe(0)
    await expect.poll(() => stored('merged'), DEADLINE).toBe(0)
    expect(await stored('concatenated')).toBe(0)
    await expect.poll(firing, DEADLINE).toEqual(['MetricsAggregatorUnreachable'])
    tell('merged, certificate revoked', 0, 0, 0)
  })
})
