/**
 * What the daemon costs, measured from outside: latency against the slowest target, processor time a scrape, memory at
 * rest, under load and at its worst, and the time to start.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FigureName } from './figures.ts'
import { inputOf } from './inputs.ts'
import type { InputName } from './inputs.ts'
import { connectScraper } from './scraper.ts'
import type { Scraper } from './scraper.ts'
import { median } from './statistics.ts'
import { bareNodeMs, cpuSeconds, residentMemory, startDaemon, startExporters, startRelay } from './subject.ts'
import type { Subject } from './subject.ts'

/** In the unit of the figure; `undefined` where the system does not tell. */
export type Measured = Partial<Record<FigureName, number | undefined>>

interface Scene {
  readonly subject: Subject
  readonly page: Scraper
  readonly targets: readonly Scraper[]
  readonly relay: Scraper
  readonly inputBytes: number
}

const WARM_UP_SCRAPES = 50
/** So many until a page of small bodies takes no less time any more: until then V8 compiles what it sees run often. */
const WARM_UP_SMALL_SCRAPES = 1_500
const LATENCY_ROUNDS = 101
const CPU_ROUNDS = 5
const CPU_SCRAPES = 40
const LOAD_SCRAPES = 200
const START_ROUNDS = 25
const SETTLE_MS = 3_000
/** Three targets for a daemon that nobody asks to scrape. */
const SILENT_PORTS = [9, 11, 13]

/** Caps that let the largest input through. */
const NO_CAPS = {
  METRICS_BODY_BYTES_MAX: '1073741824',
  METRICS_SCRAPE_TIMEOUT: '120s',
  METRICS_SERVER_WRITE_TIMEOUT: '120s',
}

async function withScene<T>(input: InputName, measure: (scene: Scene) => Promise<T>): Promise<T> {
  const bodies = inputOf(input).bodies()
  const stops: (() => unknown)[] = []
  const connected = async (port: number): Promise<Scraper> => {
    const scraper = await connectScraper(port)
    stops.push(() => scraper.close())
    return scraper
  }
  try {
    const exporters = await startExporters(bodies)
    stops.push(exporters.stop)
    const subject = await startDaemon(exporters.ports, NO_CAPS)
    stops.push(subject.stop)
    const relaySubject = await startRelay(exporters.ports)
    stops.push(relaySubject.stop)
    const targets = await Promise.all(exporters.ports.map(connected))
    const [page, relay] = [await connected(subject.port), await connected(relaySubject.port)]
    const inputBytes = bodies.reduce((sum, { length }) => sum + length, 0)
    return await measure({ subject, page, targets, relay, inputBytes })
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

/** Latency of the page beyond that of the slowest target, each target scraped alone by the same client. */
export function measureLatency(input: 'real' | 'series-30k'): Promise<Measured> {
  return withScene(input, async ({ page, targets, relay }) => {
    const warmUp = input === 'real' ? WARM_UP_SMALL_SCRAPES : WARM_UP_SCRAPES
    // The daemon first: it closes a connection over which nothing is asked for long.
    for (const scraper of [page, relay, ...targets]) await scrapeMany(scraper, warmUp)
    const added = { identity: [] as number[], gzip: [] as number[], relay: [] as number[] }
    for (let round = 0; round < LATENCY_ROUNDS; round += 1) {
      const slowest = await slowestOf(targets)
      added.identity.push((await page.scrape('identity')).milliseconds - slowest)
      added.relay.push((await relay.scrape('identity')).milliseconds - slowest)
    }
    for (let round = 0; round < LATENCY_ROUNDS; round += 1) {
      const slowest = await slowestOf(targets)
      added.gzip.push((await page.scrape('gzip')).milliseconds - slowest)
    }
    const [identity, gzip, bare] = [median(added.identity), median(added.gzip), median(added.relay)]
    return input === 'real'
      ? { 'latency-real': identity, 'latency-real-gzip': gzip, 'latency-real-relay': bare }
      : { 'latency-30k': identity, 'latency-30k-gzip': gzip, 'latency-30k-relay': bare }
  })
}

async function slowestOf(targets: readonly Scraper[]): Promise<number> {
  let slowest = 0
  for (const target of targets) slowest = Math.max(slowest, (await target.scrape('identity')).milliseconds)
  return slowest
}

async function scrapeMany(scraper: Scraper, scrapes: number): Promise<void> {
  for (let scrape = 0; scrape < scrapes; scrape += 1) await scraper.scrape('identity')
}

export function measureCpu(): Promise<Measured> {
  return withScene('series-30k', async ({ subject, page }) => {
    await scrapeMany(page, WARM_UP_SCRAPES)
    const rounds: number[] = []
    for (let round = 0; round < CPU_ROUNDS; round += 1) {
      const before = await cpuSeconds(subject)
      await scrapeMany(page, CPU_SCRAPES)
      rounds.push((((await cpuSeconds(subject)) - before) * 1_000) / CPU_SCRAPES)
    }
    return { 'cpu-30k': median(rounds) }
  })
}

export async function measureResident(): Promise<Measured> {
  const idle = await measureIdle()
  const load = await withScene('series-30k', async ({ subject, page }) => {
    await scrapeMany(page, LOAD_SCRAPES)
    return { 'resident-load': megabytes(residentMemory(subject.pid)?.peak) }
  })
  return { ...idle, ...load }
}

/** After start, before anybody connects. */
async function measureIdle(): Promise<Measured> {
  const subject = await startDaemon(SILENT_PORTS)
  await sleep(SETTLE_MS)
  const memory = residentMemory(subject.pid)
  await subject.stop()
  return {
    'resident-idle': megabytes(memory?.now),
    'resident-idle-anonymous': megabytes(memory?.anonymous),
  }
}

function megabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1_000_000
}

export function measurePeak(): Promise<Measured> {
  return withScene('series-1m', async ({ subject, page, inputBytes }) => {
    await page.scrape('identity')
    const memory = residentMemory(subject.pid)
    return { 'peak-1m': memory && memory.peak / inputBytes }
  })
}

/** Beyond what Node itself takes to run nothing. */
export async function measureStart(): Promise<Measured> {
  const added: number[] = []
  for (let round = 0; round < START_ROUNDS; round += 1) {
    const bare = await bareNodeMs()
    const subject = await startDaemon(SILENT_PORTS)
    added.push(subject.startMs - bare)
    await subject.stop()
  }
  return { start: median(added) }
}
