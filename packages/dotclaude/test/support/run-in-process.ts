// Runs the program in this process, in a folder of the test's choosing.
import { PROGRAM } from '../../src/cli/commands.ts'
import { runProgram } from '../../src/cli/run-program.ts'
import { memoryTerminal } from './memory-terminal.ts'
import type { TerminalOptions } from './memory-terminal.ts'

export interface InProcessRun {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

export async function runInProcess(
  words: readonly string[],
  options: TerminalOptions = {},
): Promise<InProcessRun> {
  const terminal = memoryTerminal(options)
  const exit = await runProgram(PROGRAM, words, terminal)
  return { exit, stdout: terminal.results(), stderr: terminal.remarks() }
}

/** The codes in a report that was printed with `--json`, in its order. */
export function codesIn(stdout: string): readonly string[] {
  const { events } = JSON.parse(stdout) as { events: { details?: { code?: string } }[] }
  return events.flatMap(({ details }) => (details?.code === undefined ? [] : [details.code]))
}
