// Traces as a collector receives them: the request's span below the client's, one for each target below it, and what
// the targets, the log and the page see of it.
import { expect, onTestFinished, test, vi } from 'vitest'
import type { TracingConfig } from '../../../../src/config/config.ts'
import { startDaemon } from '../../../../src/daemon.ts'
import type { Daemon } from '../../../../src/daemon.ts'
import { configOf } from '../../../support/config.ts'
import type { ConfigChanges } from '../../../support/config.ts'
import { answerWith } from '../../../support/daemon.ts'
import { startOtlpReceiver } from '../../../support/otlp-receiver.ts'
import { httpAnswer, startRawTarget } from '../../../support/raw-target.ts'
import type { RawTarget } from '../../../support/raw-target.ts'
import { get } from '../../../support/request.ts'
import type { LogLine } from '../../../support/spawned-daemon.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'
const SAMPLED = {
  headers: { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: 'a=b', 'User-Agent': 'Prometheus/3' },
}
const UNSAMPLED = { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } }
const settled = { timeout: 20_000, interval: 20 }

const TRACING: Omit<TracingConfig, 'endpoint'> = {
  exporter: 'otlp',
  protocol: 'http/protobuf',
  headers: { 'x-key': 'k' },
  timeoutMs: 1_000,
  resource: { 'service.name': 'sidecar', 'service.version': '1' },
  sampler: { ratio: 1, isParentBased: true },
}

async function start(
  endpoint: string,
  changes: ConfigChanges,
  tracing: Partial<TracingConfig> = {},
): Promise<Daemon & { log: LogLine[] }> {
  const log: LogLine[] = []
  const daemon = await startDaemon(configOf({ ...changes, tracing: { ...TRACING, endpoint, ...tracing } }), {
    log: (line) => void log.push(JSON.parse(line) as LogLine),
    version: '1',
  })
  onTestFinished(() => daemon.stop(0))
  return { ...daemon, log }
}

