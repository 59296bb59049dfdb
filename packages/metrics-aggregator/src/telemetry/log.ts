/**
 * Log lines: one JSON object each, filtered by level, handed to a sink. A line holds no control character, whatever a
 * field holds, so that a target cannot forge lines or reach the terminal of whoever reads them.
 */

import { isoTime } from './iso-time.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
export type LogMethod = (msg: string, fields?: LogFields) => void
export type Log = Readonly<Record<LogLevel, LogMethod>>

export interface LogOptions {
  /** The least severe level that is written. */
  readonly level: LogLevel
  /** Takes a line without its line end. */
  readonly write: (line: string) => void
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

export function createLog({ level, write, now = Date.now }: LogOptions): Log {
  const least = LEVELS.indexOf(level)
  const method = (own: LogLevel): LogMethod => {
    if (LEVELS.indexOf(own) < least) return () => undefined
    return (msg, fields = {}) => write(formatLine({ ts: isoTime(now()), level: own, msg, ...fields }))
  }
  return { debug: method('debug'), info: method('info'), warn: method('warn'), error: method('error') }
}

/** JSON escapes the controls below the space and leaves those above; the second step is ours. */
function formatLine(fields: LogFields): string {
  return JSON.stringify(fields).replace(UNESCAPED_CONTROLS, escapeCharacter)
}

// The classes Cc, Zl and Zp spelled out, because a Unicode class would load a megabyte of tables into a small daemon.
// oxlint-disable-next-line no-control-regex
const UNESCAPED_CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
