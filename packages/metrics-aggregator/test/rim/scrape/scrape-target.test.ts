// Every way in which one target can answer, over real sockets: what becomes of it is a row, the driver is one.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { makeTempTree } from 'testkit/temp-tree'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Refusal } from '../../../src/exposition/report.ts'
import { scrapeTarget } from '../../../src/scrape/scrape-target.ts'
import type {
  ExpositionSink,
  ScrapeOutcome,
  ScrapePolicy,
  ScrapeRequest,
  ScrapeTarget,
} from '../../../src/scrape/scrape-target.ts'
import { httpAnswer, startRawTarget, writeForever } from '../../support/raw-target.ts'
import type { RawAnswer, RawTarget } from '../../support/raw-target.ts'

const BODY = 'a 1\nb 2\n'
const TEXT = { 'Content-Type': 'text/plain; version=0.0.4' }
const OPENMETRICS = { 'Content-Type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' }
const BODY_BYTES_MAX = 2_000_000
const REFUSAL: Refusal = { code: 'VALUE_INVALID', line: 3, column: 5, excerpt: 'a \u001b[31mx' }

const POLICY: ScrapePolicy = {
  followRedirects: 'never',
  allowHosts: [],
  userAgent: 'metrics-aggregator/1.2.3',
}

/** What every target has here, beside its URL. */
const COMMON = {
  name: 'api',
  fallbackFormat: 'text',
  limits: { bodyBytesMax: BODY_BYTES_MAX, ratioMax: 100 },
} as const

const REQUEST: ScrapeRequest = {
  accept: 'text/plain;version=0.0.4',
  timeoutMs: 20_000,
  signal: new AbortController().signal,
}

interface Recording extends ExpositionSink {
  readonly calls: string[]
  readonly body: () => string
}

/** Keeps what it is given; refuses a body that holds the word `refuse`. */
function recordingSink(): Recording {
  const calls: string[] = []
  const chunks: Uint8Array[] = []
  return {
    calls,
    body: () => Buffer.concat(chunks).toString(),
    begin: (format) => void calls.push(`begin ${format}`),
    write: (chunk) => {
      chunks.push(Uint8Array.from(chunk))
      return Buffer.from(chunk).includes('refuse') ? REFUSAL : undefined
    },
    end: (framing) => {
      calls.push(`end ${framing}`)
      return chunks.length === 1 && chunks[0]?.[0] === 0x21 ? REFUSAL : undefined
    },
  }
}

interface ScrapeChanges {
  readonly policy?: Partial<ScrapePolicy>
  readonly request?: Partial<ScrapeRequest>
  readonly own?: Partial<ScrapeTarget>
}

async function scrape(
  answer: RawAnswer,
  { policy = {}, request = {}, own = {} }: ScrapeChanges = {},
): Promise<{ outcome: ScrapeOutcome; sink: Recording; requests: readonly string[] }> {
  const server = await startRawTarget(answer)
  const sink = recordingSink()
  const target = { ...COMMON, url: server.url, ...own }
  const outcome = await scrapeTarget(target, sink, { ...REQUEST, ...request }, { ...POLICY, ...policy })
  return { outcome, sink, requests: server.requests }
}

const send =
  (bytes: string | Uint8Array): RawAnswer =>
  (socket) =>
    void socket.end(bytes)

/** First one part, then, once it must have been read, what happens next. */
const sendThen =
  (bytes: string | Uint8Array, next: (socket: Socket) => void): RawAnswer =>
  (socket) => {
    socket.write(bytes)
    setTimeout(() => next(socket), 50)
  }

const head = (...headers: string[]): string => `HTTP/1.1 200 OK\r\n${[...headers, '', ''].join('\r\n')}`
const chunked = (...chunks: string[]): string =>
  chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')
const CHUNKED = head('Content-Type: text/plain', 'Transfer-Encoding: chunked')

