// Runs an acceptance command as a shell would, with a time limit that also ends what the command started.
import { spawn } from 'node:child_process'
import type { Environment } from '../terminal.ts'
import type { Evidence } from './evidence.ts'

export interface AcceptanceRun {
  readonly root: string
  readonly command: string
  readonly timeoutMs: number
  readonly tree: string
  readonly env: Environment
  readonly now: () => Date
}

export interface AcceptanceOutcome {
  readonly evidence: Evidence
  /** Its end, where it was long. */
  readonly output: string
}

const OUTPUT_LENGTH_MAX = 64 * 1024

export function runAcceptance(run: AcceptanceRun): Promise<AcceptanceOutcome> {
  const started = run.now()
  const startMs = performance.now()
  // A group of its own, so that the limit reaches everything below the shell. Windows has no such groups.
  const detached = process.platform !== 'win32'
  const child = spawn(run.command, {
    cwd: run.root,
    shell: true,
    detached,
    env: run.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let output = ''
  const keep = (text: string): void => void (output = (output + text).slice(-OUTPUT_LENGTH_MAX))
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  let timedOut = false
  const limit = setTimeout(() => {
    timedOut = true
    endAll(child.pid, detached)
  }, run.timeoutMs)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(limit)
      const durationMs = Math.round(performance.now() - startMs)
      const exitCode = timedOut ? null : code
      const { command, tree } = run
      const startedAt = started.toISOString()
      resolve({ evidence: { command, tree, exitCode, timedOut, durationMs, startedAt }, output })
    })
  })
}

function endAll(pid: number | undefined, isGroup: boolean): void {
  if (pid === undefined) return
  try {
    process.kill(isGroup ? -pid : pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}
