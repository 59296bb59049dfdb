// The routes over real sockets, with pages made by hand instead of targets.
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CONTENT_TYPES } from '../../../src/exposition/formats.ts'
import { InflightGate } from '../../../src/http/inflight-gate.ts'
import { metricsRoute } from '../../../src/http/metrics-route.ts'
import type { MetricsRouteOptions } from '../../../src/http/metrics-route.ts'
import type { CollectPage, CollectedPage, PageWish } from '../../../src/http/page-source.ts'
import { aliveRoute, ownMetricsRoute, readyRoute } from '../../../src/http/plain-routes.ts'
import { routeRequests } from '../../../src/http/route.ts'
import { listen } from '../../../src/http/server.ts'
import { RequestMetrics } from '../../../src/telemetry/request-metrics.ts'
import { get } from '../../support/request.ts'

const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

const SERVER = {
  inflightMax: 2,
  readHeaderTimeoutMs: 2_000,
  readTimeoutMs: 5_000,
  writeTimeoutMs: 10_000,
  idleTimeoutMs: 60_000,
  headerBytesMax: 16_384,
}

interface Bench {
  readonly url: string
  readonly port: number
  readonly metrics: RequestMetrics
  readonly wishes: PageWish[]
  readonly released: () => number
}

type HandMade = Partial<Omit<CollectedPage, 'render' | 'release'>> & { readonly body?: string }

/** A listener whose page is what the test says. */
async function start(
  page: HandMade | CollectPage = {},
  options: Partial<MetricsRouteOptions> = {},
): Promise<Bench> {
  const metrics = new RequestMetrics()
  const wishes: PageWish[] = []
  let released = 0
  const collect: CollectPage = async (wish) => {
    wishes.push(wish)
    if (typeof page === 'function') return page(wish)
    return pageOf(page, () => void (released += 1))
  }
  const metricsOptions = {
    collect,
    metrics,
    gate: new InflightGate(SERVER.inflightMax),
    formats: ['text', 'openmetrics'] as const,
    allFailed: '503' as const,
  }
  const route = routeRequests({
    '/metrics': metricsRoute({ ...metricsOptions, server: SERVER, ...options }),
    '/-/metrics': ownMetricsRoute(() => 'own 1\n'),
    '/healthz': aliveRoute,
    '/-/ready': readyRoute,
  })
  const listener = await listen({
    listen: { host: '127.0.0.1', port: 0 },
    server: SERVER,
    route,
    onBug: (error) => {
      throw error
    },
  })
  onTestFinished(() => listener.close(0))
  return { url: listener.url, port: listener.port, metrics, wishes, released: () => released }
}

function pageOf({ body = 'a 1\n', ...page }: HandMade, release: () => void): CollectedPage {
  return {
    answered: ['text'],
    failures: [],
    isFailed: false,
    ...page,
    render: (version) => {
      const bytes = Buffer.from(body)
      const half = bytes.length >> 1
      const slices = [bytes.subarray(0, half), bytes.subarray(half)]
      return { slices, bytes: bytes.length, contentType: CONTENT_TYPES[version] }
    },
    release,
  }
}

/** A page that comes when the test says so. */
function heldPage(): { collect: CollectPage; give: () => void; wish: Promise<PageWish> } {
  let give: () => void = () => undefined
  let tell: (wish: PageWish) => void = () => undefined
  const wish = new Promise<PageWish>((resolve) => {
    tell = resolve
  })
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  const collect: CollectPage = async (one) => {
    tell(one)
    await Promise.race([given, new Promise((resolve) => one.signal.addEventListener('abort', resolve))])
    return one.signal.aborted ? undefined : pageOf({}, () => undefined)
  }
  return { collect, give, wish }
}

/** A refusal is a sentence, not a page. */
const SMALL = /^.{0,60}\n?$/

