// A server that a page starts: waited for until it says where it listens, ended with everything that it started.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface SaidServer {
  readonly port: string
  /** What it wrote so far. */
  readonly stdout: () => string
  readonly stop: () => Promise<void>
}

export interface SaidServerOptions {
  readonly cwd: string
  /** Replaces the environment, but for PATH. */
  readonly env: Readonly<Record<string, string>>
}

const DEADLINE_MS = 60_000
const POLL_MS = 50
/** Either to people or as a line of a log. */
const SAID_URL = /(?:at |"url":")http:\/\/[^/\s"]+?:(\d+)/

/** Runs shell commands that do not end by themselves. */
export async function startSaidServer(
  commands: string,
  { cwd, env }: SaidServerOptions,
): Promise<SaidServer> {
  const child = spawn('sh', ['-ec', commands], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: npx, a shell and the program end together.
    detached: true,
  })
  let stdout = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    said += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    endGroup(child)
    await gone
  }
  await waitUntil(() => SAID_URL.test(said) || child.exitCode !== null, DEADLINE_MS)
  const port = SAID_URL.exec(said)?.[1]
  if (port !== undefined) return { port, stdout: () => stdout, stop }
  await stop()
  throw new Error(`no server came up:\n${said}`)
}

function endGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

/** `false` if the deadline came first. */
export async function waitUntil(isDone: () => boolean, deadlineMs: number): Promise<boolean> {
  const endMs = Date.now() + deadlineMs
  while (!isDone()) {
    if (Date.now() > endMs) return false
    await sleep(POLL_MS)
  }
  return true
}