const headerOf = ({ requests }: RawTarget, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(requests.at(-1) ?? '')?.[1]

test.each([
  { protocol: 'http/protobuf', contentType: 'application/x-protobuf' },
  { protocol: 'http/json', contentType: 'application/json' },
] as const)('$protocol: a request is a span below the client’s, each target one below it', async (row) => {
  const receiver = await startOtlpReceiver()
  const api = await startRawTarget(answerWith('a 1\n'))
  const bad = await startRawTarget((socket) => void socket.end(httpAnswer('no', {}, '500 No')))
  const targets = { api: api.url, bad: bad.url, none: new URL('http://127.0.0.1:1/metrics?key=hunter2') }
  const daemon = await start(receiver.endpoint, { targets }, { protocol: row.protocol })
  await get(`${daemon.url}/metrics?name[]=a`, SAMPLED)
  await vi.waitFor(() => expect(receiver.spans).toHaveLength(4), settled)
  const server = receiver.spans.find(({ kind }) => kind === 2)
  expect(server).toMatchObject({
    traceId: TRACE,
    parentSpanId: PARENT,
    name: 'GET /metrics',
    isError: false,
    attributes: {
      'http.request.method': 'GET',
      'http.route': '/metrics',
      'url.path': '/metrics',
      'url.scheme': 'http',
      'server.address': '127.0.0.1',
      'server.port': daemon.port,
      'user_agent.original': 'Prometheus/3',
      'http.response.status_code': 200,
    },
    resource: TRACING.resource,
  })
  const clients = receiver.spans.filter(({ kind }) => kind === 3)
  expect(
    new Set(clients.map(({ traceId, parentSpanId, name }) => `${traceId} ${parentSpanId} ${name}`)),
  ).toEqual(new Set([`${TRACE} ${server?.spanId} GET`]))
  const byTarget = new Map(clients.map((span) => [span.attributes['metrics_aggregator.target'], span]))
  const common = { 'http.request.method': 'GET', 'server.address': '127.0.0.1' }
  expect(byTarget.get('api')).toMatchObject({
    isError: false,
    attributes: {
      ...common,
      'url.full': api.url.href,
      'server.port': api.port,
      'http.response.status_code': 200,
    },
  })
  expect(byTarget.get('bad')).toMatchObject({
    isError: true,
    attributes: { ...common, 'http.response.status_code': 500, 'error.type': 'SCRAPE_HTTP_STATUS' },
  })
  expect(byTarget.get('none')).toMatchObject({
    isError: true,
    attributes: {
      ...common,
      'url.full': 'http://127.0.0.1:1/metrics?***',
      'error.type': 'SCRAPE_CONNECT_REFUSED',
    },
  })
  // The target goes on with the trace from its own span.
  expect(headerOf(api, 'traceparent')).toBe(`00-${TRACE}-${byTarget.get('api')?.spanId}-01`)
  expect(headerOf(api, 'tracestate')).toBe('a=b')
  expect(receiver.headers[0]).toMatchObject({ 'x-key': 'k', 'content-type': row.contentType })
})

test('lines of the log name the trace', async () => {
  const receiver = await startOtlpReceiver()
  const daemon = await start(receiver.endpoint, { targets: { none: new URL('http://127.0.0.1:1/metrics') } })
  await get(`${daemon.url}/metrics`, SAMPLED)
  expect(daemon.log.find(({ msg }) => msg === 'target is down')).toMatchObject({ trace_id: TRACE })
})

test('a request without a parent begins a trace; a 503 is an error', async () => {
  const receiver = await startOtlpReceiver()
  const daemon = await start(receiver.endpoint, { targets: { none: new URL('http://127.0.0.1:1/metrics') } })
  await get(`${daemon.url}/targets/none/metrics`)
  await vi.waitFor(() => expect(receiver.spans).toHaveLength(2), settled)
  const server = receiver.spans.find(({ kind }) => kind === 2)
  expect(server?.parentSpanId ?? '').toBe('')
  expect(server).toMatchObject({
    name: 'GET /targets/{name}/metrics',
    isError: true,
    attributes: { 'http.response.status_code': 503, 'error.type': '503' },
  })
})

test.each<{ why: string; sampler: TracingConfig['sampler']; options: object }>([
  { why: 'the client did not', sampler: { ratio: 1, isParentBased: true }, options: UNSAMPLED },
  { why: 'the sampler does not', sampler: { ratio: 0, isParentBased: false }, options: SAMPLED },
])(
  'nothing is sent where $why keep the trace, but targets still learn of it',
  async ({ sampler, options }) => {
    const receiver = await startOtlpReceiver()
    const api = await startRawTarget(answerWith('a 1\n'))
    const daemon = await start(receiver.endpoint, { targets: { api: api.url } }, { sampler })
    await get(`${daemon.url}/metrics`, options)
    await daemon.stop(0)
    expect(receiver.spans).toEqual([])
    expect(headerOf(api, 'traceparent')).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`))
  },
)

test('what is left is sent before the end', async () => {
  const receiver = await startOtlpReceiver()
  const api = await startRawTarget(answerWith('a 1\n'))
  const daemon = await start(receiver.endpoint, { targets: { api: api.url } })
  await get(`${daemon.url}/metrics`)
  await daemon.stop(0)
  expect(receiver.spans).toHaveLength(2)
})

test('a receiver that is not there costs the page nothing, and is told once', async () => {
  const api = await startRawTarget(answerWith('a 1\n'))
  const daemon = await start(
    'http://127.0.0.1:1/v1/traces',
    { targets: { api: api.url } },
    { timeoutMs: 200 },
  )
  for (let scrape = 0; scrape < 3; scrape += 1) expect((await get(`${daemon.url}/metrics`)).status).toBe(200)
  await daemon.stop(0)
  await vi.waitFor(
    () => expect(daemon.log.filter(({ msg }) => msg === 'traces could not be sent')).toHaveLength(1),
    settled,
  )
  expect(JSON.stringify(daemon.log)).not.toContain('x-key')
})

test.each([
  'garbage',
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-01\u00ff`,
  'x'.repeat(5_000),
])('a traceparent that is none is no parent: %s', async (traceparent) => {
  const receiver = await startOtlpReceiver()
  const api = await startRawTarget(answerWith('a 1\n'))
  const daemon = await start(receiver.endpoint, { targets: { api: api.url } })
  expect((await get(`${daemon.url}/metrics`, { headers: { traceparent } })).status).toBe(200)
  await daemon.stop(0)
  expect(receiver.spans).toHaveLength(2)
  expect(receiver.spans.map(({ traceId }) => traceId)).not.toContain(TRACE)
})
