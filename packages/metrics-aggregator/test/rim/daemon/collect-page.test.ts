// Collections over real sockets: who shares one, who has one of its own, and what becomes of one that nobody waits for.
import { describe, expect, test } from 'vitest'
import { answerWith, askForPage, startHeldTarget, startTestedDaemon } from '../../support/daemon.ts'
import { ownValue, samplesFrom } from '../../support/page.ts'
import { startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'

const OPENMETRICS_FIRST = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5'

describe('requests at the same time', () => {
  test('share one collection (case 80)', async () => {
    const target = await startHeldTarget()
    const { page, url } = await startTestedDaemon({ targets: { api: target.url } })
    const first = page()
    await expect.poll(() => target.requests.length).toBe(1)
    const second = page()
    await expect.poll(async () => (await get(`${url}/-/metrics`)).body).toContain('in_flight 2\n')
    target.release()
    expect(await second).toBe(await first)
    expect(target.requests).toHaveLength(1)
    expect((await get(`${url}/-/metrics`)).body).toContain('metrics_aggregator_requests_coalesced_total 1\n')
  })

  test.each<{ name: string; headers: Record<string, string> }>([
    { name: 'another format', headers: { accept: OPENMETRICS_FIRST } },
    { name: 'another escaping', headers: { accept: 'text/plain;version=0.0.4;escaping=dots' } },
    { name: 'less time', headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '5' } },
  ])('with $name scrape for themselves', async ({ headers }) => {
    const target = await startHeldTarget()
    const { page } = await startTestedDaemon({ targets: { api: target.url } })
    const pages = [page()]
    await expect.poll(() => target.requests.length).toBe(1)
    pages.push(page(headers))
    await expect.poll(() => target.requests.length).toBe(2)
    target.release()
    expect((await Promise.all(pages)).map((text) => samplesFrom(text, 'api'))).toEqual([['a 1'], ['a 1']])
  })

  test('whose clients have all gone are given up, and say nothing of the target (case 79)', async () => {
    const target = await startHeldTarget()
    const { port, url, log } = await startTestedDaemon({ targets: { api: target.url }, logLevel: 'debug' })
    const clients = [askForPage(port), askForPage(port)]
    await expect.poll(async () => (await get(`${url}/-/metrics`)).body).toContain('in_flight 2\n')
    expect(target.requests).toHaveLength(1)
    clients[0]?.destroy()
    await expect.poll(async () => (await get(`${url}/-/metrics`)).body).toContain('in_flight 1\n')
    expect(target.openConnections()).toBe(1)
    clients[1]?.destroy()
    await expect.poll(target.openConnections).toBe(0)
    const own = (await get(`${url}/-/metrics`)).body
    expect(own).toContain('metrics_aggregator_requests_total 0\n')
    expect(own).not.toContain('metrics_aggregator_scrape_errors_total')
    expect(log.map(({ msg }) => msg)).toEqual(['listening'])
  })
})

const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2'

describe('names that need quotes', () => {
  test.each([
    {
      accept: PROMETHEUS_3,
      type: 'text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8',
      line: '{"a.b",origin_container="api","c.d"="e"} 1',
      asked: 'escaping=allow-utf-8',
    },
    {
      accept: PROMETHEUS_3.replaceAll('allow-utf-8', 'values'),
      type: 'text/plain; version=1.0.0; charset=utf-8; escaping=values',
      line: 'U__a_2e_b{origin_container="api",U__c_2e_d="e"} 1',
      asked: 'escaping=values',
    },
    {
      accept: 'text/plain;version=0.0.4;escaping=allow-utf-8',
      type: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
      line: 'a_b{origin_container="api",c_d="e"} 1',
      asked: 'escaping=underscores',
    },
    {
      accept: 'text/plain;version=0.0.4',
      type: 'text/plain; version=0.0.4; charset=utf-8',
      line: 'a_b{origin_container="api",c_d="e"} 1',
      asked: undefined,
    },
  ])('are written for $accept as $type says', async ({ accept, type, line, asked }) => {
    const target = await startRawTarget(answerWith('{"a.b","c.d"="e"} 1\n'))
    const { url } = await startTestedDaemon({ targets: { api: target.url } })
    const { body, headers } = await get(`${url}/metrics`, { headers: { accept } })
    expect(headers['content-type']).toBe(type)
    expect(body).toContain(`${line}\n`)
    const wish = /^accept: (.*)$/im.exec(target.requests[0] ?? '')?.[1] ?? ''
    expect(/escaping=[a-z0-9-]+/.exec(wish)?.[0]).toBe(asked)
  })
})

describe('a finished collection', () => {
  test('is given out again for as long as configured', async () => {
    const target = await startRawTarget(answerWith('a 1\n'))
    const { page } = await startTestedDaemon({ targets: { api: target.url }, cacheTtlMs: 60_000 })
    const [first, second] = [await page(), await page()]
    expect(second).toBe(first)
    expect(target.requests).toHaveLength(1)
  })

  test('is never given out again by default', async () => {
    const target = await startRawTarget(answerWith('a 1\n'))
    const { page } = await startTestedDaemon({ targets: { api: target.url } })
    await page()
    expect(ownValue(await page(), 'metrics_aggregator_requests_total')).toBe('2')
    expect(target.requests).toHaveLength(2)
  })
})

describe('what a page leaves out', () => {
  test('is counted by target and kind, and contradicting metadata by target', async () => {
    const api = await startRawTarget(answerWith('# HELP a x\n# HELP a y\na 1\na 2 -5\n'))
    const om = '# TYPE b counter\nb_total 1 # {t="x"} 1\n# EOF\n'
    const worker = await startRawTarget(
      answerWith(om, { 'Content-Type': 'application/openmetrics-text; version=1.0.0' }),
    )
    const { page, url } = await startTestedDaemon({ targets: { api: api.url, worker: worker.url } })
    await page()
    const own = (await get(`${url}/-/metrics`)).body
    expect(own).toContain('metrics_aggregator_page_left_out_total{endpoint="api",kind="samples"} 1\n')
    expect(own).toContain('metrics_aggregator_page_left_out_total{endpoint="worker",kind="exemplars"} 1\n')
    expect(own).toContain('metrics_aggregator_scrape_metadata_dropped{endpoint="api"} 1\n')
  })

  test('is shown of duplicates on the status page', async () => {
    const api = await startRawTarget(answerWith('a{x="1"} 1\na{x="2"} 2\n'))
    const { page, url } = await startTestedDaemon({
      targets: { api: api.url },
      target: { dropLabels: ['x'] },
    })
    await page()
    const { targets } = JSON.parse((await get(`${url}/api/targets`)).body) as {
      targets: { lastScrape: { duplicates: number } }[]
    }
    expect(targets.map(({ lastScrape }) => lastScrape.duplicates)).toEqual([1])
  })
})

test('pages of single targets and families leave the conflicts of the whole page as they are', async () => {
  const api = await startRawTarget(answerWith('# TYPE a gauge\na 1\n'))
  const worker = await startRawTarget(answerWith('# TYPE a counter\na 1\n'))
  const { page, url, log } = await startTestedDaemon({ targets: { api: api.url, worker: worker.url } })
  for (let round = 0; round < 2; round += 1) {
    await page()
    await get(`${url}/targets/api/metrics`)
    await get(`${url}/metrics?name[]=b`)
  }
  const own = (await get(`${url}/-/metrics`)).body
  expect(own).toContain('metrics_aggregator_families_in_conflict{kind="type_conflict"} 1\n')
  expect(log.filter(({ level }) => level === 'warn')).toHaveLength(1)
})
