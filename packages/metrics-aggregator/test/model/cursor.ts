/**
 * A place in one line, and the fault that reading it can meet. The readers of the model throw a fault at the
 * first wrong byte and read-target.ts catches it, because a value for every step would hide the grammar.
 */
import type { RefusalCode } from '../../src/exposition/report.ts'

export interface Cursor {
  readonly text: string
  at: number
}

export class Fault extends Error {
  readonly code: RefusalCode
  /** From 1, in bytes. */
  readonly column: number

  constructor(code: RefusalCode, at: number) {
    super(code)
    this.code = code
    this.column = at + 1
  }
}

export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

export function skipBlanks(cursor: Cursor): void {
  while (isBlank(cursor.text[cursor.at])) cursor.at++
}

export function isAtEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length
}

/** Reads what the sticky pattern matches here; an empty string if it does not match. */
export function readMatch(cursor: Cursor, sticky: RegExp): string {
  sticky.lastIndex = cursor.at
  const found = sticky.exec(cursor.text)?.[0] ?? ''
  cursor.at += found.length
  return found
}

/** Steps over the expected text, or throws. */
export function expectText(cursor: Cursor, expected: string, code: RefusalCode): void {
  if (!cursor.text.startsWith(expected, cursor.at)) throw new Fault(code, cursor.at)
  cursor.at += expected.length
}
