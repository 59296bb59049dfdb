/**
 * Writes answers: small texts in one piece, pages from their slices. The headers that every answer has stand here once.
 */
import type { ServerResponse } from 'node:http'

export interface TextReply {
  readonly status: number
  readonly body: string
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface PageReply {
  readonly status: number
  readonly slices: readonly Uint8Array[]
  readonly bytes: number
  readonly contentType: string
  readonly encoding: 'gzip' | 'identity'
}

const PLAIN = 'text/plain; charset=utf-8'

/** Metrics are of this moment, and a browser shall take no answer for anything but what it says it is. */
const EVERY_REPLY = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const

/** What an answer that depends on the client's wishes says to caches in between (RFC 9110 section 12.5.5). */
export const NEGOTIATED = { Vary: 'Accept, Accept-Encoding' } as const

/** Node leaves the body out of an answer to HEAD by itself; the headers are those of GET. */
export function replyText(response: ServerResponse, { status, body, contentType, headers }: TextReply): void {
  response.writeHead(status, {
    ...EVERY_REPLY,
    ...headers,
    'Content-Type': contentType ?? PLAIN,
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
}

export async function replyPage(response: ServerResponse, page: PageReply): Promise<void> {
  const headers = { ...EVERY_REPLY, ...NEGOTIATED, 'Content-Type': page.contentType }
  if (page.encoding === 'gzip') {
    response.writeHead(page.status, { ...headers, 'Content-Encoding': 'gzip' })
    await endWithGzip(response, page.slices)
  } else {
    response.writeHead(page.status, { ...headers, 'Content-Length': page.bytes })
    endWithSlices(response, page.slices)
  }
}

/**
 * All slices are handed over at once: they are views into memory that is kept until the answer is closed, so waiting
 * for a slow client would save nothing, and the kernel can take many of them in one call.
 */
function endWithSlices(response: ServerResponse, slices: readonly Uint8Array[]): void {
  const last = slices.at(-1)
  for (const slice of slices) if (slice !== last) response.write(slice)
  response.end(last)
}

/** Level 1: higher levels cost several merges and save little. Loaded on first use; most pods never compress. */
async function endWithGzip(response: ServerResponse, slices: readonly Uint8Array[]): Promise<void> {
  if (response.req.method === 'HEAD') {
    response.end()
    return
  }
  const { createGzip } = await import('node:zlib')
  const gzip = createGzip({ level: 1, chunkSize: 65_536 })
  response.on('close', () => gzip.destroy())
  gzip.on('data', (chunk: Uint8Array) => {
    // Compressed bytes are new memory, so here a slow client does have to be waited for.
    if (!response.write(chunk)) gzip.pause()
  })
  response.on('drain', () => gzip.resume())
  gzip.on('end', () => response.end())
  for (const slice of slices) gzip.write(slice)
  gzip.end()
}
