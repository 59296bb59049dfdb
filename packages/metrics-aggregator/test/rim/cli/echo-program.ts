// A program for process-terminal.test.ts: it greets, repeats its input, and says which signals ask it to stop. It writes
// much more than a pipe holds if it is told to.
import { processTerminal } from '../../../src/cli/process-terminal.ts'

const terminal = processTerminal()
const [mode] = process.argv.slice(2)
if (mode === 'much') terminal.writeResult('line\n'.repeat(100_000))
if (mode === 'repeat') terminal.writeResult(await terminal.readInput())
if (mode === 'color') terminal.writeResult(`${terminal.hasColor} ${terminal.env['GREETING']}\n`)
if (mode === 'stops') {
  const stops = terminal.collectStops()
  const alive = setInterval(() => undefined, 1_000)
  terminal.writeRemark('ready\n')
  terminal.writeRemark(`${await stops.next()}\n`)
  terminal.writeResult(`${await stops.next()}\n`)
  clearInterval(alive)
}