describe('a body that takes many reads arrives as it was sent', () => {
  // Lines that differ, so that bytes which are lost, repeated or overwritten show.
  const body = Array.from({ length: 60_000 }, (_, index) => `a{n="${index}"} ${index}\n`).join('')
  const packed = gzipSync(body, { level: 1 })
  const own = { limits: { bodyBytesMax: 10_000_000, ratioMax: 1_000 } }

  test.each<{ name: string; headers: readonly string[]; sent: string | Uint8Array }>([
    { name: 'with a length', headers: [`Content-Length: ${body.length}`], sent: body },
    { name: 'with chunks', headers: ['Transfer-Encoding: chunked'], sent: chunked(body, '') },
    { name: 'until it closes the connection', headers: [], sent: body },
    {
      name: 'with gzip and a length',
      headers: ['Content-Encoding: gzip', `Content-Length: ${packed.length}`],
      sent: packed,
    },
  ])('$name', async ({ headers, sent }) => {
    const start = Buffer.concat([
      Buffer.from(head('Content-Type: text/plain', ...headers)),
      Buffer.from(sent).subarray(0, 10),
    ])
    const answer = sendThen(start, (socket) => socket.end(Buffer.from(sent).subarray(10)))
    const { outcome, sink } = await scrape(answer, { own })
    expect(outcome.ok).toBe(true)
    expect(sink.body() === body).toBe(true)
  })
})

