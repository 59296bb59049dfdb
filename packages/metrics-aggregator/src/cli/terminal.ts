/**
 * What a command has of the world outside: environment, output, input, signals. Commands are handed one, so that they
 * run in a test as they run in a shell.
 */
import type { Environment } from '../config/read-settings.ts'

export interface Terminal {
  readonly env: Environment
  /** Results go to standard output. */
  readonly writeResult: (content: string | Uint8Array) => void
  /** Progress and remarks for people go to standard error. */
  readonly writeRemark: (text: string) => void
  /** Whether results and remarks may be coloured. */
  readonly hasColor: boolean
  readonly readInput: () => Promise<Uint8Array>
  /** From this call on, signals that ask to stop are collected instead of ending the process. */
  readonly collectStops: () => StopQueue
  /** From this call on, SIGHUP asks for a reload instead of ending the process. */
  readonly onReload: (reload: () => void) => void
}

export type Stop = 'SIGTERM' | 'SIGINT'

export interface StopQueue {
  /** The next request to stop, in the order of arrival. */
  readonly next: () => Promise<Stop>
}

const COLOR = { error: '31', warning: '33', bold: '1' } as const

/** Wraps text in a colour, or leaves it where colours are off. */
export type Paint = (color: keyof typeof COLOR, text: string) => string

export function painter(hasColor: boolean): Paint {
  return (color, text) => (hasColor ? `\u001B[${COLOR[color]}m${text}\u001B[0m` : text)
}
