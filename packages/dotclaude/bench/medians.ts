// Running programs to their end and comparing how long they take. Runs take turns, so that a busy machine disturbs all of
// them alike; medians are compared.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export interface Figure {
  readonly what: string
  readonly measured: string
  readonly limit: string
  readonly isWithin: boolean
}

/** Words for Node, what stands on its input, and how it must end. */
export interface Program {
  readonly args: readonly string[]
  readonly input?: string
  readonly exitCode?: number
  /** Instead of this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** The medians of several programs in milliseconds. The first run of each warms the caches and does not count. */
export function medians(programs: readonly Program[], runs: number, cwd: string): readonly number[] {
  const times = programs.map((): number[] => [])
  for (let turn = 0; turn <= runs; turn += 1)
    for (const [index, program] of programs.entries()) {
      const time = timeOf(program, cwd)
      if (turn > 0) times[index]?.push(time)
    }
  return times.map(median)
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
