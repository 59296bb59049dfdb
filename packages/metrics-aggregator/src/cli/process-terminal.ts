/** The terminal of the running process. */
import { buffer } from 'node:stream/consumers'
import { isatty } from 'node:tty'
import type { Stop, StopQueue, Terminal } from './terminal.ts'

const STOPS: readonly Stop[] = ['SIGTERM', 'SIGINT']

export function processTerminal(): Terminal {
  const { env, stdout, stderr, stdin } = process
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  return {
    env,
    writeResult: (content) => void stdout.write(content),
    writeRemark: (text) => void stderr.write(text),
    hasColor: isatty(stdout.fd) && isatty(stderr.fd) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    readInput: () => buffer(stdin),
    collectStops: () => collectStops(),
  }
}

/** `check … | head` closes the pipe early; that is no failure of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function collectStops(): StopQueue {
  const arrived: Stop[] = []
  const waiting: ((stop: Stop) => void)[] = []
  for (const stop of STOPS) {
    process.on(stop, () => {
      const resolve = waiting.shift()
      if (resolve === undefined) arrived.push(stop)
      else resolve(stop)
    })
  }
  return {
    next: () => {
      const stop = arrived.shift()
      return stop === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(stop)
    },
  }
}
