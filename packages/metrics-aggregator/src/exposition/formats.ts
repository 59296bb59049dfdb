/**
 * The exposition formats: their names, the exact Content-Type strings they are answered with, and how a
 * target's Content-Type is read. Pure; knows nothing of HTTP beyond the two header values.
 */

export type ExpositionFormat = 'text' | 'openmetrics' | 'protobuf'

/**
 * A format together with the version that a client asked for; the version changes the Content-Type and decides whether
 * names may stand between quotes.
 */
export type FormatVersion =
  | 'text-0.0.4'
  | 'text-1.0.0'
  | 'openmetrics-1.0.0'
  | 'openmetrics-0.0.1'
  | 'protobuf'

/** How names that a bare name could not hold are written (merge-semantics §10), in the words of HTTP headers. */
export const ESCAPINGS = ['allow-utf-8', 'underscores', 'dots', 'values'] as const
export type Escaping = (typeof ESCAPINGS)[number]

/** What a page is answered with where no escaping was asked for. */
export const CONTENT_TYPES: Readonly<Record<FormatVersion, string>> = {
  'text-0.0.4': 'text/plain; version=0.0.4; charset=utf-8',
  'text-1.0.0': 'text/plain; version=1.0.0; charset=utf-8; escaping=underscores',
  'openmetrics-1.0.0': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  'openmetrics-0.0.1': 'application/openmetrics-text; version=0.0.1; charset=utf-8',
  protobuf: 'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited',
}

/** The Content-Type of a page. Who asked for an escaping is told which one the page has, as Go's servers do. */
export function contentTypeOf(version: FormatVersion, escaping: Escaping | undefined): string {
  // OpenMetrics 0.0.1 is older than the parameter.
  if (escaping === undefined || version === 'openmetrics-0.0.1') return CONTENT_TYPES[version]
  const plain = CONTENT_TYPES[version].replace(/; escaping=.*/, '')
  return `${plain}; escaping=${escaping}`
}

export function formatOf(version: FormatVersion): ExpositionFormat {
  if (version === 'protobuf') return 'protobuf'
  return version === 'text-0.0.4' || version === 'text-1.0.0' ? 'text' : 'openmetrics'
}

/** Whether a page of that version may have names that a bare name could not hold. */
export function canQuoteNames(version: FormatVersion): boolean {
  return version === 'text-1.0.0' || version === 'openmetrics-1.0.0' || version === 'protobuf'
}

/** A map, because a header may also say `constructor`. */
const FORMAT_BY_MEDIA_TYPE: ReadonlyMap<string, ExpositionFormat> = new Map([
  ['text/plain', 'text'],
  ['application/openmetrics-text', 'openmetrics'],
  ['application/vnd.google.protobuf', 'protobuf'],
])

/** What the parameters of a protobuf body must say where they are there; other messages and encodings are not read. */
const PROTOBUF_PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['proto', 'io.prometheus.client.MetricFamily'],
  ['encoding', 'delimited'],
])

/**
 * The format that a Content-Type names, by media type as Prometheus does (version and charset are not looked at) and,
 * for protobuf, by the message and encoding it may name. `missing` for an absent or blank header (case 89: a fallback
 * may apply), `foreign` for anything else (case 88).
 */
export function formatFromContentType(header: string | undefined): ExpositionFormat | 'missing' | 'foreign' {
  const [mediaType = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim())
  if (mediaType === '') return 'missing'
  const format = FORMAT_BY_MEDIA_TYPE.get(mediaType.toLowerCase()) ?? 'foreign'
  return format === 'protobuf' && parameters.some(isForeignParameter) ? 'foreign' : format
}

function isForeignParameter(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=', 2).map((part) => part.trim())
  const wanted = PROTOBUF_PARAMETERS.get(name.toLowerCase())
  return wanted !== undefined && value.replaceAll(/^"|"$/g, '') !== wanted
}
