// Discovery with real listeners: the kernel's own lines for the ports of this test are what is read, so that nobody else
// on the machine is asked.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { makeTempTree } from 'testkit/temp-tree'
import { expect, onTestFinished, test, vi } from 'vitest'
import { parseConfig } from '../../../../src/config/parse-config.ts'
import { startDaemon } from '../../../../src/daemon.ts'
import type { Daemon } from '../../../../src/daemon.ts'
import { answerWith } from '../../../support/daemon.ts'
import { samplesFrom } from '../../../support/page.ts'
import { httpAnswer, startRawTarget } from '../../../support/raw-target.ts'
import { get } from '../../../support/request.ts'

const settled = { timeout: 20_000, interval: 20 }

/** A folder with the kernel's tables, less the lines of other ports. */
function tablesOf(): { readonly root: string; readonly show: (ports: readonly number[]) => void } {
  const tree = makeTempTree({ tcp: '', tcp6: '' })
  onTestFinished(tree.remove)
  const show = (ports: readonly number[]): void => {
    const isOurs = (line: string): boolean =>
      ports.some((port) => line.includes(`:${port.toString(16).toUpperCase().padStart(4, '0')} `))
    for (const table of ['tcp', 'tcp6'])
      tree.write({
        [table]: readFileSync(`/proc/net/${table}`, 'latin1').split('\n').filter(isOurs).join('\n'),
      })
  }
  return { root: tree.root, show }
}

async function start(tables: string, env: Record<string, string> = {}): Promise<Daemon & { log: string[] }> {
  const outcome = parseConfig({
    METRICS_DISCOVERY: 'listeners',
    METRICS_DISCOVERY_INTERVAL: '20ms',
    METRICS_AGGREGATOR_PORT: '0',
    METRICS_BIND_ADDRESS: '127.0.0.1',
    ...env,
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings))
  const log: string[] = []
  const daemon = await startDaemon(outcome.config, {
    log: (line) => void log.push(line),
    version: '1',
    listenerTables: tables,
  })
  onTestFinished(() => daemon.stop(0))
  return { ...daemon, log }
}

const pageOf = async ({ url }: Daemon): Promise<string> => (await get(`${url}/metrics`)).body

/** Someone who takes connections and says nothing that is HTTP. */
async function startMute(): Promise<number> {
  const server = createServer((socket) => void socket.end('-ERR what?\r\n'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('who gives an exposition is a target by its port; the others are told with a reason', async () => {
  const app = await startRawTarget(answerWith('a 1\n'))
  const html = await startRawTarget(answerWith('<html>', { 'Content-Type': 'text/html' }))
  const greeting = await startRawTarget(answerWith('Hello\n'))
  const mute = await startMute()
  const tables = tablesOf()
  tables.show([app.port, html.port, greeting.port, mute])
  const daemon = await start(tables.root)
  await vi.waitFor(
    async () => expect(samplesFrom(await pageOf(daemon), `port-${app.port}`)).toEqual(['a 1']),
    settled,
  )
  const states = daemon.listeners().map(({ port, state, code }) => [port, state, code])
  expect(states).toEqual(
    [
      [app.port, 'found', undefined],
      [html.port, 'none', 'SCRAPE_CONTENT_TYPE'],
      [greeting.port, 'none', 'VALUE_INVALID'],
      [mute, 'none', expect.stringMatching(/^SCRAPE_/)],
    ].toSorted((a, b) => Number(a[0]) - Number(b[0])),
  )
  expect((await get(`${daemon.url}/targets/port-${app.port}/metrics`)).status).toBe(200)
})

test('a listener that comes later is found, and one that goes is missed', async () => {
  const tables = tablesOf()
  const daemon = await start(tables.root)
  expect((await get(`${daemon.url}/metrics`)).status).toBe(200)
  const app = await startRawTarget(answerWith('a 1\n'))
  tables.show([app.port])
  await vi.waitFor(
    async () => expect(await pageOf(daemon)).toContain(`origin_container="port-${app.port}"`),
    settled,
  )
  await app.close()
  tables.show([])
  await vi.waitFor(() => expect(daemon.listeners()).toMatchObject([{ state: 'gone' }]), settled)
  // A target that was there and is not shall be seen to be missing.
  expect((await get(`${daemon.url}/metrics`)).status).toBe(503)
})

test('someone who learns to answer is asked again', async () => {
  let isReady = false
  const app = await startRawTarget((socket) => void socket.end(httpAnswer(isReady ? 'a 1\n' : '')))
  const tables = tablesOf()
  tables.show([app.port])
  const daemon = await start(tables.root)
  await vi.waitFor(() => expect(daemon.listeners()).toMatchObject([{ state: 'none' }]), settled)
  isReady = true
  await vi.waitFor(() => expect(daemon.listeners()).toMatchObject([{ state: 'found' }]), settled)
})

test('own, excluded and configured ports are never asked', async () => {
  const [excluded, configured] = [
    await startRawTarget(answerWith('a 1\n')),
    await startRawTarget(answerWith('b 1\n')),
  ]
  const tables = tablesOf()
  const daemon = await start(tables.root, {
    METRICS_ENDPOINTS: JSON.stringify({ api: configured.url.href }),
    METRICS_DISCOVERY_EXCLUDE_PORTS: String(excluded.port),
  })
  tables.show([excluded.port, configured.port, daemon.port])
  await vi.waitFor(() => expect(daemon.listeners()).toHaveLength(3), settled)
  const stateOf = new Map(daemon.listeners().map(({ port, state }) => [port, state]))
  expect([excluded.port, configured.port, daemon.port].map((port) => stateOf.get(port))).toEqual([
    'excluded',
    'configured',
    'own',
  ])
  expect([excluded.requests, configured.requests]).toEqual([[], []])
})

test('a redirect leads a probe nowhere', async () => {
  const inner = await startRawTarget(answerWith('a 1\n'))
  const app = await startRawTarget(
    (socket) => void socket.end(httpAnswer('', { Location: inner.url.href }, '302 Found')),
  )
  const tables = tablesOf()
  tables.show([app.port])
  const daemon = await start(tables.root)
  await vi.waitFor(() => expect(daemon.listeners()).toMatchObject([{ code: 'SCRAPE_REDIRECT' }]), settled)
  expect(inner.requests).toEqual([])
})
