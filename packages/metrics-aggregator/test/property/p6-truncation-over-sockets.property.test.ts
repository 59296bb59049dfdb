// P6 over real sockets: a body that is cut leaves nothing on the page, however its end is framed. Only where neither a
// length nor chunks say what is missing can a cut of text go unnoticed, and there only behind a whole line.
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import fc from 'testkit/fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startDaemon } from '../../src/daemon.ts'
import { configOf } from '../support/config.ts'
import { ownValue, samplesFrom } from '../support/page.ts'
import { startRawTarget } from '../support/raw-target.ts'
import { get } from '../support/request.ts'

interface Document {
  readonly contentType: string
  readonly body: Buffer
}

const TEXT: Document = {
  contentType: 'text/plain; version=0.0.4',
  body: Buffer.from('# TYPE a counter\na{b="c"} 12345\n\n# HELP d x\nd 6.5 1700000000000\n'),
}
const OPENMETRICS: Document = {
  contentType: 'application/openmetrics-text; version=1.0.0',
  body: Buffer.from('# TYPE a counter\na_total{b="c"} 12345 17.5\n# TYPE d gauge\nd 6.5\n# EOF\n'),
}
const LARGE: Document = {
  contentType: 'text/plain',
  body: readFileSync(new URL('../fixtures/corpora/node-exporter-linux.prom.txt', import.meta.url)),
}

/** Sends the first bytes of a document and breaks off. */
type Cut = (socket: Socket, document: Document, bytes: number) => void

const head = ({ contentType }: Document, ...headers: string[]): string =>
  `HTTP/1.1 200 OK\r\n${[`Content-Type: ${contentType}`, ...headers, '', ''].join('\r\n')}`

const CUTS: Readonly<Record<string, Cut>> = {
  'a length that is not reached': (socket, document, bytes) => {
    socket.write(head(document, `Content-Length: ${document.body.length}`))
    socket.end(document.body.subarray(0, bytes))
  },
  'a length and a reset': (socket, document, bytes) => {
    socket.write(head(document, `Content-Length: ${document.body.length}`))
    socket.write(document.body.subarray(0, bytes), () => socket.resetAndDestroy())
  },
  'whole chunks without the last': (socket, document, bytes) => {
    socket.write(head(document, 'Transfer-Encoding: chunked'))
    if (bytes > 0) socket.write(`${bytes.toString(16)}\r\n`)
    socket.end(document.body.subarray(0, bytes))
  },
  'a cut chunk': (socket, document, bytes) => {
    socket.write(`${head(document, 'Transfer-Encoding: chunked')}${document.body.length.toString(16)}\r\n`)
    socket.end(document.body.subarray(0, bytes))
  },
}

const closing: Cut = (socket, document, bytes) => {
  socket.write(head(document))
  socket.end(document.body.subarray(0, bytes))
}

/** Scrapes a target that cuts its body, through a daemon. */
async function bench(): Promise<{
  scrape: (cut: Cut, document: Document, bytes: number) => Promise<string>
}> {
  let answer: (socket: Socket) => void = () => undefined
  const target = await startRawTarget((socket) => answer(socket))
  const config = configOf({ targets: { api: target.url }, allFailed: 'serve', logLevel: 'error' })
  const daemon = await startDaemon(config, { log: () => undefined, version: '1' })
  onTestFinished(() => daemon.stop(0))
  return {
    scrape: async (cut, document, bytes) => {
      answer = (socket) => cut(socket, document, bytes)
      return (await get(`${daemon.url}/metrics`)).body
    },
  }
}

const truncations = (page: string): number =>
  Number(ownValue(page, 'metrics_aggregator_scrape_errors_total{endpoint="api",reason="truncated"}') ?? 0)

const everyPrefix = ({ body }: Document): number[] => Array.from({ length: body.length }, (_, bytes) => bytes)

describe('P6: nothing of a body that is cut', () => {
  const cases = Object.entries(CUTS).flatMap(([name, cut]) => [
    { name, format: 'text', document: TEXT, cut },
    { name, format: 'OpenMetrics', document: OPENMETRICS, cut },
  ])

  test.each(cases)('$format with $name, at every byte', async ({ document, cut }) => {
    const { scrape } = await bench()
    for (const bytes of everyPrefix(document)) {
      const page = await scrape(cut, document, bytes)
      expect([bytes, samplesFrom(page, 'api'), truncations(page)]).toEqual([bytes, [], bytes + 1])
    }
  })

  test('a large text, anywhere', async () => {
    const { scrape } = await bench()
    const cut = fc.constantFrom(...Object.values(CUTS))
    const bytes = fc.integer({ min: 0, max: LARGE.body.length - 1 })
    await fc.assert(
      fc.asyncProperty(cut, bytes, async (one, count) => {
        expect(samplesFrom(await scrape(one, LARGE, count), 'api')).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

describe('P6: a connection that just closes', () => {
  test('gives nothing of OpenMetrics before its end', async () => {
    const { scrape } = await bench()
    const isWhole = (bytes: number): boolean => bytes >= OPENMETRICS.body.length - 1
    for (const bytes of everyPrefix(OPENMETRICS)) {
      const samples = samplesFrom(await scrape(closing, OPENMETRICS, bytes), 'api')
      expect([bytes, samples.length]).toEqual([bytes, isWhole(bytes) ? 2 : 0])
    }
  })

  test('gives of text whole lines or nothing (case 2)', async () => {
    const { scrape } = await bench()
    const page = await scrape(closing, TEXT, TEXT.body.length)
    const whole = samplesFrom(page, 'api')
    expect(whole).toEqual(['a{b="c"} 12345', 'd 6.5 1700000000000'])
    for (const bytes of everyPrefix(TEXT)) {
      const samples = samplesFrom(await scrape(closing, TEXT, bytes), 'api')
      const isLineEnd = bytes > 0 && TEXT.body[bytes - 1] === 0x0a
      expect([bytes, whole.slice(0, samples.length)]).toEqual([bytes, samples])
      expect([bytes, samples.length > 0 && !isLineEnd]).toEqual([bytes, false])
    }
  })
})
