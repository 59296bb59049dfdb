// Finds many texts in another in one pass over it, however many there are. Texts can be added between two searches.
import { Buffer } from 'node:buffer'

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

/** A sum over the last characters has so many bits. Each new one is added to so large a product that the oldest drops out. */
const SUM_BITS = 24
const SUM_MASK = 0xff_ff_ff
const ODD_FACTOR = 0x3b_17
/** The lowest bits know few of the characters; the next three are a bit of a byte. */
const BIT_SHIFT = 4
const BYTE_SHIFT = 7
const BITS_OF_BYTE = 7

/** Texts are kept by their last characters, as many as the shortest has: keys of one vendor all begin alike. */
export function createTextSearch(lengthMin: number): TextSearch {
  const byEnd = new Map<string, Sought[]>()
  /** Whether some text ends with this sum: most places are passed over without a look at the map. */
  const isEnd = new Uint8Array((SUM_MASK >> BYTE_SHIFT) + 1)
  const factor = ODD_FACTOR << Math.ceil(SUM_BITS / lengthMin)
  let ranks = 0
  return {
    add: (text) => {
      const end = text.slice(-lengthMin)
      const alike = byEnd.get(end)
      const sought = { text, rank: ranks++ }
      if (alike === undefined) byEnd.set(end, [sought])
      else alike.push(sought)
      const sum = Buffer.from(end, 'latin1').reduce((before, byte) => add(before, byte, factor), 0)
      const byte = sum >> BYTE_SHIFT
      isEnd[byte] = (isEnd[byte] ?? 0) | bitOf(sum)
    },
    placesIn: (text) => (ranks === 0 ? [] : search(text, { lengthMin, factor, byEnd, isEnd })),
  }
}

interface Tables {
  readonly lengthMin: number
  readonly factor: number
  readonly byEnd: ReadonlyMap<string, readonly Sought[]>
  readonly isEnd: Uint8Array
}

function search(text: string, { lengthMin, factor, byEnd, isEnd }: Tables): readonly Place[] {
  const found: (Sought & { readonly start: number })[] = []
  // The lower half of a character is enough to pass over places.
  const bytes = Buffer.from(text, 'latin1')
  let sum = 0
  for (let at = 0; at < bytes.length; at++) {
    sum = add(sum, bytes[at] ?? 0, factor)
    if (((isEnd[sum >> BYTE_SHIFT] ?? 0) & bitOf(sum)) === 0 || at + 1 < lengthMin) continue
    for (const sought of byEnd.get(text.slice(at + 1 - lengthMin, at + 1)) ?? []) {
      const start = at + 1 - sought.text.length
      if (start >= 0 && text.startsWith(sought.text, start)) found.push({ ...sought, start })
    }
  }
  return found.toSorted((a, b) => b.text.length - a.text.length || a.rank - b.rank || a.start - b.start)
}

function add(sum: number, byte: number, factor: number): number {
  return (Math.imul(sum, factor) + byte) & SUM_MASK
}

function bitOf(sum: number): number {
  return 1 << ((sum >> BIT_SHIFT) & BITS_OF_BYTE)
}
