/** Reads what a command is pointed at: a file, a URL as a target may have, or standard input as `-`; gzip is undone. */
import { socketOf } from '../config/socket-url.ts'
import { readExposition } from '../daemon/read-exposition.ts'
import type { ExpositionFormat } from '../exposition/formats.ts'
import { readVarint } from '../exposition/protobuf-path.ts'
import { Failure, describeFailure } from '../errors/failure.ts'
import type { Terminal } from './terminal.ts'

export interface Source {
  readonly body: Uint8Array
  readonly format: ExpositionFormat
}

/** OpenMetrics first, because it says more, and names as they are; who points a command at a URL has no format in mind. */
const ACCEPT =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8,application/openmetrics-text;version=0.0.1;q=0.9,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

/** Protobuf is no format for people, so it is asked for only where it is wanted. */
const ACCEPT_PROTOBUF = `application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,${ACCEPT.replace(',', ';q=0.95,')}`

/** `wanted` is what the command was told to read or write. */
export function acceptFor(wanted: ExpositionFormat | undefined): string {
  return wanted === 'protobuf' ? ACCEPT_PROTOBUF : ACCEPT
}

/** `format` overrides what Content-Type or content say. Throws a Failure where nothing can be read. */
export async function readSource(
  source: string,
  format: ExpositionFormat | undefined,
  terminal: Terminal,
  accept: string = ACCEPT,
): Promise<Source> {
  if (/^(?:https?:\/\/|unix:)/i.test(source)) return await readUrl(source, format, accept)
  const read = source === '-' ? await terminal.readInput() : await readPath(source)
  const body = isGzip(read) ? await unzip(read, source) : read
  return { body, format: format ?? guessFormat(body) }
}

/** No exposition begins like this. A URL's body has a header that says so, and is unzipped already. */
function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b
}

async function unzip(body: Uint8Array, path: string): Promise<Uint8Array> {
  const { gunzip } = await import('node:zlib')
  return await new Promise((resolve, reject) => {
    gunzip(body, (cause, whole) => {
      if (cause === null) resolve(whole)
      else reject(new Failure('FILE_UNREADABLE', { path, detail: `gzip: ${cause.message}` }, { cause }))
    })
  })
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

async function readUrl(
  source: string,
  readAs: ExpositionFormat | undefined,
  accept: string,
): Promise<Source> {
  const read = await readExposition(askable(source), { accept, ...(readAs !== undefined && { readAs }) })
  if (read.ok) return { body: read.body, format: read.format ?? guessFormat(read.body) }
  const { failure } = read
  if (failure.code === 'SCRAPE_CONTENT_TYPE')
    throw new Failure('FORMAT_UNKNOWN', { source, contentType: failure.facts.contentType })
  throw unreadable(source, describeFailure(failure))
}

/** A URL that a daemon could have for a target. What is refused may hold a password, which no message repeats. */
function askable(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : undefined
  if (url === undefined || (url.protocol === 'unix:' && socketOf(url) === undefined))
    throw unreadable(source, 'it is no URL; allowed: http://HOST:PORT/PATH, https:// and unix:/SOCKET:/PATH')
  if (url.username !== '' || url.password !== '')
    throw unreadable(source, 'user name and password in a URL are not sent; pipe "curl -u" into "check -"')
  return url
}

function unreadable(source: string, detail: string): Failure<'URL_UNREADABLE'> {
  return new Failure('URL_UNREADABLE', { url: withoutCredentials(source), detail })
}

/** What only OpenMetrics has: its last line, UNIT, and four of its types. */
const OPENMETRICS_ONLY = /^# (?:EOF\r?$|UNIT |TYPE \S+ (?:unknown|info|stateset|gaugehistogram)\r?$)/m

function guessFormat(body: Uint8Array): ExpositionFormat {
  if (isDelimitedProtobuf(body)) return 'protobuf'
  return OPENMETRICS_ONLY.test(Buffer.from(body).toString('latin1')) ? 'openmetrics' : 'text'
}

/** A first message that begins with a name on one line, behind which another field of a family begins. */
function isDelimitedProtobuf(body: Uint8Array): boolean {
  const length = readVarint(body, 0, body.length)
  if (length === undefined || body[length.end] !== NAME_TAG) return false
  const name = readVarint(body, length.end + 1, body.length)
  const end = length.end + length.value
  if (name === undefined || end > body.length) return false
  const nameEnd = name.end + name.value
  const isName = nameEnd <= end && !body.subarray(name.end, nameEnd).includes(LINE_FEED)
  return isName && (nameEnd === end || OTHER_TAGS.includes(body[nameEnd] ?? 0))
}

/** The first bytes of the fields of a MetricFamily: its name; help, type, metric and unit. */
const NAME_TAG = 0x0a
const OTHER_TAGS: readonly number[] = [0x12, 0x18, 0x22, 0x2a]
const LINE_FEED = 0x0a

/** The code of a system error says more than its sentence. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
}

function withoutCredentials(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1')
}
