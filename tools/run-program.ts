// Runs a program to its end or to its deadline, with everything that it started, and keeps what was said. It never
// throws: a program that cannot even start has failed.
import { type ChildProcess, spawn } from 'node:child_process'

const EXIT_CANNOT = 2

export interface Finished {
  readonly ok: boolean
  readonly output: string
}

/** The group, because a worker that spins outlives the program that started it. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

export function runProgram(
  [program = '', ...args]: readonly string[],
  deadlineMs: number,
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    const stop = (): void => {
      output += `${program} was stopped after ${deadlineMs / 1_000} s\n`
      killGroup(child)
    }
    const timer = setTimeout(stop, deadlineMs)
    // A group of its own does not hear the terminal's Ctrl-C.
    const interrupt = (): void => {
      killGroup(child)
      process.exit(EXIT_CANNOT)
    }
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
    const finish = (finished: Finished): void => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      resolve(finished)
    }
    child.on('error', (error) => finish({ ok: false, output: `${program}: ${error.message}\n` }))
    child.on('close', (code) => finish({ ok: code === 0, output }))
  })
}
