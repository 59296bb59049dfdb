/**
 * A body as lines (merge-semantics §2): where they end, what is taken off them, and which of them are refused
 * before anyone looks at their words.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import type { RefusalCode } from '../../src/exposition/report.ts'

export type Framing = 'complete' | 'close'

export interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
  /** How many things were taken off: a byte-order mark, a carriage return. */
  readonly normalized: number
  readonly fault?: RefusalCode
}

const BYTE_ORDER_MARK = '\xEF\xBB\xBF'

export function linesOf(
  body: string,
  format: ExpositionFormat,
  framing: Framing,
  lineBytesMax: number,
): readonly Line[] {
  const raw = body.split('\n')
  // What stands after the last LF is a line of its own only if there is something.
  const isLastUnended = raw.at(-1) !== ''
  if (!isLastUnended) raw.pop()
  return raw.map((text, index) => {
    const line = format === 'text' ? textLine(text, index + 1) : openMetricsLine(text, index + 1)
    if (text.length > lineBytesMax) return { ...line, fault: 'LINE_TOO_LONG' }
    const isCut = format === 'text' && framing === 'close' && isLastUnended && index === raw.length - 1
    return isCut ? { ...line, fault: 'BODY_TRUNCATED' } : line
  })
}

function textLine(raw: string, number: number): Line {
  const marked = number === 1 && raw.startsWith(BYTE_ORDER_MARK)
  const returned = raw.endsWith('\r')
  const text = raw.slice(marked ? BYTE_ORDER_MARK.length : 0, returned ? -1 : raw.length)
  return { number, text, normalized: Number(marked) + Number(returned) }
}

function openMetricsLine(text: string, number: number): Line {
  const isInvalid =
    text === '' || /^[ \t]|\r$/.test(text) || (number === 1 && text.startsWith(BYTE_ORDER_MARK))
  return { number, text, normalized: 0, ...(isInvalid ? { fault: 'LINE_INVALID' } : {}) }
}
