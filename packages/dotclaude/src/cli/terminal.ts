// What a command has of the world outside: environment, current folder, output, input. Commands are handed one, so that
// they run in a test as they run in a shell.

export type Environment = Readonly<Record<string, string | undefined>>

export interface Terminal {
  readonly env: Environment
  /** The current folder; relative paths of the command line start here. */
  readonly cwd: string
  /** The user's own folder, for settings that are not the repository's. */
  readonly home: string
  /** Where the machine's own settings begin. */
  readonly machine: string
  /** Results go to standard output. */
  readonly writeResult: (text: string) => void
  /** Progress and remarks for people go to standard error. */
  readonly writeRemark: (text: string) => void
  /** Whether results may be coloured. */
  readonly hasColor: boolean
  readonly now: () => Date
  /** Asks the person at the terminal for a line; absent where nobody sits there. */
  readonly ask?: (question: string) => Promise<string>
}

const COLOR = { red: '31', green: '32', yellow: '33', bold: '1', dim: '2' } as const

/** Wraps text in a colour, or leaves it where colours are off. */
export type Paint = (color: keyof typeof COLOR, text: string) => string

export function painter(hasColor: boolean): Paint {
  return (color, text) => (hasColor ? `\u001B[${COLOR[color]}m${text}\u001B[0m` : text)
}