describe('which answer for which request (case 98)', () => {
  test.each<{ method?: string; path: string; status: number; body?: string | RegExp; headers?: object }>([
    { path: '/metrics', status: 200, body: 'a 1\n' },
    { path: '/metrics?name[]=x', status: 200, body: 'a 1\n' },
    { method: 'HEAD', path: '/metrics', status: 200, body: /^$/, headers: { 'content-length': '4' } },
    { method: 'POST', path: '/metrics', status: 405, headers: { allow: 'GET, HEAD' } },
    { method: 'DELETE', path: '/healthz', status: 405, headers: { allow: 'GET, HEAD' } },
    {
      path: '/-/metrics',
      status: 200,
      body: 'own 1\n',
      headers: { 'content-type': CONTENT_TYPES['text-0.0.4'] },
    },
    { path: '/healthz', status: 200, body: 'ok\n' },
    { method: 'HEAD', path: '/healthz', status: 200, body: /^$/, headers: { 'content-length': '3' } },
    { path: '/-/ready', status: 200, body: 'ready\n' },
    { path: '/metrics/', status: 404 },
    { path: '/METRICS', status: 404 },
    { path: '//metrics', status: 404 },
    { path: '/__proto__', status: 404 },
    { path: '/%6detrics', status: 404 },
    { method: 'POST', path: '/nowhere', status: 404 },
  ])('$method $path: $status', async ({ method = 'GET', path, status, body = SMALL, headers = {} }) => {
    const { url } = await start()
    const answer = await get(url + path, { method })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(answer.headers).toMatchObject(headers)
    expect(answer.body).toMatch(body)
  })

  test('a whole URL in the request line is understood', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1')
    socket.end('GET http://some.host/healthz?x HTTP/1.1\r\nHost: some.host\r\nConnection: close\r\n\r\n')
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nok\n$/s)
  })
})

describe('the page', () => {
  test.each<{ accept?: string; answered: CollectedPage['answered']; contentType: string; asked: string }>([
    {
      answered: ['text'],
      contentType: CONTENT_TYPES['text-0.0.4'],
      asked: 'text/plain;version=0.0.4,*/*;q=0.1',
    },
    {
      accept: PROMETHEUS_2,
      answered: ['openmetrics', 'text'],
      contentType: CONTENT_TYPES['openmetrics-1.0.0'],
      asked:
        'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.8,text/plain;version=0.0.4;q=0.7,*/*;q=0.1',
    },
    {
      accept: PROMETHEUS_2,
      answered: ['text', 'text'],
      contentType: CONTENT_TYPES['text-0.0.4'],
      asked:
        'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.8,text/plain;version=0.0.4;q=0.7,*/*;q=0.1',
    },
  ])('for $accept from $answered is $contentType', async ({ accept, answered, contentType, asked }) => {
    const { url, wishes } = await start({ answered })
    const answer = await get(`${url}/metrics`, accept === undefined ? {} : { headers: { accept } })
    expect(answer.headers).toMatchObject({ 'content-type': contentType, vary: 'Accept, Accept-Encoding' })
    expect(wishes[0]?.accept).toBe(asked)
  })

  test('is collected within what the client says', async () => {
    const { url, wishes } = await start()
    await get(`${url}/metrics`, { headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '7.5' } })
    await get(`${url}/metrics`)
    expect(wishes.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual(['7.5', undefined])
  })

  test.each<{ name: string; headers: Record<string, string>; encoding: string | undefined }>([
    { name: 'compressed for those who ask', headers: { 'Accept-Encoding': 'gzip' }, encoding: 'gzip' },
    { name: 'plain for the others', headers: {}, encoding: undefined },
    { name: 'plain for those who refuse', headers: { 'Accept-Encoding': 'gzip;q=0' }, encoding: undefined },
  ])('is $name', async ({ headers, encoding }) => {
    const body = 'metric_with_a_long_name{label="value"} 1\n'.repeat(50_000)
    const { url, released } = await start({ body })
    const answer = await get(`${url}/metrics`, { headers })
    expect(answer.headers['content-encoding']).toBe(encoding)
    const bytes = encoding === 'gzip' ? gunzipSync(answer.bytes) : answer.bytes
    expect(bytes.toString() === body).toBe(true)
    expect(answer.headers['content-length']).toBe(encoding === 'gzip' ? undefined : String(body.length))
    await expect.poll(released).toBe(1)
  })

  test('has the headers of GET for HEAD, compressed too', async () => {
    const { url, released } = await start()
    const answer = await get(`${url}/metrics`, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } })
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-encoding': 'gzip' } })
    await expect.poll(released).toBe(1)
  })

  test('of nothing but failures is a 503 that says why (case 82)', async () => {
    const failure = { code: 'SCRAPE_HTTP_STATUS', facts: { status: 500, excerpt: 'secret' } } as const
    const failed = { isFailed: true, answered: [], failures: [{ target: 'api', failure }] }
    const { url, released } = await start(failed)
    const answer = await get(`${url}/metrics`)
    expect(answer).toMatchObject({
      status: 503,
      body: 'Every target failed.\napi: SCRAPE_HTTP_STATUS (http_status)\n',
    })
    await expect.poll(released).toBe(1)
    const serving = await start(failed, { allFailed: 'serve' })
    expect(await get(`${serving.url}/metrics`)).toMatchObject({ status: 200, body: 'a 1\n' })
  })
})

