/**
 * From a client's Accept header to what its page may be: formats, best first, and the escaping of names (Prometheus'
 * content negotiation and escaping schemes). A client names the escaping beside one format and means all of them.
 */
import { canQuoteNames, ESCAPINGS } from '../exposition/formats.ts'
import type { Escaping, ExpositionFormat } from '../exposition/formats.ts'
import { acceptedFormats } from './accept.ts'
import type { RankedFormat } from './accept.ts'
import { parseQualityList } from './quality-list.ts'

export interface ClientWish {
  readonly ranked: readonly RankedFormat[]
  /** Undefined where the client asked for none (case 76). */
  readonly escaping: Escaping | undefined
}

/**
 * Who takes any name is answered in a format that can quote it; only where the client takes none of these are the names
 * escaped after all.
 */
export function clientWish(accept: string | undefined, enabled: readonly ExpositionFormat[]): ClientWish {
  const ranked = acceptedFormats(accept, enabled)
  const escaping = acceptedEscaping(accept)
  if (escaping !== 'allow-utf-8') return { ranked, escaping }
  const quoting = ranked.filter(({ format }) => canQuoteNames(format))
  return quoting.length > 0 ? { ranked: quoting, escaping } : { ranked, escaping: 'underscores' }
}

/** The escaping of the range of the greatest weight that names a known one; others are passed over, as in expfmt. */
function acceptedEscaping(accept: string | undefined): Escaping | undefined {
  const asked = parseQualityList(accept ?? '')
    .filter(({ q }) => q > 0)
    .toSorted((one, other) => other.q - one.q)
    .map(({ parameters }) => ESCAPINGS.find((known) => known === parameters.get('escaping')))
  return asked.find((escaping) => escaping !== undefined)
}
