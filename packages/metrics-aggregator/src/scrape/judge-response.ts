/**
 * What the status line and the headers of an answer say before its body is read: an exposition to take, a redirect, or
 * a failure (exposition-semantics, B.1 and B.6). Pure, so that every header a target may send can be a row in a table.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { ScrapeFailure } from '../errors/failure.ts'
import { formatFromContentType } from '../exposition/formats.ts'
import type { ExpositionFormat } from '../exposition/formats.ts'
import { parseContentEncoding } from './decode-body.ts'
import type { Encoding } from './decode-body.ts'
import { printable } from './printable.ts'

/** How we know that a body ended: `complete` by a length or a last chunk, `close` only by the connection's end. */
export type Framing = 'complete' | 'close'

export interface ExpectedBody {
  readonly format: ExpositionFormat
  /** The target named no Content-Type and is read as its fallback format (case 89). */
  readonly isContentTypeMissing: boolean
  readonly encoding: Encoding
  readonly framing: Framing
  /** The announced length, where there is one. */
  readonly bytesExpected?: number
}

export type Verdict =
  | { readonly kind: 'body'; readonly body: ExpectedBody }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string }
  /** The beginning of the body is still wanted, for the log. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'failure'; readonly failure: ScrapeFailure }

export interface ResponseHead {
  readonly status: number
  readonly headers: IncomingHttpHeaders
}

export interface BodyExpectation {
  readonly fallbackFormat: ExpositionFormat
  /** Stands in for what the target calls its body. */
  readonly readAs?: ExpositionFormat | undefined
  readonly bodyBytesMax: number
}

const STATUS_OK = 200
const STATUS_NO_CONTENT = 204
const STATUSES_REDIRECT: readonly number[] = [301, 302, 303, 307, 308]
const FACT_CHARACTERS_MAX = 120

export function judgeResponse({ status, headers }: ResponseHead, expectation: BodyExpectation): Verdict {
  if (STATUSES_REDIRECT.includes(status))
    return { kind: 'redirect', status, location: headers.location ?? '' }
  if (status === STATUS_NO_CONTENT) return { kind: 'body', body: NO_CONTENT }
  if (status !== STATUS_OK) return { kind: 'status', status }
  return judgeBody(headers, expectation)
}

/** Case 13: an answer without content is an empty text exposition. */
const NO_CONTENT: ExpectedBody = {
  format: 'text',
  isContentTypeMissing: false,
  encoding: 'identity',
  framing: 'complete',
}

function judgeBody(
  headers: IncomingHttpHeaders,
  { fallbackFormat, readAs, bodyBytesMax }: BodyExpectation,
): Verdict {
  const format = readAs ?? formatFromContentType(headers['content-type'])
  if (format === 'foreign')
    return failure({ code: 'SCRAPE_CONTENT_TYPE', facts: { contentType: fact(headers['content-type']) } })

  const transfer = transferOf(headers)
  if (transfer === undefined) return unknownEncoding(headers['transfer-encoding'])
  const encoding = parseContentEncoding(headers['content-encoding'])
  if (encoding === undefined) return unknownEncoding(headers['content-encoding'])

  const { bytesExpected } = transfer
  // Compressed bytes may not pass the cap either: what they grow to is larger still.
  if (bytesExpected !== undefined && bytesExpected > bodyBytesMax)
    return failure({ code: 'SCRAPE_TOO_LARGE', facts: { bytesMax: bodyBytesMax } })

  const isContentTypeMissing = format === 'missing'
  return {
    kind: 'body',
    body: {
      format: isContentTypeMissing ? fallbackFormat : format,
      isContentTypeMissing,
      encoding,
      ...transfer,
    },
  }
}

/** Undefined for a transfer coding that would have to be decoded; Node undoes `chunked` and no other. */
function transferOf(
  headers: IncomingHttpHeaders,
): Pick<ExpectedBody, 'framing' | 'bytesExpected'> | undefined {
  const coding = headers['transfer-encoding']?.trim().toLowerCase()
  if (coding === 'chunked') return { framing: 'complete' }
  if (coding !== undefined) return undefined
  const length = headers['content-length']
  return length === undefined ? { framing: 'close' } : { framing: 'complete', bytesExpected: Number(length) }
}

function unknownEncoding(header: string | undefined): Verdict {
  return failure({ code: 'SCRAPE_ENCODING', facts: { encoding: fact(header) } })
}

function failure(value: ScrapeFailure): Verdict {
  return { kind: 'failure', failure: value }
}

function fact(header: string | undefined): string {
  return printable(header ?? '', FACT_CHARACTERS_MAX)
}
