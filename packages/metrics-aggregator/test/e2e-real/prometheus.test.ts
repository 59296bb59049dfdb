/**
 * The whole job with real parts: Prometheus scrapes real containers directly and through the sidecar, and must know the
 * same of each, also while one of them dies and comes back (P8).
 */
import { hasRealParts } from 'testkit/real-parts'
import { report } from 'testkit/report'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatFromContentType } from '../../src/exposition/formats.ts'
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { memoryFigures } from '../support/memory-figures.ts'
import { get } from '../support/request.ts'
import { residentBytesPeak } from '../support/spawned-daemon.ts'
import { textTable } from '../support/text-table.ts'
import type { Row } from '../support/text-table.ts'
import { expectedMetadata } from './pod/expected-metadata.ts'
import type { TargetMetadata } from './pod/expected-metadata.ts'
import { POD_PARTS, directJob, startPod } from './pod/pod.ts'
import type { Pod } from './pod/pod.ts'
import { ofOrigin, selectorOf, storedSeries } from './pod/stored-series.ts'
import type { PodTarget } from './pod/targets.ts'

const TARGETS = ['node', 'processes', 'pushed', 'shop']
const JOBS = ['merged', 'merged as text']
/** Long enough for several scrapes on a machine that is busy with other tests. */
const DEADLINE = { timeout: 60_000, interval: 250 }
const OUTAGE_SECONDS = 60
/** Scrapes that find the container dead before it comes back. */
const FAILURES_SEEN = 4
/** Prometheus asks for OpenMetrics first, and so does this. */
const ACCEPT = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5'

