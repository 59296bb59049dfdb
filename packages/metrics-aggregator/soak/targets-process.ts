/**
 * The containers of the soak, in a process of their own: one that is well, one that flaps, one that is slow, one that is
 * too large and one that is malformed, the last four at random. Prints a JSON line of names to ports when all listen.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerResponse } from 'node:http'
import { generatePage } from '../bench/generate-page.ts'
import { SOAK_TARGETS } from './soak-targets.ts'
import type { SoakTarget } from './soak-targets.ts'

const HEADERS = { 'content-type': 'text/plain; version=0.0.4' }
/** More than the 10 MiB that a body may have. */
const OVERSIZED_BYTES = 12 * 1_048_576
const SLOW_MS_MAX = 400
/** Longer than any deadline of the soak. */
const TOO_SLOW_MS = 8_000

type Mood = (response: ServerResponse, page: Buffer) => void

const send = (response: ServerResponse, ...parts: readonly Buffer[]): void => {
  response.writeHead(200, HEADERS)
  for (const part of parts) response.write(part)
  response.end()
}

const MALFORMED = [
  'no value\n',
  'bad{ 1\n',
  'torn{a="',
  '\xff\xfe 1\n',
  'twice{a="1",a="2"} 1\n',
  '# TYPE x y z\n',
]

const MOODS: Readonly<Record<SoakTarget['kind'], Mood>> = {
  steady: send,
  flapping: (response) => response.destroy(),
  slow: (response, page) => {
    const isTooSlow = Math.random() < 0.2
    const timer = setTimeout(send, isTooSlow ? TOO_SLOW_MS : Math.random() * SLOW_MS_MAX, response, page)
    response.on('close', () => clearTimeout(timer))
  },
  oversized: (response, page) => {
    const comment = Buffer.from(`# ${'x'.repeat(1_000)}\n`)
    send(response, page, Buffer.alloc(OVERSIZED_BYTES, comment))
  },
  malformed: (response, page) => {
    const at = page.indexOf('\n', Math.floor(Math.random() * page.length)) + 1
    const fault = Buffer.from(MALFORMED[Math.floor(Math.random() * MALFORMED.length)] ?? '', 'latin1')
    send(response, page.subarray(0, at), fault, page.subarray(at))
  },
}
/** How often one of them is in its mood; else it is well. */
const MOODY = 0.3

async function serve(target: SoakTarget, seed: number): Promise<number> {
  const page = generatePage({ seed, series: target.series })
  const server = createServer((_request, response) => {
    const mood = Math.random() < MOODY ? MOODS[target.kind] : send
    mood(response, page)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const ports = await Promise.all(SOAK_TARGETS.map(serve))
console.log(JSON.stringify(Object.fromEntries(SOAK_TARGETS.map(({ name }, at) => [name, ports[at]]))))
