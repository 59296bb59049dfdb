/** Bounds how many requests are answered at the same time; what comes on top is turned away at once, never queued. */

export class InflightGate {
  readonly #max: number
  #inside = 0

  constructor(max: number) {
    this.#max = max
  }

  /** The way out, to be called exactly once; undefined if there is no room. */
  enter(): (() => void) | undefined {
    if (this.#inside >= this.#max) return undefined
    this.#inside += 1
    return () => {
      this.#inside -= 1
    }
  }
}
