// A terminal in memory: what a command wrote, in a folder and an environment of the test's choosing.
import type { Environment, Terminal } from '../../src/cli/terminal.ts'

export interface MemoryTerminal extends Terminal {
  readonly results: () => string
  readonly remarks: () => string
}

export interface TerminalOptions {
  readonly env?: Environment
  readonly cwd?: string
  readonly home?: string
  readonly machine?: string
  readonly hasColor?: boolean
  /** Milliseconds since the epoch. */
  readonly nowMs?: number
  /** What the person answers, in order; without it nobody sits at the terminal. */
  readonly answers?: readonly string[]
}

export function memoryTerminal(options: TerminalOptions = {}): MemoryTerminal {
  const { env = {}, cwd = '/nowhere', home = '/nowhere', machine = '/nowhere' } = options
  const { hasColor = false, nowMs = 0, answers } = options
  const results: string[] = []
  const remarks: string[] = []
  const left = [...(answers ?? [])]
  return {
    env,
    cwd,
    home,
    machine,
    hasColor,
    now: () => new Date(nowMs),
    writeResult: (text) => void results.push(text),
    writeRemark: (text) => void remarks.push(text),
    ...(answers !== undefined && {
      ask: (question: string): Promise<string> => {
        remarks.push(question)
        return Promise.resolve(left.shift() ?? '')
      },
    }),
    results: () => results.join(''),
    remarks: () => remarks.join(''),
  }
}
