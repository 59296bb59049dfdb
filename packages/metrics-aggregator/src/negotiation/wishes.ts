/**
 * What a client's headers ask for, all of it at once, and remembered: a scraper sends the same headers every time, and
 * reading them takes longer than asking a target.
 */
import type { ExpositionFormat, FormatVersion } from '../exposition/formats.ts'
import { acceptEncoding } from './accept-encoding.ts'
import { targetAccept } from './accept.ts'
import { clientWish } from './client-wish.ts'
import type { ClientWish } from './client-wish.ts'

export interface Wishes extends ClientWish {
  readonly formats: readonly FormatVersion[]
  /** The Accept header for the targets. */
  readonly targetAccept: string
  readonly encoding: 'gzip' | 'identity'
}

/** Scrapers in different versions, a person with a browser, and some room. */
const REMEMBERED_MAX = 16
/** A longer header is no scraper's. */
const CHARACTERS_MAX = 1_024

export class WishReader {
  readonly #enabled: readonly ExpositionFormat[]
  readonly #remembered = new Map<string, Wishes>()

  constructor(enabled: readonly ExpositionFormat[]) {
    this.#enabled = enabled
  }

  /** Absent headers and empty ones say the same. */
  read(accept: string = '', encoding: string = ''): Wishes {
    // No header has a line end in it.
    const key = `${accept}\n${encoding}`
    const known = this.#remembered.get(key)
    if (known !== undefined) return known
    const wishes = this.#parse(accept, encoding)
    if (key.length <= CHARACTERS_MAX) this.#remember(key, wishes)
    return wishes
  }

  #parse(accept: string, encoding: string): Wishes {
    const { ranked, escaping } = clientWish(accept, this.#enabled)
    return {
      ranked,
      escaping,
      formats: ranked.map(({ format }) => format),
      targetAccept: targetAccept(ranked, escaping),
      encoding: acceptEncoding(encoding),
    }
  }

  /** The oldest gives way, so that somebody who varies headers cannot fill the memory. */
  #remember(key: string, wishes: Wishes): void {
    const [oldest] = this.#remembered.keys()
    if (oldest !== undefined && this.#remembered.size >= REMEMBERED_MAX) this.#remembered.delete(oldest)
    this.#remembered.set(key, wishes)
  }
}
