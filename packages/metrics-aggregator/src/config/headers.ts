/** Reads the headers that a target is sent, and refuses those that scraping sets itself or that nobody could send. */
import type { Finding } from '../errors/failure.ts'
import { readJsonObject } from './json-object.ts'

interface ReadHeaders {
  readonly headers: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
}

/** A token, and visible text between blanks (RFC 9110 section 5.5). */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/

/** What scraping decides; a second opinion would break the exchange or bring a secret into the file. */
const RESERVED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-prometheus-scrape-timeout-seconds',
])

/** `text` is a JSON object. Values are never repeated in findings: they may be keys. */
export function readHeaders(text: string, source: string): ReadHeaders {
  const read = readJsonObject(text)
  const members = read.ok ? read.members : []
  const headers: Record<string, string> = {}
  const findings: Finding[] = []
  const names = new Set<string>()
  for (const [header, value] of members) {
    const detail = faultOf(header, String(value), names)
    names.add(header.toLowerCase())
    if (detail === undefined) headers[header] = String(value)
    else findings.push({ code: 'CONFIG_HEADER_INVALID', facts: { source, header, detail } })
  }
  return { headers, findings }
}

function faultOf(header: string, value: string, earlier: ReadonlySet<string>): string | undefined {
  const name = header.toLowerCase()
  if (!NAME.test(header)) return 'it is no header name'
  if (RESERVED.has(name)) return 'scraping sets it itself'
  if (earlier.has(name)) return 'it stands twice'
  return VALUE.test(value) ? undefined : 'its value holds what no header can'
}
