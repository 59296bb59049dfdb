/** The escaping of names as the engine is told it: two bits of its policy flags. */
import type { Escaping } from './formats.ts'

/** As in `engine/assembly/settings.ts`. */
const NUMBERS: Readonly<Record<Escaping, number>> = { underscores: 0, 'allow-utf-8': 1, dots: 2, values: 3 }
const FIRST_BIT = 8

export function escapingFlags(escaping: Escaping = 'underscores'): number {
  return NUMBERS[escaping] << FIRST_BIT
}
