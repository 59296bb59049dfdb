/**
 * The loss and the cure, on a real Prometheus: two containers in Go, their expositions once concatenated and once
 * merged by the built sidecar, and how many series of each are stored. Run it with `npm run demo:loss`.
 */
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GO_CONTAINERS } from './go-expositions.ts'
import { freePort, servePages } from './loopback.ts'
import type { PageServer } from './loopback.ts'
import { startPrometheus } from './prometheus.ts'
import type { Prometheus } from './prometheus.ts'
import { reportLoss } from './report-loss.ts'
import { startProgram, waitUntil } from './running-program.ts'

const SIDECAR = fileURLToPath(new URL('../../dist/main.cjs', import.meta.url))
/** A fresh Prometheus takes five or six seconds to its first scrape. */
const FIRST_SCRAPES_DEADLINE_MS = 60_000
const EXIT_CANNOT = 2

async function main(): Promise<void> {
  const program = findProgram('prometheus')
  if (program === undefined) {
    console.error('This needs Prometheus: on Debian and Ubuntu it is the package "prometheus".')
    process.exitCode = EXIT_CANNOT
    return
  }
  const stops: (() => unknown)[] = []
  try {
    console.log(await showLoss(program, stops))
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

/** Whatever it starts, it adds how to stop it. */
async function showLoss(program: string, stops: (() => unknown)[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'loss-'))
  stops.push(() => rmSync(folder, { recursive: true, force: true }))
  const pages = await servePages(allPages())
  stops.push(pages.stop)
  const sidecar = await startSidecar(pages.url)
  stops.push(sidecar.stop)
  const prometheus = await startPrometheus({
    program,
    folder,
    intervalSeconds: 1,
    jobs: [
      { name: 'concatenated', url: new URL('/concatenated', pages.url) },
      { name: 'merged', url: new URL('/metrics', sidecar.url) },
    ],
  })
  stops.push(prometheus.stop)
  await firstScrapes(prometheus)
  return reportLoss(prometheus, GO_CONTAINERS)
}

function allPages(): Record<string, string> {
  const alone = GO_CONTAINERS.map(({ name, exposition }) => [`/${name}`, exposition])
  const concatenated = GO_CONTAINERS.map(({ exposition }) => exposition).join('')
  return { ...Object.fromEntries(alone), '/concatenated': concatenated }
}

async function startSidecar(containers: URL): Promise<PageServer> {
  const targets = GO_CONTAINERS.map(({ name }) => [name, new URL(`/${name}`, containers)])
  const port = await freePort()
  const url = new URL(`http://127.0.0.1:${port}`)
  const { stop } = await startProgram([process.execPath, SIDECAR, 'serve'], {
    readyUrl: new URL('/-/ready', url).href,
    env: {
      METRICS_ENDPOINTS: JSON.stringify(Object.fromEntries(targets)),
      METRICS_BIND_ADDRESS: '127.0.0.1',
      METRICS_AGGREGATOR_PORT: String(port),
      METRICS_DRAIN: '0s',
    },
  })
  return { url, stop }
}

async function firstScrapes({ query }: Prometheus): Promise<void> {
  const areBothIn = async (): Promise<boolean> => (await query('up')).length === 2
  if (!(await waitUntil(areBothIn, FIRST_SCRAPES_DEADLINE_MS))) throw new Error('Prometheus did not scrape')
}

function findProgram(name: string): string | undefined {
  const paths = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name))
  return paths.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

await main()
