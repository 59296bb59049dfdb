/**
 * The containers of a pod, all of them real: three exporters from Debian and a Node program. Each listens on a loopback
 * port of its own and can be killed and started again there.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { findRealPart } from 'testkit/real-parts'
import type { RealPart } from 'testkit/real-parts'
import { freePort } from 'testkit/free-port'
import { startProgram } from '../../../examples/loss-and-cure/running-program.ts'
import type { RunningProgram } from '../../../examples/loss-and-cure/running-program.ts'

export interface PodTarget {
  readonly name: string
  readonly url: URL
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** As the kernel does it to a container without memory. */
  readonly kill: () => Promise<void>
}

interface TargetProgram {
  readonly name: string
  readonly command: (host: string, port: number) => readonly string[]
}

export const TARGET_PARTS: readonly RealPart[] = [
  'prometheus-node-exporter',
  'prometheus-process-exporter',
  'prometheus-pushgateway',
]

const LOOPBACK = '127.0.0.1'
const PROCESSES = fileURLToPath(new URL('processes.yml', import.meta.url))
const NODE_PROGRAM = fileURLToPath(new URL('openmetrics-program.ts', import.meta.url))

function partPath(part: RealPart): string {
  return findRealPart(part) ?? part
}

const PROGRAMS: readonly TargetProgram[] = [
  {
    name: 'node',
    command: (host, port) => [partPath('prometheus-node-exporter'), `--web.listen-address=${host}:${port}`],
  },
  {
    name: 'processes',
    command: (host, port) => [
      partPath('prometheus-process-exporter'),
      `-web.listen-address=${host}:${port}`,
      `-config.path=${PROCESSES}`,
      '-threads=false',
    ],
  },
  {
    name: 'pushed',
    command: (host, port) => [
      partPath('prometheus-pushgateway'),
      `--web.listen-address=${host}:${port}`,
      '--persistence.file=',
    ],
  },
  {
    name: 'shop',
    command: (host, port) => {
      const loader = createRequire(import.meta.url).resolve('tsx')
      return [process.execPath, '--import', loader, NODE_PROGRAM, String(port), host]
    },
  },
]

/** The command line of one of them, listening where it is told to. */
export function targetCommand(name: string, host: string, port: number): readonly string[] {
  const program = PROGRAMS.find((candidate) => candidate.name === name)
  if (program === undefined) throw new Error(`no target is called ${name}`)
  return program.command(host, port)
}

export async function startPodTargets(folder: string): Promise<readonly PodTarget[]> {
  const targets = await Promise.all(PROGRAMS.map((program) => podTarget(program, folder)))
  await Promise.all(targets.map(({ start }) => start()))
  await pushSamples(targets.find(({ name }) => name === 'pushed')!.url)
  return targets
}

async function podTarget({ name, command }: TargetProgram, folder: string): Promise<PodTarget> {
  const port = await freePort()
  const url = new URL(`http://127.0.0.1:${port}/metrics`)
  let running: RunningProgram | undefined
  return {
    name,
    url,
    start: async () => {
      running = await startProgram(command(LOOPBACK, port), { readyUrl: url.href, cwd: folder })
    },
    stop: async () => running?.stop(),
    kill: async () => running?.stop('SIGKILL'),
  }
}

/** What batch jobs push: labels that Prometheus itself gives to targets, and a type of each kind. */
async function pushSamples(url: URL): Promise<void> {
  const body = [
    '# HELP backup_duration_seconds How long the backup took.',
    '# TYPE backup_duration_seconds gauge',
    'backup_duration_seconds{path="/srv/{id}"} 12.5',
    '# TYPE backup_files_total counter',
    'backup_files_total 90071992547409931',
    'backup_note{text="no type, a # and a \\"quote\\""} 1',
    '',
  ].join('\n')
  const response = await fetch(new URL('/metrics/job/backup/instance/database', url), { method: 'PUT', body })
  if (!response.ok) throw new Error(`the push was refused: ${await response.text()}`)
}
