/**
 * A pod under STRICT mutual TLS, and the world outside it: a namespace with three containers, the built sidecar and
 * Envoy, which captures everything that comes in; another one with Prometheus, whose jobs try every way to the pod.
 */
import { makeNamespacePair } from 'testkit/network-namespace'
import type { NetworkNamespace } from 'testkit/network-namespace'
import type { RealPart } from 'testkit/real-parts'
import { builtProgram } from 'testkit/run-cli'
import { makeTempTree } from 'testkit/temp-tree'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { startProgram, waitUntil } from '../../../examples/loss-and-cure/running-program.ts'
import type { RunningProgram } from '../../../examples/loss-and-cure/running-program.ts'
import { makeAuthority } from '../../support/certificates.ts'
import type { Authority, Certificate } from '../../support/certificates.ts'
import { targetCommand } from '../pod/targets.ts'
import { INBOUND_PORT, TRUST_DOMAIN, startEnvoy } from './envoy.ts'
import { answersInside, getInside } from './inside.ts'
import { startOutsidePrometheus } from './outside-prometheus.ts'
import type { MeshJob, OutsidePrometheus } from './outside-prometheus.ts'

export const MESH_PARTS: readonly RealPart[] = [
  'network namespaces, as root',
  'iptables',
  'openssl',
  'curl',
  'envoy',
  'prometheus',
  'prometheus-process-exporter',
  'prometheus-pushgateway',
]

/** Two of them are written in Go, so they share the families of its runtime; the third answers in OpenMetrics alone. */
export const CONTAINERS = [
  { name: 'processes', port: 9256 },
  { name: 'pushed', port: 9091 },
  { name: 'shop', port: 8080 },
] as const
export type ContainerName = (typeof CONTAINERS)[number]['name']

const SIDECAR_PORT = 9464
/** What concatenates two containers of one runtime, and what concatenates all three. */
const MERGERS = [
  { name: 'concatenated', port: 9901, of: CONTAINERS.slice(0, 2) },
  { name: 'concatenated with OpenMetrics', port: 9902, of: CONTAINERS },
] as const
export const INTERVAL_SECONDS = 3
const FIRST_SCRAPES_DEADLINE_MS = 90_000

export interface Mesh {
  readonly prometheus: OutsidePrometheus
  readonly jobs: readonly MeshJob[]
  /** Samples on the container's own page, read from inside the pod. */
  readonly samplesOf: (container: ContainerName) => Promise<number>
  /** As the kernel does it to a container without memory. */
  readonly kill: (container: ContainerName) => Promise<void>
  /** The authority revokes the certificate with which Prometheus comes. */
  readonly revoke: () => void
  readonly stop: () => Promise<void>
}

const page = (port: number): string => `http://127.0.0.1:${port}/metrics`

