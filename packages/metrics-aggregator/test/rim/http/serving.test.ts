// How the daemon serves: one target alone, service discovery, filters, TLS, tokens and client certificates.
import { connect as connectTls } from 'node:tls'
import { request as requestSecure } from 'node:https'
import type { RequestOptions } from 'node:https'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDaemon } from '../../../src/daemon.ts'
import type { ConfigFiles, Daemon } from '../../../src/daemon.ts'
import { makeAuthority } from '../../support/certificates.ts'
import { configOf } from '../../support/config.ts'
import type { ConfigChanges } from '../../support/config.ts'
import { answerWith } from '../../support/daemon.ts'
import { samplesFrom, valuesBySeries } from '../../support/page.ts'
import { startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'

const BAD = 'a x\n'
const file = { path: '/x', source: 'test' }

async function start(changes: Partial<ConfigChanges>, server: ConfigFiles['server'] = {}): Promise<Daemon> {
  const targets = {
    api: (await startRawTarget(answerWith('# TYPE hits counter\nhits 1\nup 7\n'))).url,
    'a b/ö': (await startRawTarget(answerWith('hits 2\n'))).url,
    bad: (await startRawTarget(answerWith(BAD))).url,
  }
  const config = configOf({ targets, ...changes })
  const daemon = await startDaemon(config, {
    log: () => undefined,
    version: '1',
    files: { targets: new Map(), server },
  })
  onTestFinished(() => daemon.stop(0))
  return daemon
}

describe('one target alone', () => {
  test('is validated, labelled, and nothing else', async () => {
    const { url } = await start({})
    expect(await get(`${url}/targets/api/metrics`)).toMatchObject({
      status: 200,
      body: '# TYPE hits counter\nhits{origin_container="api"} 1\nup{origin_container="api"} 7\n',
    })
    const name = encodeURIComponent('a b/ö')
    expect((await get(`${url}/targets/${name}/metrics`)).body).toBe('hits{origin_container="a b/ö"} 2\n')
  })

  test('that fails is a 503 with its reason, and counted', async () => {
    const { url } = await start({ allFailed: 'serve' })
    expect(await get(`${url}/targets/bad/metrics`)).toMatchObject({
      status: 503,
      body: 'Every target failed.\nbad: VALUE_INVALID (parse)\n',
    })
    expect(valuesBySeries((await get(`${url}/-/metrics`)).body)).toMatchObject({
      'metrics_aggregator_scrape_errors_total{endpoint="bad",reason="parse"}': '1',
      metrics_aggregator_requests_total: '0',
    })
  })

  test.each(['/targets/other/metrics', '/targets/api', '/targets//metrics', '/targets/api/metrics/'])(
    '%s is no page',
    async (path) => {
      const { url } = await start({})
      expect((await get(`${url}${path}`)).status).toBe(404)
    },
  )
})

describe('service discovery', () => {
  test('names every target at the address that was asked', async () => {
    const { url, port } = await start({})
    const { body, headers } = await get(`${url}/sd`)
    expect(headers['content-type']).toBe('application/json')
    const targets = [`127.0.0.1:${port}`]
    expect(JSON.parse(body)).toEqual([
      { targets, labels: { __metrics_path__: '/targets/api/metrics', container: 'api' } },
      { targets, labels: { __metrics_path__: '/targets/a%20b%2F%C3%B6/metrics', container: 'a b/ö' } },
      { targets, labels: { __metrics_path__: '/targets/bad/metrics', container: 'bad' } },
    ])
    for (const { labels } of JSON.parse(body) as { labels: { __metrics_path__: string } }[])
      expect((await get(`${url}${labels.__metrics_path__}`)).status).not.toBe(404)
  })

  test('leaves the label out that the series have already', async () => {
    const { url } = await start({ merge: { labelName: 'container' } })
    expect((await get(`${url}/sd`)).body).not.toContain('"container"')
  })

  test.each(['evil"}],[{', 'http://elsewhere/', 'a b', ''])('never repeats the host %j', async (host) => {
    const { url, port } = await start({})
    const { body } = await get(`${url}/sd`, { headers: { host } })
    expect((JSON.parse(body) as { targets: string[] }[])[0]?.targets).toEqual([`127.0.0.1:${port}`])
  })
})

describe('?name[]=', () => {
  test.each([
    { query: 'name[]=hits', families: ['hits'] },
    {
      query: 'name%5B%5D=hits&name[]=metrics_aggregator_build_info',
      families: ['hits', 'metrics_aggregator_build_info'],
    },
    { query: 'name[]=h*s', families: ['hits'] },
    { query: 'name[]=nothing', families: [] },
  ])('$query leaves $families', async ({ query, families }) => {
    const { url } = await start({})
    const { status, body } = await get(`${url}/metrics?${query}`)
    expect(status).toBe(200)
    const seen = new Set([...body.matchAll(/^([a-z_]+)\{/gm)].map(([, name]) => name))
    expect([...seen]).toEqual(families)
  })

  test('in other words filters nothing', async () => {
    const { url } = await start({})
    expect((await get(`${url}/metrics?name=hits`)).body).toContain('metrics_aggregator_build_info')
  })

  test('of one target', async () => {
    const { url } = await start({})
    expect((await get(`${url}/targets/api/metrics?name[]=up`)).body).toBe('up{origin_container="api"} 7\n')
  })
})

test('a synthetic up stands for each target; one that a target has itself stays', async () => {
  const { url } = await start({
    syntheticUp: true,
    merge: { duplicates: 'drop' },
    target: { labels: { zone: 'a' } },
  })
  const { body } = await get(`${url}/metrics`)
  const up = (name: string): string[] => samplesFrom(body, name).filter((line) => line.startsWith('up'))
  expect([up('api'), up('a b/ö'), up('bad')]).toEqual([
    ['up{zone="a"} 7'],
    ['up{zone="a"} 1'],
    ['up{zone="a"} 0'],
  ])
})

describe('a bearer token', () => {
  test.each([
    { path: '/metrics', authorization: 'Bearer sesame', status: 200 },
    { path: '/metrics', authorization: 'bearer  sesame', status: 200 },
    { path: '/metrics', authorization: 'Bearer Sesame', status: 401 },
    { path: '/metrics', authorization: 'Bearer sesame2', status: 401 },
    { path: '/metrics', authorization: 'Bearer ', status: 401 },
    { path: '/metrics', authorization: 'Basic sesame', status: 401 },
    { path: '/metrics', authorization: undefined, status: 401 },
    { path: '/targets/api/metrics', authorization: undefined, status: 401 },
    { path: '/sd', authorization: undefined, status: 401 },
    { path: '/-/metrics', authorization: undefined, status: 401 },
    { path: '/', authorization: undefined, status: 401 },
    { path: '/nowhere', authorization: undefined, status: 401 },
    { path: '/healthz', authorization: undefined, status: 200 },
    { path: '/-/healthy?x', authorization: undefined, status: 200 },
    { path: '/-/ready', authorization: undefined, status: 200 },
    { path: '/-/ready/../../metrics', authorization: undefined, status: 401 },
  ])('$path with $authorization is $status', async ({ path, authorization, status }) => {
    const { url } = await start({}, { token: 'sesame' })
    const headers = authorization === undefined ? {} : { authorization }
    const reply = await get(`${url}${path}`, { headers })
    const challenge = status === 401 ? 'Bearer realm="metrics-aggregator"' : undefined
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([status, challenge])
    expect(reply.body).not.toContain('sesame')
  })
})

interface SecureReply {
  readonly status: number
  readonly session: Buffer | undefined
}

function getSecure(port: number, path: string, options: RequestOptions): Promise<SecureReply> {
  return new Promise((resolve, reject) => {
    let session: Buffer | undefined
    const outgoing = requestSecure(
      { host: '127.0.0.1', port, path, agent: false, ...options },
      (response) => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode ?? 0, session }))
      },
    )
    outgoing.on('socket', (socket) => void socket.on('session', (data: Buffer) => void (session = data)))
    outgoing.on('error', reject)
    outgoing.end()
  })
}

