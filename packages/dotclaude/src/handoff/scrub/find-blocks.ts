// Private keys in their armour, whole or cut at either end, in files, in strings with escaped line breaks, in diffs and quotes.
import type { Span } from './secret-form.ts'

/** Five dashes, or what a word processor makes of them. */
const DASHES = '[-\u2013\u2014]{2,5}'
const LABEL = '(?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?'
const BEGIN = new RegExp(`${DASHES}BEGIN ${LABEL}${DASHES}`, 'g')
const END = new RegExp(`${DASHES}END ${LABEL}${DASHES}`, 'g')
/** How the base64 of a private key begins, whose armour was taken off: a public one holds no version number there. */
const BARE =
  /(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3}IBA(?:AK[BC]|DANBgkqhkiG9w0BAQEFAASC)|MC4CAQAwBQYDK2Vw|MHcCAQEEI|MIG[A-Za-z0-9+/]AgE(?:AMB|BBD)|b3BlbnNzaC1rZXktdjEA)[A-Za-z0-9+/]{16,}={0,2}(?:(?:\\{1,8}r)?(?:\\{1,8}n|\r?\n)[ \t>|+"'#-]{0,12}[A-Za-z0-9+/]{16,}={0,2})*(?:(?:\\{1,8}r)?(?:\\{1,8}n|\r?\n)[ \t>|+"'#-]{0,12}[A-Za-z0-9+/]{1,15}={1,2})?/g
const PUTTY = /PuTTY-User-Key-File-\d:[^]{0,20000}?Private-MAC: ?[a-f0-9]+/g
const BLOCK_LENGTH_MAX = 64 * 1_024
/** A line of the body after what quotes, diffs and strings put around it. */
const BODY_LINE =
  /^(?:[A-Za-z0-9+/]{20,}={0,2}|[A-Za-z0-9+/]{1,76}={1,2}|=[A-Za-z0-9+/]{4}|(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID): .*|)$/
const LAST_LINE = /^[A-Za-z0-9+/]{1,19}$/
const BREAK = /(?:\\{1,8}r)?\\{1,8}n|\r?\n/g

export function findBlocks(text: string): readonly Span[] {
  const hasKey = text.includes('PRIVATE KEY')
  const putty = text.includes('PuTTY-User-Key-File-') ? [...text.matchAll(PUTTY)] : []
  return [
    ...(hasKey
      ? [...text.matchAll(BEGIN)].flatMap(({ index, 0: line }) => blockFrom(text, index, index + line.length))
      : []),
    ...(hasKey
      ? [...text.matchAll(END)].flatMap(({ index, 0: line }) => blockBefore(text, index, index + line.length))
      : []),
    ...[...text.matchAll(BARE)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      kind: 'private-key',
    })),
    ...putty.map(({ index, 0: found }) => ({ start: index, end: index + found.length, kind: 'private-key' })),
  ]
}

function blockFrom(text: string, start: number, bodyStart: number): readonly Span[] {
  const area = text.slice(bodyStart, bodyStart + BLOCK_LENGTH_MAX)
  const end = new RegExp(END.source).exec(area)
  const next = new RegExp(BEGIN.source).exec(area)
  const isWhole = end !== null && (next === null || next.index > end.index)
  const length = isWhole ? end.index + end[0].length : bodyLength(area)
  return hasBody(area.slice(0, length)) ? [{ start, end: bodyStart + length, kind: 'private-key' }] : []
}

/** How far a body without an end goes: as long as its lines look like one. */
function bodyLength(area: string): number {
  let length = 0
  for (const line of linesOf(area)) {
    const bare = strip(line.text)
    if (LAST_LINE.test(bare)) return line.end
    if (!BODY_LINE.test(bare)) return length
    if (bare !== '') length = line.end
  }
  return length
}

/** The end of a key whose beginning was cut off. */
function blockBefore(text: string, endStart: number, end: number): readonly Span[] {
  const from = Math.max(0, endStart - BLOCK_LENGTH_MAX)
  const lines = linesOf(text.slice(from, endStart))
  let start = endStart
  for (const line of lines.toReversed()) {
    const bare = strip(line.text)
    if (!BODY_LINE.test(bare) && !(LAST_LINE.test(bare) && start === endStart)) break
    if (bare !== '') start = from + line.start + line.text.indexOf(bare)
  }
  return hasBody(text.slice(start, endStart)) ? [{ start, end, kind: 'private-key' }] : []
}

function hasBody(body: string): boolean {
  return /[A-Za-z0-9+/]{20}/.test(body) && !/^[\s\\n]*(?:\.{3}|…|<(?!br)|x{6})/.test(body)
}

interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
}

function linesOf(area: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  for (const { index, 0: found } of area.matchAll(BREAK)) {
    lines.push({ text: area.slice(start, index), start, end: index })
    start = index + found.length
  }
  return [...lines, { text: area.slice(start), start, end: area.length }]
}

function strip(line: string): string {
  return line.replace(/^[\s>+|"'`#*,-]+|[\s"'`,\\+|]+$/g, '')
}
