/**
 * Another program while it runs: started, waited for until it is ready, and stopped. Every wait has a deadline, and a
 * program that ends before it is ready says its last words in the error.
 */
import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningProgram {
  readonly pid: number
  /** SIGTERM unless another signal is named, and SIGKILL to one that does not listen. Resolves when it is gone. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
}

export interface ProgramOptions {
  /** Answers once the program is ready. */
  readonly readyUrl: string
  /** How to ask that URL, where fetch does not get there. */
  readonly answers?: (url: string) => Promise<boolean>
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

const READY_DEADLINE_MS = 30_000
const STOP_DEADLINE_MS = 5_000
const POLL_MS = 50
const LAST_WORDS_MAX = 4_000

export async function startProgram(
  [program = '', ...args]: readonly string[],
  { readyUrl, answers = fetchAnswers, env = {}, cwd }: ProgramOptions,
): Promise<RunningProgram> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    ...(cwd !== undefined && { cwd }),
  })
  let lastWords = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS_MAX)
  })
  let isGone = false
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => (lastWords += error.message))
    child.once('close', resolve)
  }).then(() => void (isGone = true))
  const stop: RunningProgram['stop'] = async (signal = 'SIGTERM') => {
    child.kill(signal)
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS)
    await gone
    clearTimeout(patience)
  }
  const isSettled = await waitUntil(async () => isGone || (await answers(readyUrl)), READY_DEADLINE_MS)
  if (isSettled && !isGone) return { pid: child.pid ?? 0, stop }
  await stop()
  throw new Error(`${program} did not become ready:\n${lastWords}`)
}

/** Asks again and again; `false` if the deadline came first. */
export async function waitUntil(isDone: () => Promise<boolean>, deadlineMs: number): Promise<boolean> {
  const endMs = Date.now() + deadlineMs
  while (!(await isDone())) {
    if (Date.now() > endMs) return false
    await sleep(POLL_MS)
  }
  return true
}

async function fetchAnswers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
