// One run in this process. Sets the exit code and never ends the process: what was written still has to drain.
import { PROGRAM } from './commands.ts'
import { wordsOfName } from './invoked-name.ts'
import { processTerminal } from './process-terminal.ts'
import { reportFailure } from './report-failure.ts'
import { runProgram } from './run-program.ts'

export async function start(invokedAs: string, given: readonly string[]): Promise<void> {
  const names = PROGRAM.commands.map(({ name }) => name.split(' ')[0] ?? name)
  const words = [...wordsOfName(invokedAs, names), ...given]
  const terminal = processTerminal()
  // Node would end with 1, which is the exit code of a rule that failed. What breaks beside the command, such as standard
  // output, decides the exit code whatever the command says.
  let broken: number | undefined
  process.on('uncaughtException', (error) => {
    broken = reportFailure(error, words, terminal)
    process.exitCode = broken
  })
  const exitCode = await runProgram(PROGRAM, words, terminal)
  process.exitCode = broken ?? exitCode
}
