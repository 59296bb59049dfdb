/**
 * The exposition formats: their names, the exact Content-Type strings they are answered with, and how a
 * target's Content-Type is read. Pure; knows nothing of HTTP beyond the two header values.
 */

export type ExpositionFormat = 'text' | 'openmetrics'

/** A format together with the version that a client asked for; the version only changes the Content-Type. */
export type FormatVersion = 'text-0.0.4' | 'openmetrics-1.0.0' | 'openmetrics-0.0.1'

/** What a page is answered with (exposition-semantics D.2). */
export const CONTENT_TYPES: Readonly<Record<FormatVersion, string>> = {
  'text-0.0.4': 'text/plain; version=0.0.4; charset=utf-8',
  'openmetrics-1.0.0': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  'openmetrics-0.0.1': 'application/openmetrics-text; version=0.0.1; charset=utf-8',
}

export function formatOf(version: FormatVersion): ExpositionFormat {
  return version === 'text-0.0.4' ? 'text' : 'openmetrics'
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
