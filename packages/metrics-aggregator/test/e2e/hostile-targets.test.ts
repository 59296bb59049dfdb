// P9: targets that do their worst, all at the same time, beside good ones. The page is served, the good targets are
// whole, every reason is right, and memory stays within a multiple of the caps.
import { gzipSync } from 'node:zlib'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ownValue, samplesFrom } from '../support/page.ts'
import { httpAnswer, startRawTarget, writeForever } from '../support/raw-target.ts'
import type { RawAnswer } from '../support/raw-target.ts'
import { get } from '../support/request.ts'
import { spawnDaemon } from '../support/spawned-daemon.ts'

const MEBIBYTE = 1_048_576
const BODY_BYTES_MAX = 8 * MEBIBYTE
/** What the runtime takes for compiled code, zlib and the chunks that it has not collected yet. */
const RUNTIME_BYTES_MAX = 40 * MEBIBYTE

const TEXT = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n'
const FOREVER = `${TEXT}\r\n`
const LINES = 'some_metric_of_a_target{with="a",few="labels"} 12345\n'.repeat(1_000)

const send =
  (bytes: string | Uint8Array): RawAnswer =>
  (socket) =>
    void socket.end(bytes)

const sendThen =
  (bytes: string, next: (socket: Socket) => void): RawAnswer =>
  (socket) => {
    socket.write(bytes)
    next(socket)
  }

const bomb = gzipSync(Buffer.alloc(64 * MEBIBYTE, LINES), { level: 9 })

const HOSTILE: Readonly<Record<string, { answer: RawAnswer; reason: string }>> = {
  'accepted and silent': { answer: () => undefined, reason: 'timeout' },
  'slow loris': {
    answer: sendThen('HTTP/1.1 200 OK\r\nX-Slow: ', (socket) => writeForever(socket, 'y', 20)),
    reason: 'timeout',
  },
  'slow body': {
    answer: sendThen(`${TEXT}Content-Length: 1000000\r\n\r\n`, (socket) => writeForever(socket, 'a 1\n', 20)),
    reason: 'timeout',
  },
  'endless body': { answer: sendThen(FOREVER, (socket) => writeForever(socket, LINES)), reason: 'too_large' },
  'endless body in chunks': {
    answer: sendThen(`${TEXT}Transfer-Encoding: chunked\r\n\r\n`, (socket) =>
      writeForever(socket, `${LINES.length.toString(16)}\r\n${LINES}\r\n`),
    ),
    reason: 'too_large',
  },
  'endless line': {
    answer: sendThen(FOREVER, (socket) => writeForever(socket, 'a'.repeat(50_000))),
    reason: 'line_too_long',
  },
  'gzip bomb': {
    answer: send(httpAnswer(bomb, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' })),
    reason: 'too_large',
  },
  'redirect loop': {
    answer: send(httpAnswer('', { Location: '/metrics' }, '302 Found')),
    reason: 'redirect',
  },
  'length too short': { answer: send(`${TEXT}Content-Length: 6\r\n\r\na 1\nb 2222\n`), reason: 'truncated' },
  'length too long': { answer: send(`${TEXT}Content-Length: 60\r\n\r\na 1\nb 2222\n`), reason: 'truncated' },
  'reset after headers': {
    answer: sendThen(`${TEXT}Content-Length: 60\r\n\r\n`, (socket) =>
      setTimeout(() => socket.resetAndDestroy(), 50),
    ),
    reason: 'truncated',
  },
  'broken chunk': {
    answer: send(`${TEXT}Transfer-Encoding: chunked\r\n\r\n4\r\na 1\n\r\nxyz\r\n`),
    reason: 'truncated',
  },
  'header flood': {
    answer: sendThen('HTTP/1.1 200 OK\r\n', (socket) => writeForever(socket, 'X-Flood: yes\r\n'.repeat(100))),
    reason: 'headers',
  },
  'flood of interim answers': {
    answer: (socket) => writeForever(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
    reason: 'headers',
  },
  'no HTTP at all': {
    answer: (socket) => writeForever(socket, '\u0000\u00ff\u0001garbage'),
    reason: 'headers',
  },
  'endless failure': {
    answer: sendThen('HTTP/1.1 500 Internal Server Error\r\n\r\n', (socket) =>
      writeForever(socket, 'no'.repeat(999)),
    ),
    reason: 'http_status',
  },
}

const labelOf = (name: string): string => name.replaceAll(' ', '-')

/** Starts the hostile targets of a kind between two good ones. */
async function startTargets(isWanted: (reason: string) => boolean): Promise<Record<string, URL>> {
  const targets: Record<string, URL> = { first: (await startRawTarget(send(httpAnswer('good 1\n')))).url }
  for (const [name, { answer, reason }] of Object.entries(HOSTILE))
    if (isWanted(reason)) targets[labelOf(name)] = (await startRawTarget(answer)).url
  targets['last'] = (await startRawTarget(send(httpAnswer('good 2\n')))).url
  return targets
}

const isSlow = (reason: string): boolean => reason === 'timeout'
const CAPS = { METRICS_BODY_BYTES_MAX: String(BODY_BYTES_MAX) }

describe('hostile targets (P9)', () => {
  test.each([
    // Those that fail by themselves are given all the time that a loaded machine may need; none needs it.
    {
      kind: 'that send too much or the wrong thing',
      isWanted: (reason: string) => !isSlow(reason),
      seconds: '60',
    },
    // Those that only waste time end at the deadline, so theirs is short.
    { kind: 'that waste time', isWanted: isSlow, seconds: '4' },
  ])('$kind cost the page neither its time nor its good targets', async ({ isWanted, seconds }) => {
    const { url, log } = await spawnDaemon(await startTargets(isWanted), CAPS)
    const { status, body } = await get(`${url}/metrics`, {
      headers: { 'X-Prometheus-Scrape-Timeout-Seconds': seconds },
    })
    expect(status).toBe(200)
    expect([samplesFrom(body, 'first'), samplesFrom(body, 'last')]).toEqual([['good 1'], ['good 2']])
    const hostile = Object.entries(HOSTILE).filter(([, { reason }]) => isWanted(reason))
    for (const [name, { reason }] of hostile) {
      const series = `metrics_aggregator_scrape_errors_total{endpoint="${labelOf(name)}",reason="${reason}"}`
      expect([name, ownValue(body, series)]).toEqual([name, '1'])
      expect([name, samplesFrom(body, labelOf(name))]).toEqual([name, []])
    }
    const down = (): unknown[] =>
      log.filter(({ msg }) => msg === 'target is down').map(({ target, reason }) => [target, reason])
    await expect.poll(down).toEqual(hostile.map(([name, { reason }]) => [labelOf(name), reason]))
  })

  test('cost less memory than three times the caps, again and again', async () => {
    const targets = await startTargets(() => true)
    const { url, residentBytesPeak } = await spawnDaemon(targets, CAPS)
    const before = residentBytesPeak() ?? 0
    for (let round = 0; round < 4; round += 1)
      await get(`${url}/metrics`, { headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '2' } })
    const grown = (residentBytesPeak() ?? 0) - before
    // Two bodies without end and a bomb are read up to the cap; nobody else sends much.
    expect(grown).toBeLessThan(3 * 3 * BODY_BYTES_MAX + RUNTIME_BYTES_MAX)
  })
})
