/** The process of metrics-aggregator: its words become a command, the command's outcome its exit code. */
import { COMMANDS } from './cli/commands.ts'
import { processTerminal } from './cli/process-terminal.ts'
import { runProgram } from './cli/run-program.ts'

// Never process.exit: what was written still has to drain. Nothing is awaited here, because the bundle is CommonJS.
void runProgram(COMMANDS, process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code
})
