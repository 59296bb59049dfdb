// Runs a program of this repository to its end, as a shell would, and gives back everything a user sees of it.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const REPOSITORY_ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const DEADLINE_MS = 30_000

export type PackageName = 'metrics-aggregator' | 'dotclaude'

export interface RunOptions {
  readonly input?: string | Uint8Array
  /** Replaces the environment, but for PATH. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly deadlineMs?: number
}

export interface Run {
  /** `null` when a signal ended it; the deadline sends SIGKILL. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The command line of a program as built: what users get. Needs `npm run build`. */
export function builtProgram(name: PackageName): string[] {
  const folder = join(REPOSITORY_ROOT, 'packages', name, 'dist')
  const file = ['main.cjs', 'main.js'].find((candidate) => existsSync(join(folder, candidate))) ?? 'main.js'
  return [process.execPath, join(folder, file)]
}

/** The command line of a program straight from its sources: for tests that run before anything is built. */
export function sourceProgram(name: PackageName): string[] {
  const loader = createRequire(import.meta.url).resolve('tsx')
  return [process.execPath, '--import', loader, join(REPOSITORY_ROOT, 'packages', name, 'src/main.ts')]
}

export function runCli(command: readonly string[], options: RunOptions = {}): Promise<Run> {
  const [program = '', ...args] = command
  const { input = '', env = {}, cwd, deadlineMs = DEADLINE_MS } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { PATH: process.env['PATH'] ?? '', ...env },
      timeout: deadlineMs,
      killSignal: 'SIGKILL',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    // A program may end without reading what it was given.
    child.stdin.on('error', () => undefined).end(input)
    child.on('error', reject)
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }))
  })
}
