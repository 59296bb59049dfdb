// Where the pieces of PowerShell text end: strings, here-strings, remarks, and what stands in brackets. Everything that
// reads the language moves one cursor forward with these.

export interface Cursor {
  readonly source: string
  at: number
}

export function isAtEnd({ source, at }: Cursor): boolean {
  return at >= source.length
}

export function signAt({ source, at }: Cursor): string {
  return source[at] ?? ''
}

export function startsWith({ source, at }: Cursor, text: string): boolean {
  return source.startsWith(text, at)
}

/** What a sticky pattern finds right here; the cursor moves behind it. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  const found = peek(cursor, pattern)
  if (found !== undefined) cursor.at += found[0].length
  return found
}

export function peek({ source, at }: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(source) ?? undefined
}

const BLANKS = /(?:[ \t\r]|`\r?\n)+/y
const REMARK = /<#[^]*?(?:#>|$)|#[^\n]*/y

/** Blanks, continued lines and remarks; line breaks too where they end nothing. */
export function skipBlanks(cursor: Cursor, isAcrossLines = false): void {
  while (
    take(cursor, BLANKS) !== undefined ||
    take(cursor, REMARK) !== undefined ||
    (isAcrossLines && take(cursor, /\n+/y) !== undefined)
  );
}

const HERE_STRING = /@(['"])[ \t\r]*\n([^]*?)(?:\n\1@|$)/y

/** The text of `@'…'@` or `@"…"@`, and which of the two it is. */
export function takeHereString(
  cursor: Cursor,
): { readonly text: string; readonly quote: string } | undefined {
  const [, quote, text] = take(cursor, HERE_STRING) ?? []
  return quote === undefined || text === undefined ? undefined : { text: text.replace(/\r$/, ''), quote }
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' }

/** What stands between the bracket here and its partner; the cursor moves behind the partner. */
export function takeBracket(cursor: Cursor): string {
  const close = CLOSING[signAt(cursor)] ?? ''
  const start = cursor.at + 1
  cursor.at = start
  while (!isAtEnd(cursor) && signAt(cursor) !== close) skipPiece(cursor)
  const inner = cursor.source.slice(start, cursor.at)
  cursor.at += 1
  return inner
}

const PIECE = /'(?:[^']|'')*(?:'|$)|`[^]|<#[^]*?(?:#>|$)|(?<=[\s;({]|^)#[^\n]*/y

function skipPiece(cursor: Cursor): void {
  const sign = signAt(cursor)
  if (takeHereString(cursor) !== undefined || take(cursor, PIECE) !== undefined) return
  if (sign === '"') skipDoubleQuoted(cursor)
  else if (sign in CLOSING) takeBracket(cursor)
  else cursor.at += 1
}

function skipDoubleQuoted(cursor: Cursor): void {
  cursor.at += 1
  while (!isAtEnd(cursor) && signAt(cursor) !== '"') {
    if (take(cursor, /`[^]/y) !== undefined) continue
    if (startsWith(cursor, '$(')) {
      cursor.at += 1
      takeBracket(cursor)
    } else cursor.at += 1
  }
  cursor.at += 1
}