/** Ready when Prometheus reached the sidecar and tried every other way at least once. */
export async function startMesh(rules: readonly string[]): Promise<Mesh> {
  const ends: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    return { ...(await assemble(rules, ends)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function assemble(rules: readonly string[], ends: (() => unknown)[]): Promise<Omit<Mesh, 'stop'>> {
  const tree = makeTempTree()
  const namespaces = makeNamespacePair()
  ends.push(tree.remove, namespaces.remove)
  const { one: outside, other: pod } = namespaces
  capture(pod)
  const start = async (command: readonly string[], readyUrl: string, env = {}): Promise<RunningProgram> => {
    const options = { readyUrl, env, cwd: tree.root, answers: answersInside(pod) }
    const program = await startProgram(pod.inside(command), options)
    ends.push(() => program.stop())
    return program
  }
  const containers = new Map<ContainerName, RunningProgram>()
  for (const { name, port } of CONTAINERS) {
    containers.set(name, await start(targetCommand(name, '0.0.0.0', port), page(port)))
  }
  await start([...builtProgram('metrics-aggregator'), 'serve'], page(SIDECAR_PORT), sidecarEnvironment())
  for (const { port, of } of MERGERS) await start(mergerCommand(port, of), page(port))
  const authority = makeAuthority((remove) => ends.push(remove))
  const envoy = await startEnvoy(pod, authority, tree.root)
  ends.push(() => envoy.stop())
  const certificate = authority.sign({ names: `URI:${TRUST_DOMAIN}ns/monitoring/sa/prometheus` })
  const jobs = jobsFor(pod, authority, certificate)
  const prometheus = await startOutsidePrometheus({
    place: outside,
    folder: tree.root,
    jobs,
    rules,
    intervalSeconds: INTERVAL_SECONDS,
  })
  ends.push(() => prometheus.stop())
  await firstScrapes(prometheus, jobs)
  return {
    prometheus,
    jobs,
    samplesOf: async (name) => countSamples((await getInside(pod, page(portOf(name)))) ?? ''),
    kill: async (name) => containers.get(name)?.stop('SIGKILL'),
    revoke: () => envoy.revoke(authority.revoke(certificate)),
  }
}

/** What Istio's init container does to inbound traffic. */
function capture(pod: NetworkNamespace): void {
  const redirect = `-t nat -A PREROUTING -p tcp -j REDIRECT --to-ports ${INBOUND_PORT}`
  pod.run('iptables', ...redirect.split(' '))
}

function sidecarEnvironment(): Record<string, string> {
  const urls = CONTAINERS.map(({ name, port }) => [name, page(port)])
  return {
    METRICS_ENDPOINTS: JSON.stringify(Object.fromEntries(urls)),
    METRICS_AGGREGATOR_PORT: String(SIDECAR_PORT),
    METRICS_DRAIN: '0s',
  }
}

function mergerCommand(port: number, containers: readonly (typeof CONTAINERS)[number][]): string[] {
  const loader = createRequire(import.meta.url).resolve('tsx')
  const program = fileURLToPath(new URL('concatenating-merger.ts', import.meta.url))
  const urls = containers.map((container) => page(container.port))
  return [process.execPath, '--import', loader, program, String(port), ...urls]
}

function jobsFor(pod: NetworkNamespace, authority: Authority, certificate: Certificate): readonly MeshJob[] {
  const at = (port: number): string => `${pod.address}:${port}`
  const strangers = makeStranger()
  return [
    { name: 'merged', target: at(SIDECAR_PORT), tls: certificate },
    ...MERGERS.map(({ name, port }) => ({ name, target: at(port), tls: certificate })),
    ...CONTAINERS.map(({ name, port }) => ({ name: `plain ${name}`, target: at(port) })),
    { name: 'plain sidecar', target: at(SIDECAR_PORT) },
    { name: 'no certificate', target: at(SIDECAR_PORT), tls: 'anonymous' },
    { name: 'no SPIFFE name', target: at(SIDECAR_PORT), tls: authority.sign() },
    { name: 'another authority', target: at(SIDECAR_PORT), tls: strangers },
  ]
}

/** A certificate with the right name, signed by nobody that the mesh knows. */
function makeStranger(): Certificate {
  const removals: (() => void)[] = []
  const certificate = makeAuthority((remove) => removals.push(remove)).sign({
    names: `URI:${TRUST_DOMAIN}ns/monitoring/sa/prometheus`,
  })
  for (const remove of removals) remove()
  return certificate
}

async function firstScrapes({ query }: OutsidePrometheus, jobs: readonly MeshJob[]): Promise<void> {
  const isDone = async (): Promise<boolean> =>
    (await query('up')).length === jobs.length && (await query('up{job="merged"} == 1')).length === 1
  if (await waitUntil(isDone, FIRST_SCRAPES_DEADLINE_MS)) return
  throw new Error('Prometheus did not reach the pod')
}

const portOf = (name: ContainerName): number =>
  CONTAINERS.find((container) => container.name === name)?.port ?? 0

const countSamples = (body: string): number =>
  body.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length
