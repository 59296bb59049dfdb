/**
 * The merge as a function: named expositions in, one valid page and its report out. Pure, no sockets; the daemon feeds
 * a `MergeSession` itself so as not to hold the bodies.
 */
import {
  canQuoteNames,
  CONTENT_TYPES,
  type Escaping,
  type ExpositionFormat,
  formatFromContentType,
  type FormatVersion,
} from './formats.ts'
import { MergeSession } from './merge-session.ts'
import { DEFAULT_MERGE_OPTIONS, type MergeLimits, type MergeOptions, type TargetIdentity } from './options.ts'
import type { MergeReport } from './report.ts'

export interface Exposition extends TargetIdentity {
  /** Decides the format by its media type; text 0.0.4 when absent or blank. */
  readonly contentType?: string
  readonly body: Uint8Array | string
}

export interface MergeExpositionsOptions extends Partial<Omit<MergeOptions, 'limits'>> {
  readonly limits?: Partial<MergeLimits>
  /** Default: the expositions' common format, else the one that loses nothing: protobuf before OpenMetrics before text. */
  readonly format?: ExpositionFormat | FormatVersion
}

export interface MergedExposition {
  readonly contentType: string
  readonly body: Uint8Array
  readonly report: MergeReport
}

/**
 * Merges expositions in the order given. A refused one leaves nothing on the page; its reason is in the report.
 * Throws a TypeError for a name that is given twice or a Content-Type that is no exposition's.
 */
export function mergeExpositions(
  expositions: readonly Exposition[],
  options: MergeExpositionsOptions = {},
): MergedExposition {
  const formats = expositions.map(formatOfExposition)
  const repeated = expositions.find(
    ({ name }, index) => expositions.findIndex((other) => other.name === name) !== index,
  )
  if (repeated !== undefined)
    throw new TypeError(`two expositions are named "${repeated.name}"; names must differ`)
  const version = pageVersion(options, formats)
  const session = MergeSession.open(expositions, fullOptions(options, version))
  try {
    expositions.forEach(({ body }, index) => {
      session.begin(index, formats[index] ?? 'text')
      session.write(index, typeof body === 'string' ? Buffer.from(body) : body)
      session.end(index, 'complete')
    })
    const page = session.render(version)
    return { contentType: page.contentType, body: Buffer.concat(page.slices), report: page.report() }
  } finally {
    session.release()
  }
}

function formatOfExposition({ name, contentType }: Exposition): ExpositionFormat {
  const format = formatFromContentType(contentType)
  if (format === 'foreign')
    throw new TypeError(`"${name}" has the Content-Type "${contentType}", which is no exposition's`)
  return format === 'missing' ? 'text' : format
}

function fullOptions(options: MergeExpositionsOptions, version: FormatVersion): MergeOptions {
  const limits = { ...DEFAULT_MERGE_OPTIONS.limits, ...options.limits }
  const full = { ...DEFAULT_MERGE_OPTIONS, ...options, limits }
  const isTooMuch = options.escaping === 'allow-utf-8' && !canQuoteNames(version)
  return isTooMuch ? { ...full, escaping: 'underscores' } : full
}

function pageVersion(
  { format: asked, escaping }: MergeExpositionsOptions,
  formats: readonly ExpositionFormat[],
): FormatVersion {
  if (asked === 'text' || asked === 'openmetrics' || asked === 'protobuf') return versionOf(asked, escaping)
  if (asked !== undefined && asked in CONTENT_TYPES) return asked
  const richest = RICHNESS.find((format) => formats.includes(format))
  return versionOf(richest ?? 'text', escaping)
}

/** Each holds nearly all that those behind it can say. */
const RICHNESS: readonly ExpositionFormat[] = ['protobuf', 'openmetrics', 'text']

function versionOf(format: ExpositionFormat, escaping: Escaping | undefined): FormatVersion {
  if (format === 'protobuf') return 'protobuf'
  if (format === 'openmetrics') return 'openmetrics-1.0.0'
  return escaping === 'allow-utf-8' ? 'text-1.0.0' : 'text-0.0.4'
}
