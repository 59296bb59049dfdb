/**
 * From a client's Accept header to the formats that it takes, best first (RFC 9110 section 12.5.1), and to the Accept
 * header that targets are asked with. Weights are read; headers are never compared as strings.
 */
import { canQuoteNames, formatOf } from '../exposition/formats.ts'
import type { Escaping, ExpositionFormat, FormatVersion } from '../exposition/formats.ts'
import { parseQualityList } from './quality-list.ts'
import type { QualityItem } from './quality-list.ts'

/** One element of an Accept header. */
interface MediaRange {
  /** Lower case; may be `*`. */
  readonly type: string
  readonly subtype: string
  readonly parameters: ReadonlyMap<string, string>
  readonly q: number
}

/** A format that the client takes; `q` is above 0. */
export interface RankedFormat {
  readonly format: FormatVersion
  readonly q: number
}

/** In the order that decides where the client has no preference: what every reader understands stands first. */
const OFFERS: readonly FormatVersion[] = [
  'text-0.0.4',
  'text-1.0.0',
  'openmetrics-1.0.0',
  'openmetrics-0.0.1',
  'protobuf',
]

interface Offer {
  readonly type: string
  readonly subtype: string
  /** What tells the format from others of its media type; a range that names one of these must agree. */
  readonly parameters: Readonly<Record<string, string>>
}

const MEDIA_TYPES: Readonly<Record<FormatVersion, Offer>> = {
  'text-0.0.4': { type: 'text', subtype: 'plain', parameters: { version: '0.0.4' } },
  'text-1.0.0': { type: 'text', subtype: 'plain', parameters: { version: '1.0.0' } },
  'openmetrics-1.0.0': { type: 'application', subtype: 'openmetrics-text', parameters: { version: '1.0.0' } },
  'openmetrics-0.0.1': { type: 'application', subtype: 'openmetrics-text', parameters: { version: '0.0.1' } },
  protobuf: {
    type: 'application',
    subtype: 'vnd.google.protobuf',
    parameters: { proto: 'io.prometheus.client.MetricFamily', encoding: 'delimited' },
  },
}

/** How exactly a range names a format; the most exact range decides, whatever its weight. */
const EXACTNESS = { none: 0, anything: 1, type: 2, subtype: 3, version: 4 } as const
type Exactness = (typeof EXACTNESS)[keyof typeof EXACTNESS]

interface Match extends RankedFormat {
  readonly exactness: Exactness
  /** The place of the deciding range in the header. */
  readonly position: number
}

/** The ranges of the header in its order; parts that are not media ranges are left out. */
function parseAccept(header: string): MediaRange[] {
  return parseQualityList(header).flatMap((item) => mediaRangeOf(item) ?? [])
}

function mediaRangeOf({ value, parameters, q }: QualityItem): MediaRange | undefined {
  const [type, subtype] = value.split('/', 2)
  if (type === undefined || subtype === undefined || (type === '*' && subtype !== '*')) return undefined
  return { type, subtype, parameters, q }
}

/**
 * The formats that the client takes, its favourite first. Without a header (or with one that names no range) anything
 * goes. An empty list means that the client excluded everything that we have.
 */
export function acceptedFormats(
  accept: string | undefined,
  enabled: readonly ExpositionFormat[],
): RankedFormat[] {
  const asked = parseAccept(accept ?? '')
  const ranges = asked.length > 0 ? asked : parseAccept('*/*')
  const matches = OFFERS.filter((format) => enabled.includes(formatOf(format)))
    .flatMap((format) => decidingMatch(format, ranges) ?? [])
    .filter(({ q }) => q > 0)
  return withoutGuesses(matches)
    .toSorted(byPreference)
    .map(({ format, q }) => ({ format, q }))
}

function decidingMatch(format: FormatVersion, ranges: readonly MediaRange[]): Match | undefined {
  const matches = ranges
    .map((range, position) => ({ format, q: range.q, exactness: exactnessOf(range, format), position }))
    .filter(({ exactness }) => exactness !== EXACTNESS.none)
  // Of two equally exact ranges the kinder one counts: RFC 9110 leaves it open, and refusing serves nobody.
  return matches.toSorted((one, other) => other.exactness - one.exactness || other.q - one.q)[0]
}

