// The process of dotclaude: its name and its words become a command, the command's outcome its exit code.
import { PROGRAM } from './cli/commands.ts'
import { wordsOfName } from './cli/invoked-name.ts'
import { processTerminal } from './cli/process-terminal.ts'
import { reportFailure } from './cli/report-failure.ts'
import { runProgram } from './cli/run-program.ts'

const [, invokedAs = '', ...given] = process.argv
const names = [...PROGRAM.commands, ...PROGRAM.reserved].map(({ name }) => name)
const words = [...wordsOfName(invokedAs, names), ...given]
const terminal = processTerminal()

// Node would end with 1, which is the exit code of a rule that failed.
process.on('uncaughtException', (error) => {
  process.exitCode = reportFailure(error, words, terminal)
})
// Never process.exit: what was written still has to drain.
process.exitCode = await runProgram(PROGRAM, words, terminal)
