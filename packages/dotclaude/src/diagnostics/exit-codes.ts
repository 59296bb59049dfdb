// What the exit code of a command means. A fixed small set: how much is wrong is said in words.

export interface ExitCodes {
  readonly OK: 0
  /** A rule failed. */
  readonly VALIDATION: 1
  /** The command could not do its work. */
  readonly ENV: 2
  readonly USAGE: 64
}

export const EXIT_CODES: ExitCodes = Object.freeze({ OK: 0, VALIDATION: 1, ENV: 2, USAGE: 64 })
