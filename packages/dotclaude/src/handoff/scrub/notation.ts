// Many notations looked for together: only where one of them can begin its pattern is tried.
import { createSingleScan } from './beginnings.ts'
import type { Beginnings } from './beginnings.ts'
import type { Span } from './secret-form.ts'

export interface Notation {
  /** In small letters: every match begins with one of these, however it is written. */
  readonly beginnings: readonly string[]
  /** The pattern is tried only in texts in which this is. */
  readonly needs?: RegExp
  /** Sticky. */
  readonly pattern: RegExp
  /** What is secret in a match. */
  readonly read: (match: RegExpExecArray) => readonly Span[]
}

export interface NotationSearch {
  readonly beginnings: Beginnings
  /** Spans in the order of the notations, and of one in the order of the text. */
  readonly find: (text: string, places?: readonly number[]) => readonly Span[]
}

interface State {
  readonly spans: Span[]
  /** Behind the last match. */
  from: number
  /** Whether the text has what the pattern needs, once it was asked. */
  isPossible?: boolean
}

/** So many characters tell which notations are tried. */
const KEY_LENGTH = 2

export function createNotationSearch(notations: readonly Notation[]): NotationSearch {
  const beginnings = { words: notations.flatMap((notation) => notation.beginnings), ignoresCase: true }
  const scan = createSingleScan(beginnings)
  const byBeginning = ordersByBeginning(notations)
  const find = (text: string, places: readonly number[] = scan(text)): readonly Span[] => {
    if (places.length === 0) return []
    const states: State[] = []
    for (const at of places)
      for (const order of byBeginning.get(keyAt(text, at)) ?? [])
        tryAt(text, at, notations[order], (states[order] ??= { spans: [], from: 0 }))
    return states.flatMap(({ spans }) => spans)
  }
  return { beginnings, find }
}

function tryAt(text: string, at: number, notation: Notation | undefined, state: State): void {
  if (notation === undefined || at < state.from) return
  state.isPossible ??= notation.needs?.test(text) ?? true
  if (!state.isPossible) return
  notation.pattern.lastIndex = at
  const match = notation.pattern.exec(text)
  if (match === null) return
  state.from = at + match[0].length
  state.spans.push(...notation.read(match))
}

/** The notations that can begin with two characters, by their places in the list. */
function ordersByBeginning(notations: readonly Notation[]): ReadonlyMap<string, readonly number[]> {
  const orders = new Map<string, number[]>()
  for (const [order, notation] of notations.entries())
    for (const key of new Set(notation.beginnings.map((word) => keyAt(word, 0))))
      orders.set(key, [...(orders.get(key) ?? []), order])
  return orders
}

function keyAt(text: string, at: number): string {
  return text.slice(at, at + KEY_LENGTH).toLowerCase()
}