describe('TLS', () => {
  async function startSecure(withClients: boolean): Promise<{
    daemon: Daemon
    authority: ReturnType<typeof makeAuthority>
  }> {
    const authority = makeAuthority()
    const { cert, key } = authority.sign()
    const tls = { cert: file, key: file, ...(withClients && { clientCa: file }) }
    const certificate = { cert, key, ...(withClients && { clientCa: authority.cert }) }
    const daemon = await start({ server: { tls, readHeaderTimeoutMs: 300 } }, { tls: certificate })
    return { daemon, authority }
  }

  test('is spoken, and plain HTTP is not', async () => {
    const { daemon, authority } = await startSecure(false)
    expect(daemon.url).toMatch(/^https:/)
    expect(await getSecure(daemon.port, '/metrics', { ca: authority.cert })).toMatchObject({ status: 200 })
    await expect(get(`http://127.0.0.1:${daemon.port}/metrics`)).rejects.toMatchObject({ code: 'ECONNRESET' })
    const { body } = await new Promise<{ body: string }>((resolve) => {
      requestSecure(
        { host: '127.0.0.1', port: daemon.port, path: '/sd', agent: false, ca: authority.cert },
        (response) => {
          let text = ''
          response.on('data', (chunk: Buffer) => void (text += chunk.toString()))
          response.on('end', () => resolve({ body: text }))
        },
      ).end()
    })
    expect(body).toContain('"__scheme__": "https"')
  })

  test('asks clients for a certificate of their authority, but not for health', async () => {
    const { daemon, authority } = await startSecure(true)
    const ca = authority.cert
    const stranger = makeAuthority().sign()
    const known = { ca, ...authority.sign() }
    expect((await getSecure(daemon.port, '/metrics', known)).status).toBe(200)
    expect((await getSecure(daemon.port, '/metrics', { ca })).status).toBe(403)
    expect((await getSecure(daemon.port, '/metrics', { ca, ...stranger })).status).toBe(403)
    expect((await getSecure(daemon.port, '/-/ready', { ca })).status).toBe(200)
  })

  test('does not take a resumed session for a certificate', async () => {
    const { daemon, authority } = await startSecure(true)
    const ca = authority.cert
    const { session } = await getSecure(daemon.port, '/-/ready', { ca })
    expect(session).toBeDefined()
    expect((await getSecure(daemon.port, '/metrics', { ca, ...(session && { session }) })).status).toBe(403)
  })

  test('ends a handshake that does not come', async () => {
    const { daemon } = await startSecure(false)
    const socket = connect(daemon.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    await expect(new Promise((resolve) => socket.on('close', resolve))).resolves.toBeDefined()
  })

  test('shows a renewed certificate on the next connection', async () => {
    const { daemon, authority } = await startSecure(false)
    const renewed = makeAuthority()
    const { cert, key } = renewed.sign()
    const config = configOf({ targets: {}, server: { tls: { cert: file, key: file } } })
    await daemon.takeOver(config, { targets: new Map(), server: { tls: { cert, key } } }, [])
    expect((await getSecure(daemon.port, '/-/ready', { ca: renewed.cert })).status).toBe(200)
    await expect(getSecure(daemon.port, '/-/ready', { ca: authority.cert })).rejects.toHaveProperty('code')
    const socket = connectTls({ host: '127.0.0.1', port: daemon.port, ca: renewed.cert })
    onTestFinished(() => void socket.destroy())
    await new Promise((resolve) => socket.on('secureConnect', resolve))
    expect(socket.authorized).toBe(true)
  })
})

test('without targets the page is our own metrics', async () => {
  const { url } = await start({ targets: {} })
  const { status, body } = await get(`${url}/metrics`)
  expect(status).toBe(200)
  expect(body).toContain('metrics_aggregator_build_info')
})
