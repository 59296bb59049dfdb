// A terminal in memory: what a command wrote, what it is given to read, and when it is asked to stop.
import type { Environment } from '../../src/config/read-settings.ts'
import type { Stop, Terminal } from '../../src/cli/terminal.ts'

export interface MemoryTerminal extends Terminal {
  readonly results: () => string
  readonly remarks: () => string
}

export interface TerminalOptions {
  readonly env?: Environment
  readonly input?: string
  readonly hasColor?: boolean
  /** Requests to stop, all there from the beginning. */
  readonly stops?: readonly Stop[]
}

export function memoryTerminal({
  env = {},
  input = '',
  hasColor = false,
  stops = [],
}: TerminalOptions = {}): MemoryTerminal {
  const results: string[] = []
  const remarks: string[] = []
  const arrived = [...stops]
  return {
    env,
    hasColor,
    writeResult: (content) =>
      void results.push(typeof content === 'string' ? content : Buffer.from(content).toString()),
    writeRemark: (text) => void remarks.push(text),
    readInput: () => Promise.resolve(Buffer.from(input)),
    collectStops: () => ({
      next: () => {
        const stop = arrived.shift()
        return stop === undefined ? new Promise(() => undefined) : Promise.resolve(stop)
      },
    }),
    onReload: () => undefined,
    results: () => results.join(''),
    remarks: () => remarks.join(''),
  }
}
