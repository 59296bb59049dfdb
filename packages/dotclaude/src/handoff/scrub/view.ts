// A text as somebody sees it, with the way back: without the characters that nobody sees, with look-alikes as the signs that
// they look like, with broken lines joined, or with escapes read. What is found in the view is a part of the text itself,
// invisible characters, line breaks and escapes included.
import type { Span } from './secret-form.ts'

export interface View {
  readonly text: string
  /** The place in the original of each piece that was kept: where it begins in the view, and how far it was moved. */
  readonly pieces: readonly Piece[]
}

interface Piece {
  readonly start: number
  readonly moved: number
  /** The piece is one character that stands for so many. */
  readonly width?: number
}

/**
 * What neither shows nor separates: joiners, marks of direction, selectors of variants, tags, fillers, soft hyphens, and the
 * colours of terminals.
 */
const INVISIBLE = new RegExp(
  String.raw`(?:\u00AD|\u034F|\u061C|\u115F|\u1160|\u180E|[\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0]|\uDB40[\uDC00-\uDDEF]|\u001B\[[\d;:?]*[A-Za-z])+`,
  'g',
)

/** Signs of other scripts and of typesetters, under the sign that a reader takes them for. Each is one unit long. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '-': '\u2010\u2011\u2012\u2212\uFE58\uFE63',
  ':': '\u02D0\u2236\uA789\uFE13\uFE55',
  '=': '\uA78A\uFE66',
  '"': '\u201C\u201D\u201E\u201F\u00AB\u00BB\u300C\u300D\u300E\u300F',
  "'": '\u2018\u2019\u201A\u201B\u2039\u203A',
  ' ': '\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000',
  '\n': '\u0000\u0085\u2028\u2029',
}
/** The whole of ASCII once more, as wide as an ideograph. */
const WIDE = { first: 0xff_01, last: 0xff_5e, moved: 0xfe_e0 }
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([sign, alike]) => Array.from(alike, (one) => [one, sign] as const)),
)
const ALIKE = new RegExp(`[${[...SIGNS.keys()].join('')}\uFF01-\uFF5E]`, 'g')
/** What every match of the two begins with, and a little more. */
const UNUSUAL = new RegExp(
  String.raw`[${[...SIGNS.keys()].join('')}\uFF01-\uFF5E\u00AD\u034F\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uDB40\u001B]`,
)

/** The text without a pattern's matches. */
export function viewWithout(text: string, pattern: RegExp): View {
  return viewReplacing(text, pattern, () => '')
}

/** The text with each match as the one character that it stands for, or without it. */
export function viewReplacing(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string,
): View {
  const pieces: Piece[] = []
  const kept: string[] = []
  let from = 0
  let length = 0
  for (const match of text.matchAll(pattern)) {
    const sign = replace(match)
    pieces.push({ start: length, moved: from - length })
    kept.push(text.slice(from, match.index), sign)
    length += match.index - from
    if (sign !== '') pieces.push({ start: length, moved: match.index - length, width: match[0].length })
    length += sign.length
    from = match.index + match[0].length
  }
  pieces.push({ start: length, moved: from - length })
  kept.push(text.slice(from))
  return { text: kept.join(''), pieces }
}

/** The view without invisible characters and look-alikes; nothing if the text has none. */
export function visibleView(text: string): View | undefined {
  if (!UNUSUAL.test(text)) return undefined
  const plain = text.search(ALIKE) === -1 ? text : text.replaceAll(ALIKE, (sign) => signOf(sign))
  return plain !== text || text.search(INVISIBLE) !== -1 ? viewWithout(plain, INVISIBLE) : undefined
}

function signOf(alike: string): string {
  const code = alike.charCodeAt(0)
  return code >= WIDE.first && code <= WIDE.last
    ? String.fromCharCode(code - WIDE.moved)
    : (SIGNS.get(alike) ?? alike)
}

/** A span of the view as the span of the original. */
export function toOriginal({ pieces }: View, { start, end, kind }: Span): Span {
  const first = pieceOf(pieces, start)
  const last = pieceOf(pieces, end - 1)
  return { start: start + first.moved, end: end - 1 + last.moved + (last.width ?? 1), kind }
}

function pieceOf(pieces: readonly Piece[], at: number): Piece {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pieces[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return pieces[low] ?? { start: 0, moved: 0 }
}