describe('a target that answers well', () => {
  test.each<{ name: string; answer: RawAnswer; calls: string[]; body?: string }>([
    { name: 'with a length', answer: send(httpAnswer(BODY)), calls: ['begin text', 'end complete'] },
    {
      name: 'with chunks',
      answer: send(CHUNKED + chunked(BODY, '')),
      calls: ['begin text', 'end complete'],
    },
    {
      name: 'until it closes the connection (case 2)',
      answer: send(head('Content-Type: text/plain') + BODY),
      calls: ['begin text', 'end close'],
    },
    {
      name: 'in HTTP/1.0',
      answer: send(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${BODY}`),
      calls: ['begin text', 'end close'],
    },
    {
      name: 'in OpenMetrics',
      answer: send(httpAnswer('# EOF\n', OPENMETRICS)),
      calls: ['begin openmetrics', 'end complete'],
      body: '# EOF\n',
    },
    {
      name: 'with an empty body (case 13)',
      answer: send(httpAnswer('')),
      calls: ['begin text', 'end complete'],
      body: '',
    },
    {
      name: 'with 204 (case 13)',
      answer: send('HTTP/1.1 204 No Content\r\n\r\n'),
      calls: ['begin text', 'end complete'],
      body: '',
    },
    {
      name: 'with gzip (case 14)',
      answer: send(httpAnswer(gzipSync(BODY), { ...TEXT, 'Content-Encoding': 'gzip' })),
      calls: ['begin text', 'end complete'],
    },
    {
      name: 'with x-gzip in two members',
      answer: send(
        httpAnswer(Buffer.concat([gzipSync('a 1\n'), gzipSync('b 2\n')]), {
          ...TEXT,
          'Content-Encoding': 'x-gzip',
        }),
      ),
      calls: ['begin text', 'end complete'],
    },
    {
      name: 'with deflate',
      answer: send(httpAnswer(deflateSync(BODY), { ...TEXT, 'Content-Encoding': 'Deflate' })),
      calls: ['begin text', 'end complete'],
    },
    {
      name: 'with brotli',
      answer: send(httpAnswer(brotliCompressSync(BODY), { ...TEXT, 'Content-Encoding': 'br' })),
      calls: ['begin text', 'end complete'],
    },
    {
      name: 'with gzip until it closes the connection',
      answer: send(
        Buffer.concat([
          Buffer.from(head('Content-Type: text/plain', 'Content-Encoding: gzip')),
          gzipSync(BODY),
        ]),
      ),
      calls: ['begin text', 'end close'],
    },
    {
      name: 'after interim answers',
      answer: send(
        Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3)), httpAnswer(BODY)]),
      ),
      calls: ['begin text', 'end complete'],
    },
    {
      name: 'with a body of exactly the cap (case 16)',
      answer: send(httpAnswer(`${'#'.repeat(BODY_BYTES_MAX - 1)}\n`)),
      calls: ['begin text', 'end complete'],
      body: `${'#'.repeat(BODY_BYTES_MAX - 1)}\n`,
    },
    {
      name: 'with a compressed body of exactly the cap',
      answer: send(httpAnswer(gzipSync(noise(BODY_BYTES_MAX)), { ...TEXT, 'Content-Encoding': 'gzip' })),
      calls: ['begin text', 'end complete'],
      body: noise(BODY_BYTES_MAX),
    },
  ])('$name', async ({ answer, calls, body = BODY }) => {
    const { outcome, sink } = await scrape(answer)
    expect(outcome).toMatchObject({ ok: true, isContentTypeMissing: false })
    expect(sink.calls).toEqual(calls)
    expect(sink.body() === body).toBe(true)
  })

  test('without Content-Type is read as its fallback format (case 89)', async () => {
    const { outcome } = await scrape(send(httpAnswer(BODY, {})))
    expect(outcome).toMatchObject({ ok: true, format: 'text', isContentTypeMissing: true })
  })
})

/** Hexadecimal lines that compress about twofold: large, and no bomb. */
function noise(bytes: number): string {
  let state = 1
  let text = ''
  while (text.length < bytes) {
    state = (state * 48_271) % 2_147_483_647
    text += state.toString(16)
  }
  return `${text.slice(0, bytes - 1)}\n`
}

describe('a target that fails', () => {
  test.each<{
    name: string
    answer: RawAnswer
    code: string
    facts?: object
    timeoutMs?: number
  }>([
    // Case 1: nothing of a body that is not whole.
    {
      name: 'body shorter than its length',
      answer: send(`${head('Content-Type: text/plain', 'Content-Length: 9')}${BODY}`),
      code: 'SCRAPE_TRUNCATED',
      facts: { bytes: 8, bytesExpected: 9 },
    },
    {
      name: 'body longer than its length',
      answer: send(`${head('Content-Type: text/plain', 'Content-Length: 6')}${BODY}`),
      code: 'SCRAPE_TRUNCATED',
    },
    {
      name: 'body that grows longer than its length after the head was read',
      answer: sendThen(head('Content-Type: text/plain', 'Content-Length: 6'), (socket) => socket.end(BODY)),
      code: 'SCRAPE_TRUNCATED',
      facts: { bytesExpected: 6 },
    },
    {
      name: 'chunks without the last one',
      answer: send(CHUNKED + chunked(BODY)),
      code: 'SCRAPE_TRUNCATED',
    },
    { name: 'a chunk cut short', answer: send(`${CHUNKED}9\r\n${BODY}`), code: 'SCRAPE_TRUNCATED' },
    {
      name: 'a broken chunk size',
      answer: send(`${CHUNKED}${chunked(BODY)}zz\r\n`),
      code: 'SCRAPE_TRUNCATED',
    },
    {
      name: 'reset in a body with a length',
      answer: sendThen(`${head('Content-Type: text/plain', 'Content-Length: 99')}${BODY}`, reset),
      code: 'SCRAPE_TRUNCATED',
    },
    {
      name: 'reset in a body without one',
      answer: sendThen(`${head('Content-Type: text/plain')}${BODY}`, reset),
      code: 'SCRAPE_TRUNCATED',
    },
    {
      name: 'reset right after the headers',
      answer: sendThen(head('Content-Type: text/plain', 'Content-Length: 99'), reset),
      code: 'SCRAPE_TRUNCATED',
      facts: { bytes: 0, bytesExpected: 99 },
    },
    {
      name: 'a cut gzip stream in a whole body',
      answer: send(httpAnswer(gzipSync(BODY).subarray(0, -4), { ...TEXT, 'Content-Encoding': 'gzip' })),
      code: 'SCRAPE_TRUNCATED',
    },
    // Cases 14 to 16.
    {
      name: 'broken gzip',
      answer: send(httpAnswer(BODY, { ...TEXT, 'Content-Encoding': 'gzip' })),
      code: 'SCRAPE_ENCODING',
      facts: { encoding: 'gzip' },
    },
    {
      name: 'an unknown encoding',
      answer: send(httpAnswer(BODY, { ...TEXT, 'Content-Encoding': 'compress' })),
      code: 'SCRAPE_ENCODING',
      facts: { encoding: 'compress' },
    },
    {
      name: 'two encodings',
      answer: send(httpAnswer(BODY, { ...TEXT, 'Content-Encoding': 'gzip, gzip' })),
      code: 'SCRAPE_ENCODING',
    },
    {
      name: 'an unknown transfer coding',
      answer: send(head('Content-Type: text/plain', 'Transfer-Encoding: gzip') + BODY),
      code: 'SCRAPE_ENCODING',
      facts: { encoding: 'gzip' },
    },
    {
      name: 'one byte over the cap, announced',
      answer: send(head('Content-Type: text/plain', `Content-Length: ${BODY_BYTES_MAX + 1}`)),
      code: 'SCRAPE_TOO_LARGE',
      facts: { bytesMax: BODY_BYTES_MAX },
    },
    {
      name: 'one byte over the cap, not announced',
      answer: send(`${head('Content-Type: text/plain')}${'#'.repeat(BODY_BYTES_MAX)}\n`),
      code: 'SCRAPE_TOO_LARGE',
    },
    {
      name: 'one byte over the cap, decompressed',
      answer: send(httpAnswer(gzipSync(noise(BODY_BYTES_MAX + 1)), { ...TEXT, 'Content-Encoding': 'gzip' })),
      code: 'SCRAPE_TOO_LARGE',
    },
    {
      name: 'a body without end',
      answer: (socket) => {
        socket.write(head('Content-Type: text/plain'))
        writeForever(socket, 'a 1\n'.repeat(10_000))
      },
      code: 'SCRAPE_TOO_LARGE',
    },
    {
      name: 'a gzip bomb',
      answer: send(
        httpAnswer(gzipSync(Buffer.alloc(20_000_000, '#')), { ...TEXT, 'Content-Encoding': 'gzip' }),
      ),
      code: 'SCRAPE_RATIO_EXCEEDED',
      facts: { ratioMax: 100 },
    },
    // Cases 86 to 88.
    {
      name: 'a redirect',
      answer: send(httpAnswer('', { Location: 'http://user:secret@elsewhere/x?token=1#y' }, '302 Found')),
      code: 'SCRAPE_REDIRECT',
      facts: { status: 302, location: 'http://elsewhere/x' },
    },
    {
      name: 'a redirect to nowhere',
      answer: send(httpAnswer('', {}, '308 Permanent Redirect')),
      code: 'SCRAPE_REDIRECT',
      facts: { status: 308, location: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/) },
    },
    {
      name: 'a failed answer',
      answer: send(httpAnswer('no such\u0007 page\r\nhere', TEXT, '404 Not Found')),
      code: 'SCRAPE_HTTP_STATUS',
      facts: { status: 404, excerpt: 'no such\ufffd page here' },
    },
    {
      name: 'a failed answer without end',
      answer: (socket) => {
        socket.write('HTTP/1.1 500 Internal Server Error\r\n\r\n')
        writeForever(socket, 'x'.repeat(70_000))
      },
      code: 'SCRAPE_HTTP_STATUS',
      facts: { status: 500, excerpt: 'x'.repeat(120) },
    },
    {
      name: 'a failed answer that never gets to its body',
      answer: (socket) => void socket.write('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 10\r\n\r\n'),
      code: 'SCRAPE_HTTP_STATUS',
      facts: { status: 503, excerpt: '' },
    },
    {
      name: 'a partial answer nobody asked for',
      answer: send(httpAnswer(BODY, TEXT, '206 Partial Content')),
      code: 'SCRAPE_HTTP_STATUS',
    },
    {
      name: 'another protocol',
      answer: send('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      code: 'SCRAPE_HTTP_STATUS',
      facts: { status: 101, excerpt: '' },
    },
    {
      name: 'a page of HTML',
      answer: send(httpAnswer('<html>', { 'Content-Type': 'text/html' })),
      code: 'SCRAPE_CONTENT_TYPE',
      facts: { contentType: 'text/html' },
    },
    // What is not HTTP.
    { name: 'garbage', answer: send('SSH-2.0-OpenSSH_9.2\r\n'), code: 'SCRAPE_HEADERS_INVALID' },
    {
      name: 'a flood of headers',
      answer: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n')
        writeForever(socket, 'X-Flood: yes\r\n'.repeat(1_000))
      },
      code: 'SCRAPE_HEADERS_INVALID',
    },
    {
      name: 'a header without end',
      answer: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nX-Long: ')
        writeForever(socket, 'x'.repeat(10_000))
      },
      code: 'SCRAPE_HEADERS_INVALID',
    },
    {
      name: 'a flood of interim answers',
      answer: (socket) => writeForever(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(20)),
      code: 'SCRAPE_HEADERS_INVALID',
    },
    {
      name: 'two lengths',
      answer: send(head('Content-Length: 5', 'Content-Length: 6') + BODY),
      code: 'SCRAPE_HEADERS_INVALID',
    },
    { name: 'hanging up at once', answer: (socket) => socket.end(), code: 'SCRAPE_CONNECTION_RESET' },
    { name: 'a reset at once', answer: reset, code: 'SCRAPE_CONNECTION_RESET' },
    // Case 78.
    {
      name: 'silence',
      answer: () => undefined,
      timeoutMs: 200,
      code: 'SCRAPE_TIMEOUT',
      facts: { timeoutMs: 200 },
    },
    {
      name: 'headers drop by drop',
      answer: (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nX: ')
        writeForever(socket, 'y', 10)
      },
      timeoutMs: 200,
      code: 'SCRAPE_TIMEOUT',
    },
    {
      name: 'a body drop by drop',
      answer: (socket) => {
        socket.write(head('Content-Type: text/plain', 'Content-Length: 1000000'))
        writeForever(socket, '#', 10)
      },
      timeoutMs: 200,
      code: 'SCRAPE_TIMEOUT',
    },
    {
      name: 'a compressed body that stops',
      answer: (socket) =>
        void socket.write(
          head('Content-Type: text/plain', 'Content-Encoding: gzip', 'Content-Length: 100') + '\u001f',
        ),
      timeoutMs: 200,
      code: 'SCRAPE_TIMEOUT',
    },
    // The exposition itself.
    {
      name: 'an exposition that is refused on the way',
      answer: (socket) => {
        socket.write(head('Content-Type: text/plain'))
        socket.write('refuse\n')
        writeForever(socket, 'a 1\n', 10)
      },
      code: 'VALUE_INVALID',
      facts: { line: 3, column: 5, excerpt: 'a \ufffd[31mx' },
    },
    {
      name: 'an exposition that is refused at its end',
      answer: send(httpAnswer('!')),
      code: 'VALUE_INVALID',
    },
  ])('$name: $code', async ({ answer, code, facts = {}, timeoutMs = 20_000 }) => {
    const { outcome } = await scrape(answer, { request: { timeoutMs } })
    expect(outcome).toMatchObject({ ok: false, failure: { code, facts } })
  })

  test('a port where nothing listens: SCRAPE_CONNECT_REFUSED', async () => {
    const server = await startRawTarget(() => undefined)
    await server.close()
    const target = { ...COMMON, url: server.url }
    const outcome = await scrapeTarget(target, recordingSink(), REQUEST, POLICY)
    const failure = { code: 'SCRAPE_CONNECT_REFUSED', facts: { address: `127.0.0.1:${server.port}` } }
    expect(outcome).toMatchObject({ ok: false, failure })
  })

  test('a mistake of ours costs this target alone: INTERNAL_BUG', async () => {
    const server = await startRawTarget(send(httpAnswer(BODY)))
    const target = { ...COMMON, url: server.url }
    const broken = { ...recordingSink(), write: () => fail() }
    const outcome = await scrapeTarget(target, broken, REQUEST, POLICY)
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'INTERNAL_BUG' } })
  })
})

function fail(): never {
  throw new TypeError('unreachable')
}

function reset(socket: Socket): void {
  socket.resetAndDestroy()
}

describe('the request', () => {
  test('says who asks, for what, without compression, and how long it may take', async () => {
    const { requests } = await scrape(send(httpAnswer(BODY)), { request: { timeoutMs: 9_000 } })
    const lines = requests[0]?.split('\r\n') ?? []
    expect(lines[0]).toBe('GET /metrics HTTP/1.1')
    expect(lines).toContain('Accept: text/plain;version=0.0.4')
    expect(lines).toContain('Accept-Encoding: identity')
    expect(lines).toContain('User-Agent: metrics-aggregator/1.2.3')
    expect(lines).toContain('Connection: keep-alive')
    const timeout = lines.find((line) => line.startsWith('X-Prometheus-Scrape-Timeout-Seconds: '))
    expect(Number(timeout?.split(': ')[1])).toBeLessThanOrEqual(9)
    expect(Number(timeout?.split(': ')[1])).toBeGreaterThan(0)
  })

  test('is aborted by its signal', async () => {
    const controller = new AbortController()
    const { outcome } = await scrape(() => controller.abort(), { request: { signal: controller.signal } })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'SCRAPE_ABORTED' } })
  })

  test('is not sent when its signal has fired', async () => {
    const { outcome, requests } = await scrape(() => undefined, { request: { signal: AbortSignal.abort() } })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'SCRAPE_ABORTED' } })
    expect(requests).toEqual([])
  })

  test('leaves no connection behind', async () => {
    const server = await startRawTarget((socket) => void socket.write(head('Content-Type: text/html')))
    const target = { ...COMMON, url: server.url }
    await scrapeTarget(target, recordingSink(), REQUEST, POLICY)
    await expect.poll(server.openConnections).toBe(0)
  })
})

describe('connections', () => {
  const answer: RawAnswer = (socket) => void socket.write(httpAnswer(BODY))

  async function scrapeTimes(
    times: number,
    target: RawAnswer,
    own: Partial<ScrapeTarget> = {},
  ): Promise<{ codes: string[]; server: RawTarget }> {
    const server = await startRawTarget(target)
    const codes: string[] = []
    for (let time = 0; time < times; time += 1) {
      const outcome = await scrapeTarget(
        { ...COMMON, url: server.url, ...own },
        recordingSink(),
        REQUEST,
        POLICY,
      )
      codes.push(outcome.ok ? 'ok' : outcome.failure.code)
    }
    return { codes, server }
  }

  test.each<{ name: string; answer: RawAnswer; own?: Partial<ScrapeTarget>; connections: number }>([
    { name: 'an answer of known length', answer, connections: 1 },
    {
      name: 'an answer in chunks',
      answer: (socket) => void socket.write(CHUNKED + chunked('a 1\n', '')),
      connections: 1,
    },
    {
      name: 'a failure that was read to its end',
      answer: (socket) => void socket.write(httpAnswer('gone', TEXT, '404 Not Found')),
      connections: 1,
    },
    {
      name: 'a compressed answer',
      answer: (socket) =>
        void socket.write(httpAnswer(gzipSync(BODY), { ...TEXT, 'Content-Encoding': 'gzip' })),
      connections: 1,
    },
    {
      name: 'a target that does not want to be kept',
      answer: (socket) => void socket.end(httpAnswer(BODY, { ...TEXT, Connection: 'close' })),
      connections: 3,
    },
    {
      name: 'an answer so large that its reads are taken',
      answer: (socket) => void socket.write(httpAnswer('a 1\n'.repeat(100_000))),
      connections: 3,
    },
    {
      name: 'an answer that was not read to its end',
      answer: (socket) => void socket.write(httpAnswer(BODY)),
      own: { limits: { bodyBytesMax: 3, ratioMax: 100 } },
      connections: 3,
    },
  ])('three scrapes, $name: connections opened $connections', async ({ answer, own, connections }) => {
    const { codes, server } = await scrapeTimes(3, answer, own)
    expect(new Set(codes).size).toBe(1)
    expect(server.requests).toHaveLength(3)
    expect(server.connections()).toBe(connections)
    await expect.poll(server.openConnections).toBe(connections === 1 ? 1 : 0)
  })

  /** Answers the first request of each connection and breaks off at the second. */
  function onceEach(socket: Socket): void {
    if (served.has(socket)) socket.resetAndDestroy()
    else answer(socket, '')
    served.add(socket)
  }
  const served = new WeakSet<Socket>()

  test('a kept connection that breaks is no failure: the GET is sent over a fresh one (case 90)', async () => {
    const { codes, server } = await scrapeTimes(3, onceEach)
    expect(codes).toEqual(['ok', 'ok', 'ok'])
    expect(server.connections()).toBe(3)
    expect(server.requests).toHaveLength(4)
  })

  test('a fresh connection that breaks is one, and there is no third attempt', async () => {
    let requests = 0
    const { codes, server } = await scrapeTimes(3, (socket) => {
      requests += 1
      if (requests === 1) answer(socket, '')
      else socket.resetAndDestroy()
    })
    expect(codes).toEqual(['ok', 'SCRAPE_CONNECTION_RESET', 'SCRAPE_CONNECTION_RESET'])
    expect(server.requests).toHaveLength(4)
  })

  test('its deadline holds over both attempts', async () => {
    const answers = [answer, reset, () => undefined]
    const { codes, server } = await scrapeTimes(2, (socket, head) => answers.shift()?.(socket, head), {
      timeoutMs: 1_000,
    })
    expect(codes).toEqual(['ok', 'SCRAPE_TIMEOUT'])
    expect(server.requests).toHaveLength(3)
  })
})

describe('what is said of one target', () => {
  const answer = send(httpAnswer(BODY))

  test('its headers are sent, and cannot take the place of those that scraping sets', async () => {
    const own = {
      headers: { 'X-Scope-OrgID': 'a', Authorization: 'Bearer t', 'user-agent': 'mine', Accept: 'x' },
    }
    const { requests } = await scrape(answer, { own })
    expect(requests[0]).toMatch(/\r\nX-Scope-OrgID: a\r\nAuthorization: Bearer t\r\n/)
    expect(requests[0]).toContain('\r\nuser-agent: mine\r\n')
    expect(requests[0]).toContain('\r\nAccept: text/plain;version=0.0.4\r\n')
  })

  test.each([
    { timeoutMs: 100, told: '0.1' },
    { timeoutMs: 30_000, told: '20' },
  ])(
    'a deadline of $timeoutMs ms is told as $told s: never later than the page',
    async ({ timeoutMs, told }) => {
      const { requests } = await scrape(answer, { own: { timeoutMs } })
      const sent = Number(/Timeout-Seconds: (\S+)/.exec(requests[0] ?? '')?.[1])
      expect(sent).toBeLessThanOrEqual(Number(told))
      expect(sent).toBeGreaterThan(Number(told) / 2)
    },
  )

  test('its deadline ends its scrape alone', async () => {
    const { outcome } = await scrape(() => undefined, { own: { timeoutMs: 50 } })
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'SCRAPE_TIMEOUT', facts: { timeoutMs: 50 } },
    })
  })

  test('its body has a cap of its own', async () => {
    const { outcome } = await scrape(answer, { own: { limits: { bodyBytesMax: 3, ratioMax: 100 } } })
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'SCRAPE_TOO_LARGE', facts: { bytesMax: 3 } },
    })
  })
})

describe('a unix socket', () => {
  async function scrapeSocket(
    answer: string,
    policy: Partial<ScrapePolicy> = {},
  ): Promise<{ outcome: ScrapeOutcome; requests: readonly string[] }> {
    const { root, remove } = makeTempTree()
    onTestFinished(remove)
    const socketPath = join(root, 'app.sock')
    const requests: string[] = []
    const server = createServer((socket) => {
      socket.on('data', (bytes: Buffer) => {
        requests.push(bytes.toString())
        socket.end(answer)
      })
    })
    await new Promise<void>((resolve) => server.listen(socketPath, resolve))
    onTestFinished(() => void server.close())
    const url = new URL(`unix:${socketPath}:/metrics?a=b`)
    const target = { ...COMMON, url, socket: { socketPath, path: '/metrics?a=b' } }
    const outcome = await scrapeTarget(target, recordingSink(), REQUEST, { ...POLICY, ...policy })
    return { outcome, requests }
  }

  test('is asked for the path behind it', async () => {
    const { outcome, requests } = await scrapeSocket(httpAnswer(BODY).toString())
    expect(outcome.ok).toBe(true)
    expect(requests[0]).toMatch(/^GET \/metrics\?a=b HTTP\/1\.1\r\n/)
    expect(requests[0]).toContain('\r\nHost: localhost\r\n')
  })

  test.each(['unix:/var/run/other.sock:/x', 'file:///etc/passwd', 'http://127.0.0.1/', '/elsewhere'])(
    'never sends us on to %s',
    async (location) => {
      const answer = httpAnswer('', { Location: location }, '302 Found').toString()
      const { outcome, requests } = await scrapeSocket(answer, { followRedirects: 'same_origin' })
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'SCRAPE_REDIRECT' } })
      expect(requests).toHaveLength(1)
    },
  )

  test('that is not there is a refused connection', async () => {
    const socket = { socketPath: '/nowhere/app.sock', path: '/metrics' }
    const target = { ...COMMON, url: new URL('unix:/nowhere/app.sock:/metrics'), socket }
    expect(await scrapeTarget(target, recordingSink(), REQUEST, POLICY)).toMatchObject({
      ok: false,
      failure: { code: 'SCRAPE_CONNECT_REFUSED', facts: { address: '/nowhere/app.sock:/metrics' } },
    })
  })
})

describe('redirects within the same origin (case 86)', () => {
  const policy = { followRedirects: 'same_origin' } as const
  const to = (location: string): Buffer => httpAnswer('', { Location: location }, '307 Temporary Redirect')
  const isFor = (request: string, path: string): boolean => request.startsWith(`GET ${path} `)

  test('are followed if the option says so', async () => {
    const { outcome, sink, requests } = await scrape(
      (socket, request) => void socket.end(isFor(request, '/real?x=1') ? httpAnswer(BODY) : to('/real?x=1')),
      { policy },
    )
    expect(outcome.ok).toBe(true)
    expect(sink.body()).toBe(BODY)
    expect(requests).toHaveLength(2)
  })

  test('end after five', async () => {
    const { outcome, requests } = await scrape((socket) => void socket.end(to('/metrics')), { policy })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'SCRAPE_REDIRECT' } })
    expect(requests).toHaveLength(6)
  })

  test.each(['http://127.0.0.2/metrics', 'https://127.0.0.1/metrics', '//localhost/x', 'http://[', ''])(
    'do not lead to "%s"',
    async (location) => {
      const { outcome, requests } = await scrape((socket) => void socket.end(to(location)), { policy })
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'SCRAPE_REDIRECT' } })
      expect(requests).toHaveLength(1)
    },
  )

  test('do not lead to a URL with secrets', async () => {
    const { outcome, requests } = await scrape(
      (socket, request) => void socket.end(to(`http://u:p@${/Host: (.*)\r/.exec(request)?.[1]}/x`)),
      { policy },
    )
    expect(outcome).toMatchObject({
      ok: false,
      failure: { facts: { location: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/x$/) } },
    })
    expect(requests).toHaveLength(1)
  })
})

