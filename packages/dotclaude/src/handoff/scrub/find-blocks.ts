// Private keys in their armour, whole or cut at either end, in files, in strings with escaped line breaks, in diffs and quotes.
import { createSingleScan } from './beginnings.ts'
import type { Beginnings } from './beginnings.ts'
import { characterSet, trimmed } from './characters.ts'
import type { Span } from './secret-form.ts'

/** Five dashes, or what a word processor makes of them. */
const DASHES = '[-\u2013\u2014]{2,5}'
const LABEL = '(?:(?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V\\d)'
const BEGIN = new RegExp(`${DASHES}BEGIN ${LABEL}${DASHES}`, 'g')
const END = new RegExp(`${DASHES}END ${LABEL}${DASHES}`, 'g')
/** How the base64 of a private key begins, whose armour was taken off: a public one holds no version number there. */
const BARE =
  /(?<![A-Za-z0-9+/])(?:MII[A-Za-z0-9+/]{3}IBA(?:AK[BC]|DANBgkqhkiG9w0BAQEFAASC)|MC4CAQAwBQYDK2Vw|MHcCAQEEI|MIG[A-Za-z0-9+/]AgE(?:AMB|BBD)|b3BlbnNzaC1rZXktdjEA)[A-Za-z0-9+/]{16,}={0,2}(?:(?:\\{1,8}r)?(?:\\{1,8}n|\r?\n)[ \t>|+"'#-]{0,12}[A-Za-z0-9+/]{16,}={0,2})*(?:(?:\\{1,8}r)?(?:\\{1,8}n|\r?\n)[ \t>|+"'#-]{0,12}[A-Za-z0-9+/]{1,15}={1,2})?/y
export const KEY_BEGINNINGS: Beginnings = { words: ['MII', 'MC4CAQAw', 'MHcCAQEEI', 'MIG', 'b3BlbnNz'] }
const scan = createSingleScan(KEY_BEGINNINGS)
const PUTTY = /PuTTY-User-Key-File-\d:/g
const PUTTY_END = /Private-MAC: ?[a-f0-9]+/y
const PUTTY_LENGTH_MAX = 20_000
const BLOCK_LENGTH_MAX = 64 * 1_024
const LINE_LENGTH_MAX = 8_192
const PIECE_LENGTH_MIN = 256
const BEFORE_LINE = characterSet(/[\s>+|"'`#*,-]/)
const BEHIND_LINE = characterSet(/[\s"'`,\\+|]/)
/** A line of the body after what quotes, diffs and strings put around it. */
const BODY_LINE =
  /^(?:[A-Za-z0-9+/]{20,}={0,2}|[A-Za-z0-9+/]{1,76}={1,2}|=[A-Za-z0-9+/]{4}|(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID): .*|)$/
const LAST_LINE = /^[A-Za-z0-9+/]{1,19}$/
const FIRST_BREAK = /(?:\\{1,8}r)?\\{1,8}n|\r?\n/
const BREAK = new RegExp(FIRST_BREAK.source, 'g')

export function findBlocks(text: string, places: readonly number[] = scan(text)): readonly Span[] {
  const hasKey = text.includes('PRIVATE KEY') || text.includes('OpenVPN Static key')
  const begins = hasKey ? linesLike(text, BEGIN) : []
  const ends = hasKey ? linesLike(text, END) : []
  const putty = text.includes('PuTTY-User-Key-File-') ? linesLike(text, PUTTY) : []
  return [
    ...blocksFrom(text, begins, ends),
    ...ends.flatMap((end) => blockBefore(text, end)),
    ...bareKeys(text, places),
    ...puttyKeys(text, putty),
  ]
}

function linesLike(text: string, pattern: RegExp): readonly Line[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }))
}

/** From the first line of a file to the sum at its end. */
function puttyKeys(text: string, begins: readonly Line[]): readonly Span[] {
  const spans: Span[] = []
  let mac = 0
  for (const { start, end } of begins) {
    if (start < (spans.at(-1)?.end ?? 0)) continue
    if (mac !== -1 && mac < end) mac = text.indexOf('Private-MAC:', end)
    if (mac === -1 || mac - end > PUTTY_LENGTH_MAX) continue
    PUTTY_END.lastIndex = mac
    if (PUTTY_END.test(text)) spans.push({ start, end: PUTTY_END.lastIndex, kind: 'private-key' })
  }
  return spans
}

function bareKeys(text: string, places: readonly number[]): readonly Span[] {
  const spans: Span[] = []
  for (const start of places) {
    BARE.lastIndex = start
    if (start >= (spans.at(-1)?.end ?? 0) && BARE.test(text))
      spans.push({ start, end: BARE.lastIndex, kind: 'private-key' })
  }
  return spans
}

/** What begins here and ends before the next begins, or else as far as it looks like a body. */
function blocksFrom(text: string, begins: readonly Line[], ends: readonly Line[]): readonly Span[] {
  let order = 0
  return begins.flatMap((begin, index) => {
    while ((ends[order]?.start ?? text.length) < begin.end) order++
    const end = ends[order]
    const next = begins[index + 1]?.start ?? text.length
    const isWhole = end !== undefined && end.start < next && end.end <= begin.end + BLOCK_LENGTH_MAX
    const to = isWhole ? end.end : bodyEnd(text, begin.end)
    return hasBody(text.slice(begin.end, to)) ? [{ start: begin.start, end: to, kind: 'private-key' }] : []
  })
}

/** How far a body without an end goes: as long as its lines look like one. */
function bodyEnd(text: string, bodyStart: number): number {
  let end = bodyStart
  for (const line of linesFrom(text, bodyStart)) {
    const bare = strip(text.slice(line.start, line.end))
    if (LAST_LINE.test(bare)) return line.end
    if (!BODY_LINE.test(bare)) return end
    if (bare !== '') end = line.end
  }
  return end
}

/** The end of a key whose beginning was cut off. */
function blockBefore(text: string, end: Line): readonly Span[] {
  let { start } = end
  for (const line of linesBefore(text, end.start)) {
    const written = text.slice(line.start, line.end)
    const bare = strip(written)
    if (!BODY_LINE.test(bare) && !(LAST_LINE.test(bare) && start === end.start)) break
    if (bare !== '') start = line.start + written.indexOf(bare)
  }
  return hasBody(text.slice(start, end.start)) ? [{ start, end: end.end, kind: 'private-key' }] : []
}

function hasBody(body: string): boolean {
  return /[A-Za-z0-9+/]{20}/.test(body) && !/^[\s\\n]*(?:\.{3}|…|<(?!br)|x{6})/.test(body)
}

interface Line {
  readonly start: number
  readonly end: number
}

/** One after the other, so that whoever stops at the second does not pay for all. A longer line is no line of a key. */
function* linesFrom(text: string, from: number): Generator<Line> {
  const limit = Math.min(text.length, from + BLOCK_LENGTH_MAX)
  let start = from
  for (;;) {
    const end = Math.min(limit, start + LINE_LENGTH_MAX)
    const lineBreak = FIRST_BREAK.exec(text.slice(start, end))
    if (lineBreak !== null) yield { start, end: start + lineBreak.index }
    else if (end === limit) yield { start, end }
    if (lineBreak === null) return
    start += lineBreak.index + lineBreak[0].length
  }
}

/** The last line first, piece by piece. */
function* linesBefore(text: string, to: number): Generator<Line> {
  const least = Math.max(0, to - BLOCK_LENGTH_MAX)
  let end = to
  let length = PIECE_LENGTH_MIN
  for (;;) {
    const from = Math.max(least, end - length)
    const breaks = [...text.slice(from, end).matchAll(BREAK)].toReversed()
    for (const { index, 0: found } of breaks) {
      yield { start: from + index + found.length, end }
      end = from + index
    }
    if (from === least) break
    if (breaks.length > 0) continue
    if (length >= LINE_LENGTH_MAX) return
    length *= 2
  }
  yield { start: least, end }
}

function strip(line: string): string {
  return trimmed(line, BEFORE_LINE, BEHIND_LINE)
}
