/** The terminal of the running process. What only some commands need is loaded when they ask, to keep the daemon small. */
import type { Stop, StopQueue, Terminal } from './terminal.ts'

const STOPS: readonly Stop[] = ['SIGTERM', 'SIGINT']

export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  return {
    env,
    writeResult: (content) => void stdout.write(content),
    writeRemark: (text) => void stderr.write(text),
    hasColor: Boolean(stdout.isTTY && stderr.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    readInput: async () => (await import('node:stream/consumers')).buffer(process.stdin),
    collectStops: () => collectStops(),
    onReload: (reload) => void process.on('SIGHUP', reload),
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
