// Starts git, gh or ssh for a store: with a deadline, with no terminal to ask on, and with its output kept to a bound. A
// program and whatever it started end together.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export interface ProgramCall {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly input?: string | Uint8Array
  readonly timeoutMs: number
}

export interface ProgramRun {
  /** `null` where it was not started or was stopped. */
  readonly code: number | null
  readonly stdout: Buffer
  readonly stderr: string
  readonly ended: 'by itself' | 'missing' | 'late' | 'too much'
}

const OUTPUT_BYTES_MAX = 256 * 1024 * 1024

export function runProgram({ program, args, env, cwd, input, timeoutMs }: ProgramCall): Promise<ProgramRun> {
  return new Promise((resolve) => {
    // A session of its own has no terminal, so neither git nor ssh can ask for a password there.
    const child = spawn(program, args, { cwd, env, detached: true, windowsHide: true })
    const chunks: Buffer[] = []
    const said: Buffer[] = []
    let ended: ProgramRun['ended'] = 'by itself'
    let bytes = 0
    const stop = (why: ProgramRun['ended']): void => {
      ended = why
      endGroup(child)
    }
    const timer = setTimeout(() => stop('late'), timeoutMs)
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > OUTPUT_BYTES_MAX) stop('too much')
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', () => {
      ended = 'missing'
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      const stdout = Buffer.concat(chunks)
      resolve({
        code: ended === 'by itself' ? code : null,
        stdout,
        stderr: Buffer.concat(said).toString('utf8'),
        ended,
      })
    })
    // It may end without reading what it was given.
    child.stdin.on('error', () => undefined).end(input)
  })
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
