// Running programs to their end and comparing how long they take. Runs take turns, so that a busy machine disturbs all of
// them alike; medians are compared.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Figure {
  readonly what: string
  readonly measured: string
  readonly limit: string
  /** Absent where nothing is promised. */
  readonly isWithin?: boolean
}

/** Words for Node, what stands on its input, and how it must end. */
export interface Program {
  readonly args: readonly string[]
  readonly input?: string
  readonly exitCode?: number
  /** Instead of this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Cost {
  readonly medianMs: number
  /** Of the processor, with what the program started; the mean, because the system counts coarsely. */
  readonly processorMs: number
}

/** What several programs cost. The first run of each warms the caches and does not count. */
export function costs(programs: readonly Program[], runs: number, cwd: string): readonly Cost[] {
  const taken = programs.map(() => ({ times: [] as number[], processorMs: 0 }))
  for (let turn = 0; turn <= runs; turn += 1)
    for (const [index, program] of programs.entries()) {
      const before = childrenMs()
      const time = timeOf(program, cwd)
      const own = taken[index]
      if (turn === 0 || own === undefined) continue
      own.times.push(time)
      own.processorMs += childrenMs() - before
    }
  return taken.map(({ times, processorMs }) => ({ medianMs: median(times), processorMs: processorMs / runs }))
}

/** The medians of several programs in milliseconds. */
export function medians(programs: readonly Program[], runs: number, cwd: string): readonly number[] {
  return costs(programs, runs, cwd).map(({ medianMs }) => medianMs)
}

const TICK_MS = 10

/** Processor time of all children so far, where the system tells. */
function childrenMs(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return (Number(fields[13]) + Number(fields[14])) * TICK_MS
  } catch {
    return Number.NaN
  }
}

/** Milliseconds of one run; what it prints is thrown away. */
export function timeOf({ args, input = '', exitCode = 0, env }: Program, cwd: string): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    input,
    stdio: ['pipe', 'ignore', 'pipe'],
    // What is denied is noted, and not among the user's own.
    env: { ...(env ?? process.env), XDG_STATE_HOME: join(cwd, '.git') },
  })
  const time = performance.now() - start
  if (status !== exitCode) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.toString()}`)
  return time
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
