/** The flag `--escaping`: how names stand on a page that a bare name could not hold. */
import { ESCAPINGS } from '../exposition/formats.ts'
import type { Escaping } from '../exposition/formats.ts'
import { Failure } from '../errors/failure.ts'
import type { Call, Flag } from './command.ts'

export function escapingFlag(help: string): Flag {
  return { name: 'escaping', placeholder: 'SCHEME', help: `${help}: ${ESCAPINGS.join(', ')}` }
}

export function readEscaping({ flags }: Call): Escaping | undefined {
  const value = flags['escaping']
  const escaping = ESCAPINGS.find((known) => known === value)
  if (value !== undefined && escaping === undefined) {
    throw new Failure('FLAG_VALUE_INVALID', { flag: '--escaping', value, allowed: ESCAPINGS.join(', ') })
  }
  return escaping
}
