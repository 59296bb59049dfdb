/** The exit codes of every command; public interface, like the codes of failures. */

export const EXIT = {
  /** Nothing wrong, or a clean stop. */
  ok: 0,
  /** The command ran and found something. */
  findings: 1,
  /** The command could not do its work. */
  failed: 2,
  /** The command was called wrongly. */
  usage: 64,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
