// The daemon as users get it: the built program in a process of its own, with its log lines, its memory and its end.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { builtProgram } from 'testkit/run-cli'
import { onTestFinished } from 'vitest'

export interface SpawnedDaemon {
  readonly url: string
  readonly port: number
  readonly log: readonly LogLine[]
  readonly signal: (name: NodeJS.Signals) => void
  /** The exit code; null if a signal ended it. */
  readonly exit: Promise<number | null>
  /** Most bytes that were ever resident; undefined where the system does not tell. */
  readonly residentBytesPeak: () => number | undefined
}

export interface LogLine {
  readonly level: string
  readonly msg: string
  readonly [field: string]: unknown
}

/** Serves on a free port of loopback until the test ends. */
export async function spawnDaemon(
  targets: Readonly<Record<string, URL>>,
  env: Readonly<Record<string, string>> = {},
): Promise<SpawnedDaemon> {
  const [program = '', ...args] = builtProgram('metrics-aggregator')
  const child = spawn(program, [...args, 'serve'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      METRICS_ENDPOINTS: JSON.stringify(targets),
      METRICS_AGGREGATOR_PORT: '0',
      METRICS_BIND_ADDRESS: '127.0.0.1',
      ...env,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const log: LogLine[] = []
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const url = await Promise.race([listeningUrl(child, log), exit.then(() => failedStart(log))])
  return {
    url,
    port: Number(new URL(url).port),
    log,
    signal: (name) => void child.kill(name),
    exit,
    residentBytesPeak: () => residentBytesPeak(child.pid),
  }
}

function listeningUrl({ stderr }: ChildProcess, log: LogLine[]): Promise<string> {
  return new Promise((resolve) => {
    if (stderr === null) return
    createInterface({ input: stderr }).on('line', (line) => {
      const entry = parseLine(line)
      log.push(entry)
      if (entry.msg === 'listening') resolve(String(entry['url']))
    })
  })
}

/** What is no JSON is a message for people, or a crash. */
function parseLine(line: string): LogLine {
  return line.startsWith('{') ? (JSON.parse(line) as LogLine) : { level: 'text', msg: line }
}

function failedStart(log: readonly LogLine[]): never {
  throw new Error(`the daemon did not start:\n${log.map(({ msg }) => msg).join('\n')}`)
}

/** Most bytes that the process ever had resident. */
export function residentBytesPeak(pid: number | undefined): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024
  } catch {
    return undefined
  }
}
