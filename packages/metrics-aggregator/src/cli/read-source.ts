/** Reads what a command is pointed at: a file, an http or https URL, or standard input as `-`. */
import { formatFromContentType } from '../exposition/formats.ts'
import type { ExpositionFormat } from '../exposition/formats.ts'
import { Failure } from '../errors/failure.ts'
import type { Terminal } from './terminal.ts'

export interface Source {
  readonly body: Uint8Array
  readonly format: ExpositionFormat
}

const TIMEOUT_MS = 10_000

/** OpenMetrics first, because it says more, and names as they are; who points a command at a URL has no format in mind. */
const ACCEPT =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8,application/openmetrics-text;version=0.0.1;q=0.9,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

/** `format` overrides what Content-Type or content say. Throws a Failure where nothing can be read. */
export async function readSource(
  source: string,
  format: ExpositionFormat | undefined,
  terminal: Terminal,
): Promise<Source> {
  if (/^https?:\/\//i.test(source)) return await readUrl(source, format)
  const body = source === '-' ? await terminal.readInput() : await readPath(source)
  return { body, format: format ?? guessFormat(body) }
}

async function readPath(path: string): Promise<Uint8Array> {
  try {
    // Loaded here, because the daemon reads no files and stays smaller without.
    const { readFile } = await import('node:fs/promises')
    return await readFile(path)
  } catch (cause) {
    throw new Failure('FILE_UNREADABLE', { path, detail: reasonOf(cause) }, { cause })
  }
}

async function readUrl(url: string, format: ExpositionFormat | undefined): Promise<Source> {
  const { status, contentType, body } = await fetchUrl(url).catch((cause: unknown) => {
    throw new Failure('URL_UNREADABLE', { url: withoutCredentials(url), detail: reasonOf(cause) }, { cause })
  })
  if (status !== 200)
    throw new Failure('URL_UNREADABLE', { url: withoutCredentials(url), detail: `status ${status}` })
  const said = formatFromContentType(contentType)
  if (format === undefined && said === 'foreign') {
    throw new Failure('FORMAT_UNKNOWN', { source: withoutCredentials(url), contentType: contentType ?? '' })
  }
  return { body, format: format ?? (said === 'text' || said === 'openmetrics' ? said : guessFormat(body)) }
}

async function fetchUrl(
  url: string,
): Promise<{ status: number; contentType: string | undefined; body: Uint8Array }> {
  const response = await fetch(url, { headers: { accept: ACCEPT }, signal: AbortSignal.timeout(TIMEOUT_MS) })
  const body = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, contentType: response.headers.get('content-type') ?? undefined, body }
}

/** What only OpenMetrics has: its last line, UNIT, and four of its types. */
const OPENMETRICS_ONLY = /^# (?:EOF\r?$|UNIT |TYPE \S+ (?:unknown|info|stateset|gaugehistogram)\r?$)/m

function guessFormat(body: Uint8Array): ExpositionFormat {
  return OPENMETRICS_ONLY.test(Buffer.from(body).toString('latin1')) ? 'openmetrics' : 'text'
}

/** The code of a system error says more than its sentence; fetch hides it one level down. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  return cause.cause instanceof Error ? reasonOf(cause.cause) : cause.message
}

function withoutCredentials(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1')
}
