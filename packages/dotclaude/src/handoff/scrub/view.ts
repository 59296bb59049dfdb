// A text as somebody sees it, with the way back: without the characters that nobody sees, or with broken lines joined. What
// is found in the view is a part of the text itself, invisible characters and line breaks included.
import type { Span } from './secret-form.ts'

export interface View {
  readonly text: string
  /** The place in the original of each piece that was kept: where it begins in the view, and how far it was moved. */
  readonly pieces: readonly Piece[]
}

interface Piece {
  readonly start: number
  readonly moved: number
}

/** What neither shows nor separates: joiners, marks of direction, soft hyphens, and the colours of terminals. */
const INVISIBLE = new RegExp(
  String.raw`(?:\u00AD|\u034F|\u061C|\u180E|[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|\u001B\[[\d;:?]*[A-Za-z])+`,
  'g',
)

/** The text without a pattern's matches. */
export function viewWithout(text: string, pattern: RegExp): View {
  const pieces: Piece[] = []
  const kept: string[] = []
  let from = 0
  let length = 0
  for (const { index, 0: gone } of text.matchAll(pattern)) {
    pieces.push({ start: length, moved: from - length })
    kept.push(text.slice(from, index))
    length += index - from
    from = index + gone.length
  }
  pieces.push({ start: length, moved: from - length })
  kept.push(text.slice(from))
  return { text: kept.join(''), pieces }
}

/** The view without invisible characters; the text itself if it has none. */
export function visibleView(text: string): View | undefined {
  return text.search(INVISIBLE) !== -1 ? viewWithout(text, INVISIBLE) : undefined
}

/** A span of the view as the span of the original. */
export function toOriginal({ pieces }: View, { start, end, kind }: Span): Span {
  return { start: placeOf(pieces, start), end: placeOf(pieces, end - 1) + 1, kind }
}

function placeOf(pieces: readonly Piece[], at: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return at + (pieces[low]?.moved ?? 0)
}
