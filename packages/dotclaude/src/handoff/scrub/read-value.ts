// The value that stands at a place of a text, as the languages write values: in quotes, escaped quotes, or bare up to what
// ends a value there.
import { characterSet, trimmed } from './characters.ts'
import type { Writing } from './secret-value.ts'

export interface Value {
  readonly start: number
  readonly end: number
  readonly writing: Writing
}

const VALUE_LENGTH_MAX = 4_096
const NONE = characterSet(/(?!)/)
const OF_END = characterSet(/["',;)\]}]/)
const OPENING = /[bfrLuBFR@$]{0,2}(\\*)("{3}|'{3}|["'`])/y
const REST_OF_LINE = /[^\s`]{1,4096}/y
const BARE = /[^\s"'`,;<>(){}|]{1,4096}/y

/** `isLine`: the value is what remains of the line, as in files of variables. */
export function readValue(text: string, at: number, isLine: boolean): Value | undefined {
  OPENING.lastIndex = at
  const quoted = OPENING.exec(text)
  return quoted === null
    ? readBare(text, at, isLine)
    : readQuoted(text, OPENING.lastIndex, (quoted[2] ?? '"').charAt(0), (quoted[1] ?? '').length)
}

/** A quote that was escaped ends with one that is escaped as often; one that was not passes over escaped ones. */
function readQuoted(text: string, start: number, quote: string, escapes: number): Value | undefined {
  const limit = Math.min(text.length, start + VALUE_LENGTH_MAX)
  for (let at = start; at < limit; at++) {
    if (text[at] === '\n')
      return text[start] === '\n' || at === start
        ? undefined
        : { start, end: trimEnd(text, start, at), writing: 'quoted' }
    if (text[at] !== quote) continue
    const before = escapesBefore(text, start, at)
    if (before === escapes || (escapes === 0 && before % 2 === 0))
      return { start, end: at - (escapes === 0 ? 0 : before), writing: 'quoted' }
  }
  return { start, end: limit, writing: 'quoted' }
}

function escapesBefore(text: string, start: number, at: number): number {
  let count = 0
  while (at - count > start && text[at - count - 1] === '\\') count++
  return count
}

/** A value that never ends was cut, or is wrapped: its first line is what there is. */
function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length
}

function readBare(text: string, at: number, isLine: boolean): Value | undefined {
  const run = isLine ? REST_OF_LINE : BARE
  run.lastIndex = at
  const [found] = run.exec(text) ?? []
  // A call gives a value and is none.
  if (found === undefined || (!isLine && text[at + found.length] === '(')) return undefined
  // What follows is the next of several, an escaped line break, or the quote and bracket of whatever stands around.
  const cut = found.search(/&(?:amp;)?[\w.-]+=|\\+[nr"']|;[\w .-]+=|"(?=[,\]}):]|$)/)
  const own = trimmed(cut === -1 ? found : found.slice(0, cut), NONE, OF_END)
  return own === '' ? undefined : { start: at, end: at + own.length, writing: isLine ? 'line' : 'bare' }
}