describe('addresses (case 94)', () => {
  test.each([
    { url: 'http://169.254.169.254/metrics', allowHosts: ['*'] },
    { url: 'http://[fe80::1]/metrics', allowHosts: ['*'] },
    { url: 'http://[::ffff:169.254.169.254]/metrics', allowHosts: ['*'] },
    { url: 'http://192.0.2.1/metrics', allowHosts: [] },
    { url: 'http://[2001:db8::1]:9100/metrics', allowHosts: ['192.0.2.1'] },
  ])('$url with $allowHosts allowed is never connected to', async ({ url, allowHosts }) => {
    const target = { ...COMMON, url: new URL(url) }
    const outcome = await scrapeTarget(target, recordingSink(), REQUEST, { ...POLICY, allowHosts })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'SCRAPE_ADDRESS_FORBIDDEN' } })
  })

  test('localhost is tried in both families (case 91)', async () => {
    const server = await startRawTarget(send(httpAnswer(BODY)))
    const url = new URL(`http://localhost:${server.port}/metrics`)
    const outcome = await scrapeTarget({ ...COMMON, url }, recordingSink(), REQUEST, POLICY)
    expect(outcome.ok).toBe(true)
  })

  test('an IPv6 literal works', async () => {
    const server = await startRawTarget(send(httpAnswer(BODY)), '::1')
    const target = { ...COMMON, url: server.url }
    expect(await scrapeTarget(target, recordingSink(), REQUEST, POLICY)).toMatchObject({ ok: true })
    expect(server.requests[0]).toContain(`Host: [::1]:${server.port}`)
  })
})
