/** A small generator of numbers that look random and are the same in every run and on every machine. */

export interface RandomSource {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number, at least 0, less than `limit`. */
  below(limit: number): number
}

const TWO_TO_32 = 4_294_967_296

/** A linear congruential generator with a mixed output; good enough for digits, not for secrets. */
export function randomSource(seed: number): RandomSource {
  let state = seed >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    return ((mixed ^ (mixed >>> 13)) >>> 0) / TWO_TO_32
  }
  return { next, below: (limit) => Math.floor(next() * limit) }
}