function exactnessOf(range: MediaRange, format: FormatVersion): Exactness {
  const offer = MEDIA_TYPES[format]
  const charset = range.parameters.get('charset')?.toLowerCase() ?? 'utf-8'
  if (charset !== 'utf-8' || isOfOther(range, offer)) return EXACTNESS.none
  if (range.type === offer.type && range.subtype === offer.subtype) {
    if (Object.keys(offer.parameters).some((name) => range.parameters.has(name))) return EXACTNESS.version
    return isMeant(range, format) ? EXACTNESS.subtype : EXACTNESS.none
  }
  if (range.subtype !== '*' || !isMeant(range, format)) return EXACTNESS.none
  if (range.type === offer.type) return EXACTNESS.type
  return range.type === '*' ? EXACTNESS.anything : EXACTNESS.none
}

/** Whether the range names another version, message or encoding. `version` is nothing that protobuf has. */
function isOfOther({ parameters }: MediaRange, offer: Offer): boolean {
  const version = parameters.get('version')
  if (version !== undefined && version !== offer.parameters['version']) return true
  return Object.entries(offer.parameters).some(([name, value]) => (parameters.get(name) ?? value) !== value)
}

/**
 * Who names no version gets text 0.0.4 and OpenMetrics 1.0.0; the others are for those who ask for them, text 1.0.0 also
 * by taking names that text 0.0.4 cannot hold.
 */
function isMeant({ subtype, parameters }: MediaRange, format: FormatVersion): boolean {
  if (format === 'openmetrics-0.0.1') return false
  // Nobody reads protobuf who does not name it.
  if (format === 'protobuf') return subtype !== '*'
  return format !== 'text-1.0.0' || parameters.get('escaping') === 'allow-utf-8'
}

/**
 * The range of all types is what browsers, curl and old scrapers send after what they really read, so OpenMetrics is
 * not guessed from it: a browser would save the page as a file, a reader of text would take seconds for milliseconds.
 */
function withoutGuesses(matches: readonly Match[]): readonly Match[] {
  const hasText = matches.some(({ format }) => formatOf(format) === 'text')
  if (!hasText) return matches
  return matches.filter(
    ({ format, exactness }) => formatOf(format) === 'text' || exactness > EXACTNESS.anything,
  )
}

function byPreference(one: Match, other: Match): number {
  return other.q - one.q || Number(isNamed(other)) - Number(isNamed(one)) || one.position - other.position
}

/** Between equal weights, a format that the client names goes before one that only its wildcard covers. */
function isNamed({ exactness }: Match): boolean {
  return exactness >= EXACTNESS.subtype
}

/**
 * The Accept header that targets are asked with: what the client takes, in its order, then text 0.0.4 if it is not
 * among them. Weights are our own, so that clients with the same order share one collection. The client's escaping is
 * handed on, so that a target which knows it names its series as for a direct scrape.
 */
export function targetAccept(ranked: readonly RankedFormat[], escaping?: Escaping): string {
  const wanted = new Set<FormatVersion>([...ranked.map(({ format }) => format), 'text-0.0.4'])
  const isNew = [...wanted].some((format) => format !== 'protobuf' && canQuoteNames(format))
  const ranges = [...wanted].map((format, rank) => {
    const { type, subtype, parameters } = MEDIA_TYPES[format]
    const exact = Object.entries(parameters).map(([name, value]) => `;${name}=${value}`)
    // Like Prometheus, beside the versions that are not older than the parameter, where there is one of them.
    const isTold = escaping !== undefined && format !== 'protobuf' && (canQuoteNames(format) || !isNew)
    const parameter = isTold ? `;escaping=${escaping}` : ''
    return `${type}/${subtype}${exact.join('')}${parameter}${rank === 0 ? '' : `;q=0.${9 - rank}`}`
  })
  return [...ranges, '*/*;q=0.1'].join(',')
}
