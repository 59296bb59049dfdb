// Requests to our server that are too large, too slow or too many: each costs its sender its own connection, and nobody
// else the page.
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { answerWith, startTestedDaemon } from '../../support/daemon.ts'
import type { TestedDaemon } from '../../support/daemon.ts'
import { startRawTarget } from '../../support/raw-target.ts'
import { get } from '../../support/request.ts'

async function start(): Promise<TestedDaemon> {
  const { url } = await startRawTarget(answerWith('a 1\n'))
  return startTestedDaemon({
    targets: { api: url },
    server: { readHeaderTimeoutMs: 500, readTimeoutMs: 1_000, writeTimeoutMs: 500, headerBytesMax: 65_536 },
  })
}

interface Client {
  readonly socket: Socket
  /** What came until the connection was closed. */
  readonly answer: Promise<string>
}

function client(port: number, first: string): Client {
  const socket = connect(port, '127.0.0.1', () => socket.write(first))
  onTestFinished(() => void socket.destroy())
  const answer = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
  return { socket, answer }
}

const GET = 'GET /metrics HTTP/1.1\r\nHost: x\r\n'

test.each([
  { what: 'a long path', bytes: `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, status: 431 },
  { what: 'a long header', bytes: `${GET}X-Large: ${'x'.repeat(100_000)}\r\n\r\n`, status: 431 },
  { what: 'many headers', bytes: `${GET}${'X-Many: 1\r\n'.repeat(20_000)}\r\n`, status: 431 },
  { what: 'a header without end', bytes: `${GET}X-Large: ${'x'.repeat(100_000)}`, status: 431 },
  { what: 'two lengths', bytes: `${GET}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, status: 400 },
  {
    what: 'a length and chunks',
    bytes: `${GET}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    status: 400,
  },
  {
    what: 'a broken chunk',
    bytes: `POST /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    status: 405,
  },
  { what: 'no Host', bytes: 'GET /metrics HTTP/1.1\r\n\r\n', status: 400 },
  {
    what: 'a body that was not asked for',
    bytes: `POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n${'x'.repeat(100_000)}`,
    status: 405,
  },
])('$what is refused with $status, and the connection is closed', async ({ bytes, status }) => {
  const daemon = await start()
  expect(await client(daemon.port, bytes).answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(await daemon.page()).toContain('a{origin_container="api"} 1\n')
})

test('many slow requests take nobody the page, and are ended', async () => {
  const daemon = await start()
  const slow = Array.from({ length: 200 }, () =>
    client(daemon.port, 'GET /metrics HTTP/1.1\r\nHost: x\r\nX-Slow: '),
  )
  await vi.waitFor(() => expect(slow.every(({ socket }) => socket.connecting === false)).toBe(true))
  expect(await daemon.page()).toContain('a{origin_container="api"} 1\n')
  const answers = await Promise.all(slow.map(({ answer }) => answer))
  expect(answers.filter((text) => !/^(HTTP\/1\.1 408 |$)/.test(text))).toEqual([])
})

test('a thousand requests in one go are answered one after the other', async () => {
  const daemon = await start()
  const text = await client(
    daemon.port,
    `${'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(999)}GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  ).answer
  expect(text.match(/^HTTP\/1\.1 200 /gm)).toHaveLength(1_000)
})

test('patterns for families are bounded, however long the query may be', async () => {
  const daemon = await start()
  const query = (count: number): string => `name[]=*${'a*'.repeat(5)}b&`.repeat(count)
  expect(await get(`${daemon.url}/metrics?${query(256)}`)).toMatchObject({ status: 200 })
  expect(await get(`${daemon.url}/metrics?${query(257)}`)).toMatchObject({
    status: 400,
    body: 'At most 256 times name[] in one request.\n',
  })
})

test.each(['Accept', 'Accept-Encoding', 'X-Prometheus-Scrape-Timeout-Seconds'])(
  'a hostile %s costs no more than an answer',
  async (header) => {
    const daemon = await start()
    for (const value of [
      'a/b;q=0.5,'.repeat(5_000),
      '"'.repeat(50_000),
      '9'.repeat(50_000),
      '1e999',
      '-1',
      'NaN',
    ]) {
      const { status } = await get(`${daemon.url}/metrics`, { headers: { [header]: value } })
      expect(status).toBe(200)
    }
  },
)
