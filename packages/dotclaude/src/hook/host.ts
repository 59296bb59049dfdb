// What the hook is handed of the machine, so that everything behind the entry can be tested in one process.

export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that the process was started in, absolute. */
  readonly cwd: string
  /** The user's own folder, absolute. */
  readonly home: string
  readonly isWindows: boolean
  readonly now: () => Date
}
