// The terminal of the running process.
import { homedir } from 'node:os'
import { parse } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Failure } from '../diagnostics/failure.ts'
import type { Terminal } from './terminal.ts'

export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process
  let isBroken = false
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    const isFirst = !isBroken
    isBroken = true
    // `dotclaude check | head` closes the pipe early, and that is no failure of ours.
    if (isFirst && error.code !== 'EPIPE')
      throw new Failure('ENV_FILE_UNWRITABLE', { path: 'standard output', detail: error.message })
  })
  // Nothing is left to say it with; the exit code still tells.
  stderr.on('error', () => undefined)
  return {
    env,
    cwd: process.cwd(),
    home: homedir(),
    machine: parse(process.cwd()).root,
    writeResult: (text) => {
      if (!isBroken) stdout.write(text)
    },
    writeRemark: (text) => void stderr.write(text),
    // The presence of NO_COLOR counts, also when it is empty: that is how it always was here.
    hasColor: stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb',
    now: () => new Date(),
    ...(process.stdin.isTTY && stderr.isTTY && { ask }),
  }
}

/** On standard error, because results may go into a pipe. */
async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await reader.question(question)
  } finally {
    reader.close()
  }
}
