/**
 * Counts the bytes of one body, on the wire and decompressed, and says when a cap is passed (exposition-semantics,
 * cases 15 and 16). Pure: it is told of every chunk.
 */
import type { ScrapeFailure } from '../errors/failure.ts'

export interface BodyLimits {
  /** Decompressed; a body of exactly this size passes. */
  readonly bodyBytesMax: number
  /** Most times that a compressed body may grow, once it is larger than a mebibyte. */
  readonly ratioMax: number
}

/** Below this size a page of equal lines may compress as well as it likes. */
const RATIO_FREE_BYTES = 1_048_576

export class BodyMeter {
  readonly #limits: BodyLimits
  #wireBytes = 0
  #bodyBytes = 0

  constructor(limits: BodyLimits) {
    this.#limits = limits
  }

  /** What came over the connection: compressed where the body is. */
  get bytesReceived(): number {
    return this.#wireBytes > 0 ? this.#wireBytes : this.#bodyBytes
  }

  /** Bytes arrived, still compressed. Without this cap a stream that never decompresses to anything would not end. */
  addWire(bytes: number): ScrapeFailure | undefined {
    this.#wireBytes += bytes
    return this.#wireBytes > this.#limits.bodyBytesMax ? this.#tooLarge() : undefined
  }

  /** Bytes of the exposition itself. */
  addBody(bytes: number): ScrapeFailure | undefined {
    this.#bodyBytes += bytes
    if (this.#bodyBytes > this.#limits.bodyBytesMax) return this.#tooLarge()
    return this.#isBomb() ? this.#ratioExceeded() : undefined
  }

  #isBomb(): boolean {
    const isCompressed = this.#wireBytes > 0
    return (
      isCompressed &&
      this.#bodyBytes > RATIO_FREE_BYTES &&
      this.#bodyBytes > this.#limits.ratioMax * this.#wireBytes
    )
  }

  #tooLarge(): ScrapeFailure {
    return { code: 'SCRAPE_TOO_LARGE', facts: { bytesMax: this.#limits.bodyBytesMax } }
  }

  #ratioExceeded(): ScrapeFailure {
    return { code: 'SCRAPE_RATIO_EXCEEDED', facts: { ratioMax: this.#limits.ratioMax } }
  }
}
