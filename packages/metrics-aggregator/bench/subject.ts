/**
 * The processes under measurement, the built daemon or the relay, and their exporters, and what the system says of a
 * process' memory. All of them get the same bare environment: what is in ours can make Node start slower.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Exporters {
  readonly ports: readonly number[]
  readonly stop: () => Promise<void>
}

export interface Subject {
  readonly port: number
  readonly pid: number
  /** From the start of the process to the line that says it listens. */
  readonly startMs: number
  readonly stop: () => Promise<void>
}

export interface ResidentMemory {
  readonly now: number
  /** The most since the process began. */
  readonly peak: number
  /** What the process cannot share with others: not the program's own file. */
  readonly anonymous: number
}

const DAEMON = fileURLToPath(new URL('../dist/main.cjs', import.meta.url))
const EXPORTER = fileURLToPath(new URL('exporter-process.ts', import.meta.url))
const RELAY = fileURLToPath(new URL('relay-process.ts', import.meta.url))
const TYPESCRIPT = ['--import', createRequire(import.meta.url).resolve('tsx')]
const BARE_ENVIRONMENT = { PATH: process.env['PATH'] ?? '' }

export async function startExporters(bodies: readonly Uint8Array[]): Promise<Exporters> {
  const folder = mkdtempSync(join(tmpdir(), 'exporters-'))
  const files = bodies.map((body, index) => {
    const file = join(folder, `${index}.prom`)
    writeFileSync(file, body)
    return file
  })
  const child = spawn(process.execPath, [...TYPESCRIPT, EXPORTER, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: BARE_ENVIRONMENT,
  })
  const line = await firstLine(child, 'stdout', () => true)
  rmSync(folder, { recursive: true })
  return { ports: JSON.parse(line) as number[], stop: () => stop(child) }
}

export function startDaemon(
  ports: readonly number[],
  env: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  const targets = ports.map((port, index) => [`target-${index}`, urlOf(port)])
  return start([DAEMON, 'serve'], {
    METRICS_ENDPOINTS: JSON.stringify(Object.fromEntries(targets)),
    METRICS_AGGREGATOR_PORT: '0',
    METRICS_BIND_ADDRESS: '127.0.0.1',
    METRICS_DRAIN: '0',
    ...env,
  })
}

export function startRelay(ports: readonly number[]): Promise<Subject> {
  return start([...TYPESCRIPT, RELAY, ...ports.map(urlOf)], {})
}

/** Milliseconds from the start to the end of a Node that has nothing to do. */
export async function bareNodeMs(): Promise<number> {
  const startedAt = performance.now()
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore', env: BARE_ENVIRONMENT }), 'exit')
  return performance.now() - startedAt
}

/** Fails where the process does not come up; its other lines are not kept. */
async function start(words: readonly string[], env: Readonly<Record<string, string>>): Promise<Subject> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...BARE_ENVIRONMENT, ...env },
  })
  const line = await firstLine(child, 'stderr', (text) => text.includes('"listening"'))
  const startMs = performance.now() - startedAt
  const { url } = JSON.parse(line) as { readonly url: string }
  return { port: Number(new URL(url).port), pid: child.pid ?? 0, startMs, stop: () => stop(child) }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}/metrics`
}

/** Undefined where the system does not tell. */
export function residentMemory(pid: number): ResidentMemory | undefined {
  let status: string
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return undefined
  }
  const bytesOf = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) * 1_024
  return { now: bytesOf('VmRSS'), peak: bytesOf('VmHWM'), anonymous: bytesOf('RssAnon') }
}

/** Seconds of processor time that the daemon has used so far, by its own account. */
export async function cpuSeconds({ port }: Subject): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/-/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1] ?? Number.NaN)
}

function firstLine(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  isWanted: (line: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const input = child[stream]
    if (input === null) throw new Error(`the ${stream} of the process is not read`)
    const seen: string[] = []
    createInterface({ input }).on('line', (line) => {
      if (isWanted(line)) resolve(line)
      else if (seen.length < 20) seen.push(line)
    })
    child.on('exit', (code) =>
      reject(new Error(`ended with ${code} before it was ready:\n${seen.join('\n')}`)),
    )
  })
}

async function stop(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  if (!child.kill('SIGTERM')) return
  await exit
}
