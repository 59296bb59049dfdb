/**
 * A pod as Prometheus sees it: real containers, the built sidecar in front of them twice (as it is, and limited to
 * text), and a Prometheus that scrapes each container directly as well, to have something to compare with.
 */
import { makeTempTree } from 'testkit/temp-tree'
import { findRealPart } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { freePort } from 'testkit/free-port'
import { builtProgram } from 'testkit/run-cli'
import { startPrometheus } from '../../../examples/loss-and-cure/prometheus.ts'
import type { Prometheus } from '../../../examples/loss-and-cure/prometheus.ts'
import { startProgram, waitUntil } from '../../../examples/loss-and-cure/running-program.ts'
import type { RunningProgram } from '../../../examples/loss-and-cure/running-program.ts'
import type { ExpositionFormat } from '../../../src/exposition/formats.ts'
import { startPodTargets, TARGET_PARTS } from './targets.ts'
import type { PodTarget } from './targets.ts'

export const POD_PARTS: readonly RealPart[] = ['prometheus', ...TARGET_PARTS]

export interface Sidecar extends RunningProgram {
  /** The name of its job in Prometheus. */
  readonly job: string
  /** The format of its pages for Prometheus. */
  readonly format: ExpositionFormat
  readonly url: URL
}

export interface Pod {
  readonly targets: readonly PodTarget[]
  readonly sidecars: readonly Sidecar[]
  readonly prometheus: Prometheus
  readonly stop: () => Promise<void>
}

/** The deadline that Prometheus gives a scrape; long, because a busy machine must not look like a fault. */
const INTERVAL_SECONDS = 3
const FIRST_SCRAPES_DEADLINE_MS = 60_000

/** One of the containers answers in OpenMetrics, so the page is OpenMetrics unless that is switched off. */
const SIDECARS = [
  { job: 'merged', format: 'openmetrics', formats: 'text,openmetrics' },
  { job: 'merged as text', format: 'text', formats: 'text' },
] as const

export const directJob = (target: string): string => `direct ${target}`

/** Ready when every job was scraped with success. */
export async function startPod(): Promise<Pod> {
  const tree = makeTempTree()
  const targets = await startPodTargets(tree.root)
  const sidecars = await Promise.all(SIDECARS.map((sidecar) => startSidecar(sidecar, targets)))
  const jobs = [
    ...targets.map(({ name, url }) => ({ name: directJob(name), url })),
    ...sidecars.map(({ job, url }) => ({ name: job, url })),
  ]
  const prometheus = await startPrometheus({
    program: findRealPart('prometheus') ?? 'prometheus',
    folder: tree.root,
    intervalSeconds: INTERVAL_SECONDS,
    jobs,
  })
  const stop = async (): Promise<void> => {
    await Promise.all([prometheus, ...sidecars, ...targets].map((program) => program.stop()))
    tree.remove()
  }
  const areAllUp = async (): Promise<boolean> => (await prometheus.query('up == 1')).length === jobs.length
  if (!(await waitUntil(areAllUp, FIRST_SCRAPES_DEADLINE_MS))) {
    await stop()
    throw new Error('Prometheus did not reach every container')
  }
  return { targets, sidecars, prometheus, stop }
}

async function startSidecar(
  { job, format, formats }: (typeof SIDECARS)[number],
  targets: readonly PodTarget[],
): Promise<Sidecar> {
  const port = await freePort()
  const url = new URL(`http://127.0.0.1:${port}/metrics`)
  const urls = Object.fromEntries(targets.map((target) => [target.name, target.url]))
  const program = await startProgram([...builtProgram('metrics-aggregator'), 'serve'], {
    readyUrl: new URL('/-/ready', url).href,
    env: {
      METRICS_ENDPOINTS: JSON.stringify(urls),
      METRICS_BIND_ADDRESS: '127.0.0.1',
      METRICS_AGGREGATOR_PORT: String(port),
      METRICS_FORMATS: formats,
      METRICS_DRAIN: '0s',
    },
  })
  return { job, format, url, ...program }
}