describe.runIf(hasRealParts(POD_PARTS))('a pod of real containers', () => {
  let pod: Pod
  const table: Row[] = []
  const count = async (selector: string): Promise<number> =>
    (await storedSeries(pod.prometheus, selector)).length
  const value = async (expression: string): Promise<number> =>
    Number((await pod.prometheus.query(expression))[0]?.value)

  beforeAll(async () => {
    pod = await startPod()
  })
  afterAll(async () => {
    report(textTable(table))
    await pod?.stop()
  })

  const cases = JOBS.flatMap((job) => TARGETS.map((target) => ({ job, target })))

  // The two scrapes are not of the same moment, and a container may gain or lose a series between them. Such a
  // difference passes with the next scrapes; a series that the sidecar loses stays lost.
  test.each(cases)('P8 $job: $target has the series that a direct scrape gives', async ({ job, target }) => {
    await expect.poll(() => compare(pod, job, target), DEADLINE).toMatchObject({ lost: [], more: [] })
    const { direct, merged } = await compare(pod, job, target)
    expect(direct).toBeGreaterThan(0)
    table.push({ page: job, target, direct, merged })
  })

  test.each(JOBS)('%s: every series says where it comes from', async (job) => {
    expect(await storedSeries(pod.prometheus, selectorOf(job, 'origin_container=""'))).toEqual([])
    const origins = await pod.prometheus.query(`count by (origin_container) (${selectorOf(job)})`)
    expect(origins.map(({ labels }) => `${labels['origin_container']}`).toSorted()).toEqual([
      'metrics-aggregator',
      ...TARGETS,
    ])
  })

  test('type and help of every family are right', async () => {
    const targets = await Promise.all(pod.targets.map((target) => directMetadata(pod, target)))
    for (const { job, format } of pod.sidecars) {
      const stored = await pod.prometheus.metadata(job)
      const known = new Map(stored.map(({ metric, type, help }) => [metric, { metric, type, help }]))
      const expected = expectedMetadata(targets, format)
      const wrong = [...expected.values()].filter(
        ({ metric, type, help }) => known.get(metric)?.type !== type || known.get(metric)?.help !== help,
      )
      report(`${job}: type and help of ${expected.size} families compared`)
      expect(wrong.map((family) => ({ expected: family, known: known.get(family.metric) }))).toEqual([])
    }
  })

  test('exemplars arrive with the origin of their series', async () => {
    const range = { start: '0', end: '4000000000' }
    const found = await pod.prometheus.ask<readonly StoredExemplars[]>('query_exemplars', {
      query: '{job="merged",origin_container="shop"}',
      ...range,
    })
    const traces = found.flatMap(({ exemplars }) => exemplars.map(({ labels }) => `${labels['trace_id']}`))
    expect([...new Set(traces)].toSorted()).toEqual(['trace-0', 'trace-1', 'trace-2'])
  })

  test(`up stays 1 for ${OUTAGE_SECONDS} seconds while a container dies and comes back`, async () => {
    const victim = pod.targets.find(({ name }) => name === 'node')!
    const others = TARGETS.filter((name) => name !== victim.name)
    const ofVictim = selectorOf('merged', ofOrigin(victim.name))
    const success = `metrics_aggregator_scrape_success{job="merged",endpoint="${victim.name}"}`
    const failures = `sum(metrics_aggregator_scrape_errors_total{job="merged",endpoint="${victim.name}"})`
    const startSeconds = await value('vector(time())')
    await victim.kill()
    await expect.poll(() => count(ofVictim), DEADLINE).toBe(0)
    expect(await value(success)).toBe(0)
    await expect.poll(() => value(failures), DEADLINE).toBeGreaterThanOrEqual(FAILURES_SEEN)
    await expect.poll(() => value(`up{job="${directJob(victim.name)}"}`), DEADLINE).toBe(0)
    await victim.start()
    await expect.poll(() => count(ofVictim), DEADLINE).toBeGreaterThan(0)
    await expect
      .poll(() => compare(pod, 'merged', victim.name), DEADLINE)
      .toMatchObject({ lost: [], more: [] })
    await expect.poll(() => value(success), DEADLINE).toBe(1)
    const isOver = async (): Promise<boolean> =>
      (await value('vector(time())')) - startSeconds > OUTAGE_SECONDS
    await expect.poll(isOver, { ...DEADLINE, timeout: 2 * OUTAGE_SECONDS * 1_000 }).toBe(true)
    const window = `${OUTAGE_SECONDS}s`
    expect(await value(`count_over_time(up{job="merged"}[${window}])`)).toBeGreaterThan(10)
    for (const job of JOBS) expect(await value(`min_over_time(up{job="${job}"}[${window}])`)).toBe(1)
    for (const name of others) {
      const series = `count(${selectorOf('merged', ofOrigin(name))})`
      const holes = `count_over_time((absent(${series}))[${window}:1s])`
      expect([name, await pod.prometheus.query(holes)]).toEqual([name, []])
    }
  })

  test('the sidecars stay within the memory that the README says', () => {
    for (const { job, pid } of pod.sidecars) {
      const mebibytes = Math.round((residentBytesPeak(pid) ?? 0) / 1_048_576)
      report(`${job}: ${mebibytes} MiB resident at most`)
      expect(mebibytes).toBeLessThan(memoryFigures().small)
    }
  })
})

interface StoredExemplars {
  readonly exemplars: readonly { readonly labels: Readonly<Record<string, string>> }[]
}

interface Comparison {
  readonly direct: number
  readonly merged: number
  /** Series of the direct scrape that the sidecar's page has not. */
  readonly lost: readonly string[]
  readonly more: readonly string[]
}

async function compare({ prometheus }: Pod, job: string, target: string): Promise<Comparison> {
  const direct = await storedSeries(prometheus, selectorOf(directJob(target)))
  const merged = await storedSeries(prometheus, selectorOf(job, ofOrigin(target)))
  const lost = difference(direct, merged)
  return { direct: direct.length, merged: merged.length, lost, more: difference(merged, direct) }
}

function difference(one: readonly string[], other: readonly string[]): string[] {
  const others = new Set(other)
  return one.filter((series) => !others.has(series))
}

async function answeredFormat({ url }: PodTarget): Promise<ExpositionFormat> {
  const { headers } = await get(url.href, { headers: { Accept: ACCEPT } })
  const format = formatFromContentType(headers['content-type'])
  if (format === 'missing' || format === 'foreign') throw new Error(`${url.href} answers in no format`)
  return format
}

async function directMetadata({ prometheus }: Pod, target: PodTarget): Promise<TargetMetadata> {
  return {
    format: await answeredFormat(target),
    families: await prometheus.metadata(directJob(target.name)),
  }
}