describe('too many requests (case 97)', () => {
  test('are turned away at once, and health is still answered', async () => {
    const { collect, give } = heldPage()
    const { url, wishes } = await start(collect)
    const inside = [get(`${url}/metrics`), get(`${url}/metrics`)]
    await expect.poll(() => wishes.length).toBe(2)
    expect(await get(`${url}/metrics`)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    expect(await get(`${url}/healthz`)).toMatchObject({ status: 200 })
    expect(await get(`${url}/-/metrics`)).toMatchObject({ status: 200 })
    give()
    expect((await Promise.all(inside)).map(({ status }) => status)).toEqual([200, 200])
    await expect.poll(async () => (await get(`${url}/metrics`)).status).toBe(200)
  })
})

describe('a client that', () => {
  test('goes away while the page is collected ends its wish and frees its place', async () => {
    const { collect, wish } = heldPage()
    const { port, metrics } = await start(collect)
    const socket = connect(port, '127.0.0.1')
    socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n')
    const { signal } = await wish
    socket.destroy()
    await expect.poll(() => signal.aborted).toBe(true)
    await expect.poll(() => writtenBy(metrics)).toContain('metrics_aggregator_http_requests_in_flight 0\n')
    expect(writtenBy(metrics)).toContain('metrics_aggregator_http_requests_total{code="499"} 1\n')
  })

  test.each<{ name: string; headers: string }>([
    { name: 'plain', headers: '' },
    { name: 'compressed', headers: 'Accept-Encoding: gzip\r\n' },
  ])('does not read a $name page is cut off after the write timeout', async ({ headers }) => {
    // Larger than what the kernel takes for a reader that does not read, compressed too.
    const body = noise(24_000_000)
    const { port, released } = await start({ body }, { server: { ...SERVER, writeTimeoutMs: 300 } })
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => undefined)
    socket.pause()
    socket.write(`GET /metrics HTTP/1.1\r\nHost: x\r\n${headers}\r\n`)
    await expect.poll(released).toBe(1)
  })
})

/** Hexadecimal digits that compress about twofold. */
function noise(bytes: number): string {
  const words = new Uint32Array(bytes >> 3)
  let state = 1
  for (let at = 0; at < words.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words[at] = state
  }
  return Buffer.from(words.buffer).toString('hex')
}

function writtenBy(metrics: RequestMetrics): string {
  return metrics.families.map((family) => family.write()).join('')
}

test('requests are counted by their status', async () => {
  const { url, metrics } = await start()
  await get(`${url}/metrics`)
  await get(`${url}/healthz`)
  await expect
    .poll(() => writtenBy(metrics))
    .toContain('metrics_aggregator_http_requests_total{code="200"} 1\n')
  expect(writtenBy(metrics)).toContain('metrics_aggregator_http_request_duration_seconds_count 1\n')
})
