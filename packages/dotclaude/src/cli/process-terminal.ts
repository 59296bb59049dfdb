// The terminal of the running process.
import { homedir } from 'node:os'
import type { Terminal } from './terminal.ts'

export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  return {
    env,
    cwd: process.cwd(),
    home: homedir(),
    writeResult: (text) => void stdout.write(text),
    writeRemark: (text) => void stderr.write(text),
    // The presence of NO_COLOR counts, also when it is empty: that is how it always was here.
    hasColor: stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
    now: () => new Date(),
  }
}

/** `dotclaude check | head` closes the pipe early; that is no failure of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
