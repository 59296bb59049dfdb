/**
 * The exposition formats: their names, the exact Content-Type strings they are answered with, and how a
 * target's Content-Type is read. Pure; knows nothing of HTTP beyond the two header values.
 */

export type ExpositionFormat = 'text' | 'openmetrics'

/**
 * A format together with the version that a client asked for; the version changes the Content-Type and decides whether
 * names may stand between quotes.
 */
export type FormatVersion = 'text-0.0.4' | 'text-1.0.0' | 'openmetrics-1.0.0' | 'openmetrics-0.0.1'

/** How names that a bare name could not hold are written (merge-semantics §10), in the words of HTTP headers. */
export const ESCAPINGS = ['allow-utf-8', 'underscores', 'dots', 'values'] as const
export type Escaping = (typeof ESCAPINGS)[number]

/** What a page is answered with where no escaping was asked for. */
export const CONTENT_TYPES: Readonly<Record<FormatVersion, string>> = {
  'text-0.0.4': 'text/plain; version=0.0.4; charset=utf-8',
  'text-1.0.0': 'text/plain; version=1.0.0; charset=utf-8; escaping=underscores',
  'openmetrics-1.0.0': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  'openmetrics-0.0.1': 'application/openmetrics-text; version=0.0.1; charset=utf-8',
}

/** The Content-Type of a page. Who asked for an escaping is told which one the page has, as Go's servers do. */
export function contentTypeOf(version: FormatVersion, escaping: Escaping | undefined): string {
  // OpenMetrics 0.0.1 is older than the parameter.
  if (escaping === undefined || version === 'openmetrics-0.0.1') return CONTENT_TYPES[version]
  const plain = CONTENT_TYPES[version].replace(/; escaping=.*/, '')
  return `${plain}; escaping=${escaping}`
}

export function formatOf(version: FormatVersion): ExpositionFormat {
  return version === 'text-0.0.4' || version === 'text-1.0.0' ? 'text' : 'openmetrics'
}

/** Whether a page of that version may have names between quotes. */
export function canQuoteNames(version: FormatVersion): boolean {
  return version === 'text-1.0.0' || version === 'openmetrics-1.0.0'
}

/** A map, because a header may also say `constructor`. */
const FORMAT_BY_MEDIA_TYPE: ReadonlyMap<string, ExpositionFormat> = new Map([
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
])

/**
 * The format that a Content-Type names, by media type alone as Prometheus does (version and charset are not
 * looked at). `missing` for an absent or blank header (case 89: a fallback may apply), `foreign` for any other
 * media type (case 88).
 */
export function formatFromContentType(header: string | undefined): ExpositionFormat | 'missing' | 'foreign' {
  const mediaType = header?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (mediaType === '') return 'missing'
  return FORMAT_BY_MEDIA_TYPE.get(mediaType) ?? 'foreign'
}
