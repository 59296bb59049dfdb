// The whole daemon in this process, with real targets over loopback: what a scraper gets, what is counted and logged.
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDaemon } from '../../src/daemon.ts'
import { configOf } from '../support/config.ts'
import { answerWith, startHeldTarget, startTestedDaemon } from '../support/daemon.ts'
import { ownValue, samplesFrom } from '../support/page.ts'
import { httpAnswer, startRawTarget } from '../support/raw-target.ts'
import type { RawAnswer, RawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'

const OPENMETRICS = { 'Content-Type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' }
const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

const good = (): Promise<RawTarget> => startRawTarget(answerWith('up_total 1\n'))
const silent: RawAnswer = () => undefined
const short = { 'X-Prometheus-Scrape-Timeout-Seconds': '3' }

describe('the page', () => {
  test('holds every target under its name, and our own metrics behind them', async () => {
    const api = await startRawTarget(
      answerWith('# TYPE hits counter\nhits 1\n# TYPE depth gauge\ndepth{q="a"} 3\n'),
    )
    const worker = await startRawTarget(answerWith('# TYPE hits counter\nhits 2\n'))
    const { page } = await startTestedDaemon({ targets: { api: api.url, worker: worker.url } })
    const text = await page()
    expect(text.slice(0, text.indexOf('# HELP metrics_aggregator'))).toBe(
      [
        '# TYPE hits counter',
        'hits{origin_container="api"} 1',
        'hits{origin_container="worker"} 2',
        '# TYPE depth gauge',
        'depth{origin_container="api",q="a"} 3',
        '',
      ].join('\n'),
    )
    expect(ownValue(text, 'metrics_aggregator_scrape_success{endpoint="api"}')).toBe('1')
    expect(ownValue(text, 'metrics_aggregator_scrape_samples{endpoint="api"}')).toBe('2')
    expect(ownValue(text, 'metrics_aggregator_scrape_body_bytes{endpoint="worker"}')).toBe('27')
    expect(ownValue(text, 'metrics_aggregator_requests_total')).toBe('1')
    expect(ownValue(text, 'metrics_aggregator_build_info{version="1.2.3"}')).toBe('1')
  })

  test('does not depend on which target is first', async () => {
    const slow: RawAnswer = (socket) => void setTimeout(() => socket.end(httpAnswer('a 1\n')), 100)
    const first = await startRawTarget(slow)
    const second = await startRawTarget(answerWith('a 2\n'))
    const { page } = await startTestedDaemon({ targets: { first: first.url, second: second.url } })
    expect((await page()).split('\n').slice(0, 2)).toEqual([
      'a{origin_container="first"} 1',
      'a{origin_container="second"} 2',
    ])
  })

  test('asks targets for what is configured, whatever it was asked for (case 100)', async () => {
    const target = await good()
    const api = new URL(`${target.url.href}?format=prometheus`)
    const { url } = await startTestedDaemon({ targets: { api } })
    expect((await get(`${url}/metrics?name[]=up_total&target=x`)).status).toBe(200)
    expect(target.requests[0]?.split('\r\n')[0]).toBe('GET /metrics?format=prometheus HTTP/1.1')
  })

  test.each([
    { accept: PROMETHEUS_2, contentType: /^application\/openmetrics-text; version=1\.0\.0/, end: '# EOF\n' },
    { accept: 'text/plain;version=0.0.4', contentType: /^text\/plain; version=0\.0\.4/, end: '\n' },
  ])('from OpenMetrics targets for $accept', async ({ accept, contentType, end }) => {
    const target = await startRawTarget(answerWith('# TYPE a counter\na_total 1\n# EOF\n', OPENMETRICS))
    const { url } = await startTestedDaemon({ targets: { api: target.url } })
    const { headers, body } = await get(`${url}/metrics`, { headers: { accept } })
    expect(headers['content-type']).toMatch(contentType)
    expect(samplesFrom(body, 'api')).toEqual(['a_total 1'])
    expect(body.endsWith(end)).toBe(true)
    expect(target.requests[0]).toContain(`\r\nAccept: ${accept.split(',')[0]}`)
  })

  test('is the same after a thousand of them', async () => {
    const target = await good()
    const { page } = await startTestedDaemon({ targets: { api: target.url } })
    for (let round = 0; round < 100; round += 1) await Promise.all(Array.from({ length: 10 }, () => page()))
    expect(samplesFrom(await page(), 'api')).toEqual(['up_total 1'])
  })
})

test('what is needed to serve alone is prepared once, when the first page is asked for', async () => {
  const target = await good()
  const config = configOf({ targets: { api: target.url } })
  const events: string[] = []
  const daemon = await startDaemon(config, {
    log: (line) => void events.push((JSON.parse(line) as { readonly msg: string }).msg),
    beforeFirstPage: () => events.push('prepared'),
    version: '1',
  })
  onTestFinished(() => daemon.stop(0))
  for (const path of ['/-/ready', '/-/metrics', '/metrics', '/metrics']) await get(`${daemon.url}${path}`)
  expect(events).toEqual(['listening', 'prepared', 'target is up'])
})

describe('a target that fails', () => {
  test('leaves nothing on the page but its reason', async () => {
    const targets = {
      bad: (await startRawTarget(answerWith('fine 1\nbroken x\n'))).url,
      api: (await good()).url,
    }
    const { page, log } = await startTestedDaemon({ targets })
    const text = await page()
    expect(samplesFrom(text, 'bad')).toEqual([])
    expect(samplesFrom(text, 'api')).toEqual(['up_total 1'])
    expect(ownValue(text, 'metrics_aggregator_scrape_success{endpoint="bad"}')).toBe('0')
    expect(ownValue(text, 'metrics_aggregator_scrape_errors_total{endpoint="bad",reason="parse"}')).toBe('1')
    expect(ownValue(text, 'metrics_aggregator_bodies_refused_total{reason="parse"}')).toBe('1')
    const down = {
      level: 'warn',
      msg: 'target is down',
      target: 'bad',
      code: 'VALUE_INVALID',
      reason: 'parse',
      line: 2,
    }
    expect(log.find(({ msg }) => msg === 'target is down')).toMatchObject({ ...down, excerpt: 'broken x' })
  })

  test('is skipped line by line where configured', async () => {
    const bad = await startRawTarget(answerWith('fine 1\nbroken x\n'))
    const { page } = await startTestedDaemon({ targets: { bad: bad.url }, target: { validation: 'lenient' } })
    const text = await page()
    expect(samplesFrom(text, 'bad')).toEqual(['fine 1'])
    expect(ownValue(text, 'metrics_aggregator_scrape_invalid_samples{endpoint="bad"}')).toBe('1')
  })

  test('by not answering costs the deadline and no more (cases 77 and 78)', async () => {
    const slow = await startRawTarget(silent)
    const { page } = await startTestedDaemon({ targets: { slow: slow.url, api: (await good()).url } })
    const text = await page(short)
    expect(samplesFrom(text, 'api')).toEqual(['up_total 1'])
    expect(ownValue(text, 'metrics_aggregator_scrape_errors_total{endpoint="slow",reason="timeout"}')).toBe(
      '1',
    )
    const told = /X-Prometheus-Scrape-Timeout-Seconds: (\S+)/.exec(slow.requests[0] ?? '')?.[1]
    expect(Number(told)).toBeLessThanOrEqual(2.5)
  })

  test('is missing until it answers again: nothing old is said anew (case 81)', async () => {
    const replies = ['a 1\n', 'a x\n', 'a 3\n']
    const target = await startRawTarget((socket) => void socket.end(httpAnswer(replies.shift() ?? '')))
    const { page } = await startTestedDaemon({ targets: { bad: target.url, api: (await good()).url } })
    const pages = [await page(), await page(), await page()]
    expect(pages.map((text) => samplesFrom(text, 'bad'))).toEqual([['a 1'], [], ['a 3']])
    expect(pages.map((text) => ownValue(text, 'metrics_aggregator_scrape_success{endpoint="bad"}'))).toEqual([
      '1',
      '0',
      '1',
    ])
  })

  test('is logged when that changes, and only then', async () => {
    const replies = ['a 1\n', 'a x\n', 'a x\n', 'a{ 1\n', 'a 1\n', 'a 1\n']
    const target = await startRawTarget((socket) => void socket.end(httpAnswer(replies.shift() ?? '')))
    const { page, log } = await startTestedDaemon({ targets: { api: target.url }, allFailed: 'serve' })
    for (let round = 0; round < 6; round += 1) await page()
    expect(
      log.filter(({ target: name }) => name === 'api').map(({ level, msg, code }) => [level, msg, code]),
    ).toEqual([
      ['info', 'target is up', undefined],
      ['warn', 'target is down', 'VALUE_INVALID'],
      ['warn', 'target is down', 'LABELS_INVALID'],
      ['info', 'target is up', undefined],
    ])
  })

  test('never brings its own control characters or secrets into the log', async () => {
    const location = 'http://user:hunter2@x/\u001b[31m?token=hunter2'
    const target = await startRawTarget(
      (socket) => void socket.end(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`),
    )
    const lines: string[] = []
    const config = configOf({ targets: { api: target.url }, logLevel: 'debug' })
    const daemon = await startDaemon(config, { log: (line) => void lines.push(line), version: '1' })
    onTestFinished(() => daemon.stop(0))
    expect((await get(`${daemon.url}/metrics`)).status).toBe(503)
    expect(lines.join('')).not.toMatch(/hunter2|\p{Cc}/u)
  })

  test('for its size alone is the largest, and counted on the same page (case 17)', async () => {
    const large = await startRawTarget(answerWith('large 1\n'.repeat(1_000)))
    const limits = { pageBytesMax: 20_000 }
    const { page } = await startTestedDaemon({
      targets: { large: large.url, api: (await good()).url },
      limits,
    })
    const text = await page()
    expect(samplesFrom(text, 'large')).toEqual([])
    expect(samplesFrom(text, 'api')).toEqual(['up_total 1'])
    expect(
      ownValue(text, 'metrics_aggregator_scrape_errors_total{endpoint="large",reason="too_large"}'),
    ).toBe('1')
  })
})

describe('when every target fails (case 82)', () => {
  test('the answer is 503 and says why', async () => {
    const bad = await startRawTarget(answerWith('x', { 'Content-Type': 'text/html' }))
    const { url, log } = await startTestedDaemon({ targets: { api: bad.url } })
    expect(await get(`${url}/metrics`)).toMatchObject({
      status: 503,
      body: 'Every target failed.\napi: SCRAPE_CONTENT_TYPE (content_type)\n',
    })
    expect((await get(`${url}/-/metrics`)).body).toContain('metrics_aggregator_errors_total 1\n')
    expect((await get(`${url}/-/ready`)).status).toBe(200)
    expect(log.filter(({ msg }) => msg === 'target is down')).toHaveLength(1)
  })

  test('the answer is our own metrics where configured', async () => {
    const bad = await startRawTarget(answerWith('x', { 'Content-Type': 'text/html' }))
    const { url } = await startTestedDaemon({ targets: { api: bad.url }, allFailed: 'serve' })
    const { status, body } = await get(`${url}/metrics`)
    expect(status).toBe(200)
    expect(ownValue(body, 'metrics_aggregator_errors_total')).toBe('1')
  })
})

describe('stopping', () => {
  test('serves on until the drain is over', async () => {
    const { url, stop, log } = await startTestedDaemon({ targets: { api: (await good()).url } })
    const stopped = stop(300)
    expect((await get(`${url}/metrics`)).status).toBe(200)
    expect((await get(`${url}/-/ready`)).status).toBe(200)
    await stopped
    await expect(get(`${url}/metrics`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(log.map(({ msg }) => msg)).toEqual(['listening', 'stopping', 'target is up', 'stopped'])
  })

  test('can be hurried', async () => {
    const { url, stop } = await startTestedDaemon({ targets: { api: (await good()).url } })
    const draining = stop(600_000)
    await stop()
    await draining
    await expect(get(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('finishes what is in flight', async () => {
    const target = await startHeldTarget()
    const { page, stop } = await startTestedDaemon({ targets: { api: target.url } })
    const text = page()
    await expect.poll(() => target.requests.length).toBe(1)
    const stopped = stop()
    await sleep(20)
    target.release()
    expect(samplesFrom(await text, 'api')).toEqual(['a 1'])
    await stopped
  })
})
