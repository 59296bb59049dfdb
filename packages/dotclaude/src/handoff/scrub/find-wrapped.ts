// Tokens that a terminal or a mail program broke over lines, or a program puts together from strings. Only forms that begin
// with a known keyword are looked for here: whether two pieces of anything else belong together is a guess.
import { findForms } from './find-forms.ts'
import type { Span } from './secret-form.ts'
import { toOriginal, viewWithout } from './view.ts'

/**
 * A line break between two characters of a token, with what quotes, diffs and indentation put before the next line. A word
 * that stands alone at either side belongs to a sentence. The pattern begins with what is rare and looks back from there, so
 * that most of a text is passed over.
 */
const BREAK_OF_LINE =
  /(?:\\?\r?\n|\\n)(?<=[\w+/=.-](?:\\?\r?\n|\\n))(?<!(?:^|[\s"'])[A-Z]?[a-z]{1,15}(?:\\?\r?\n|\\n))[ \t>|+]{0,12}(?=[\w+/=.-])(?![A-Z]?[a-z]{0,15}(?:[\s,.:;!?]|$))/
/** Two strings side by side, or with a sign between them that joins strings. */
const BREAK_OF_STRING = /(["'`])(?<=[\w+/=.-].)\s{0,40}(?:(?:\+|\.{1,2}|\\|&)\s{0,40})?\1(?=[\w+/=.-])/
const BREAK = new RegExp(`${BREAK_OF_LINE.source}|${BREAK_OF_STRING.source}`, 'g')
const PIECE_LENGTH_MIN = 4

export function findWrapped(text: string): readonly Span[] {
  const view = viewWithout(text, BREAK)
  if (view.pieces.length === 1) return []
  const starts = new Set(view.pieces.map(({ start }) => start))
  return findForms(view.text, undefined, (at) => starts.has(at))
    .map((span) => toOriginal(view, span))
    .flatMap((span) => trimmed(text, span))
}

/** The part of a span that is one token: it goes on over a break only while the next line looks drawn by lot, too. */
function trimmed(text: string, { start, end, kind }: Span): readonly Span[] {
  const whole = text.slice(start, end)
  const breaks = [...whole.matchAll(BREAK)]
  if (breaks.length === 0) return []
  let length = breaks[0]?.index ?? 0
  for (const [order, { index, 0: found }] of breaks.entries()) {
    const from = index + found.length
    const to = breaks[order + 1]?.index ?? whole.length
    if (!isPiece(whole.slice(from, to))) break
    length = to
  }
  return length > (breaks[0]?.index ?? 0) ? [{ start, end: start + length, kind }] : []
}

function isPiece(piece: string): boolean {
  const isWord = /^[A-Z]?[a-z]+$|^[A-Z]+$|^\d+$|^[\w-]*[._-]$/.test(piece) && piece.length < 20
  return (
    piece.length >= PIECE_LENGTH_MIN &&
    !isWord &&
    (/\d/.test(piece) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(piece))
  )
}
