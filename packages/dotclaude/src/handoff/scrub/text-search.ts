// Finds many texts in another in one pass over it, however many there are. Texts can be added between two searches.

export interface TextSearch {
  /** The text has at least as many characters as the search was made for. */
  readonly add: (text: string) => void
  /** Every place of every text; the longer texts first, then those that were added first, then the order of places. */
  readonly placesIn: (text: string) => readonly Place[]
}

export interface Place {
  readonly start: number
  readonly text: string
}

interface Sought {
  readonly text: string
  readonly rank: number
}

/** The sum of four characters: each new one pushes the oldest out. */
const SUM_CHARACTERS = 4
const SUM_MASK = 0xf_ff_ff
const SUM_SHIFT = 5

/** Texts are kept by their last characters, as many as the shortest has: keys of one vendor all begin alike. */
export function createTextSearch(lengthMin: number): TextSearch {
  const byEnd = new Map<string, Sought[]>()
  /** Whether some text ends with four characters of this sum: most places are passed over without a look at the map. */
  const isEnd = new Uint8Array(SUM_MASK + 1)
  let ranks = 0
  return {
    add: (text) => {
      const end = text.slice(-lengthMin)
      const alike = byEnd.get(end)
      const sought = { text, rank: ranks++ }
      if (alike === undefined) byEnd.set(end, [sought])
      else alike.push(sought)
      isEnd[sumOf(text.slice(-SUM_CHARACTERS))] = 1
    },
    placesIn: (text) => (ranks === 0 ? [] : search(text, lengthMin, byEnd, isEnd)),
  }
}

function search(
  text: string,
  lengthMin: number,
  byEnd: ReadonlyMap<string, readonly Sought[]>,
  isEnd: Uint8Array,
): readonly Place[] {
  const found: (Sought & { readonly start: number })[] = []
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    sum = ((sum << SUM_SHIFT) ^ text.charCodeAt(at)) & SUM_MASK
    if (isEnd[sum] === 0 || at + 1 < lengthMin) continue
    for (const sought of byEnd.get(text.slice(at + 1 - lengthMin, at + 1)) ?? []) {
      const start = at + 1 - sought.text.length
      if (start >= 0 && text.startsWith(sought.text, start)) found.push({ ...sought, start })
    }
  }
  return found.toSorted((a, b) => b.text.length - a.text.length || a.rank - b.rank || a.start - b.start)
}

function sumOf(characters: string): number {
  let sum = 0
  for (let at = 0; at < characters.length; at++)
    sum = ((sum << SUM_SHIFT) ^ characters.charCodeAt(at)) & SUM_MASK
  return sum
}
