/**
 * Which format a page is answered in, once it is known in which formats the targets answered: the client's favourite
 * into which everything goes without loss, and no conversion at all where all targets agree with the client.
 */
import { formatOf } from '../exposition/formats.ts'
import type { ExpositionFormat, FormatVersion } from '../exposition/formats.ts'
import type { RankedFormat } from './accept.ts'

/** What everybody reads; the answer to a client that excludes everything we have (better than a 406 without metrics). */
const LAST_RESORT: FormatVersion = 'text-0.0.4'

/** `answered` holds the format of each target on the page; repetitions and order do not matter. */
export function choosePageFormat(
  ranked: readonly RankedFormat[],
  answered: readonly ExpositionFormat[],
): FormatVersion {
  const wanted = ranked.map(({ format }) => format)
  // Protobuf is worth its conversions only where a target spoke it: then nothing else holds its native histograms.
  if (answered.includes('protobuf') && wanted.includes('protobuf')) return 'protobuf'
  const plain = wanted.filter((format) => format !== 'protobuf')
  const formats = plain.length > 0 ? plain : wanted
  const [only, ...others] = new Set(answered)
  const unconverted = others.length === 0 ? formats.find((format) => formatOf(format) === only) : undefined
  const lossless = formats.find((format) => answered.every((from) => isLossless(from, formatOf(format))))
  return unconverted ?? lossless ?? formats[0] ?? LAST_RESORT
}

/** OpenMetrics holds all that text can say, and most of protobuf; text has neither units nor exemplars. */
function isLossless(from: ExpositionFormat, to: ExpositionFormat): boolean {
  return from === to || to !== 'text'
}
