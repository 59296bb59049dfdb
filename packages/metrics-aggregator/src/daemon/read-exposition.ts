/**
 * Reads one exposition whole, for the commands that are pointed at a URL. It is asked for and judged as the daemon does
 * with its targets, so that a command and the daemon never disagree on what a target answers.
 */
import { socketOf } from '../config/socket-url.ts'
import { version } from '../config/version.ts'
import type { ScrapeFailure } from '../errors/failure.ts'
import type { ExpositionFormat } from '../exposition/formats.ts'
import type { Refusal } from '../exposition/report.ts'
import type { Framing } from '../scrape/judge-response.ts'
import { scrapeTarget } from '../scrape/scrape-target.ts'
import type { ExpositionSink, ScrapeTarget } from '../scrape/scrape-target.ts'
import { secureRequests } from '../scrape/secure-requests.ts'

export interface ExpositionRequest {
  readonly accept: string
  /** What the body is taken for, whatever the target calls it. */
  readonly readAs?: ExpositionFormat
}

export type ReadExposition =
  | {
      readonly ok: true
      readonly body: Uint8Array
      /** Absent where the target did not say. */
      readonly format?: ExpositionFormat
    }
  | { readonly ok: false; readonly failure: ScrapeFailure }

const TIMEOUT_MS = 10_000
/** Whoever looks at a single exposition wants to see it, however large; link-local addresses stay closed. */
const LIMITS = { bodyBytesMax: 1_073_741_824, ratioMax: 100_000 }
const POLICY = {
  followRedirects: 'same_origin',
  allowHosts: ['*'],
  userAgent: `metrics-aggregator/${version}`,
} as const

export async function readExposition(
  url: URL,
  { accept, readAs }: ExpositionRequest,
): Promise<ReadExposition> {
  const chunks: Buffer[] = []
  let format: ExpositionFormat = 'text'
  const sink: ExpositionSink = {
    begin: (said) => void (format = said),
    // What is handed over may be overwritten by the next read.
    write: (chunk) => void chunks.push(Buffer.from(chunk)),
    end: (framing) => cutLine(framing, format, chunks.at(-1)),
  }
  const request = { accept, timeoutMs: TIMEOUT_MS, signal: new AbortController().signal }
  const outcome = await scrapeTarget(await targetOf(url, readAs), sink, request, POLICY)
  if (!outcome.ok) return outcome
  const body = Buffer.concat(chunks)
  return outcome.isContentTypeMissing ? { ok: true, body } : { ok: true, body, format }
}

async function targetOf(url: URL, readAs: ExpositionFormat | undefined): Promise<ScrapeTarget> {
  const socket = socketOf(url)
  return {
    name: url.href,
    url,
    fallbackFormat: 'text',
    limits: LIMITS,
    ...(readAs !== undefined && { readAs }),
    ...(socket !== undefined && { socket }),
    ...(url.protocol === 'https:' && { openSecure: await secureRequests({}, { insecureSkipVerify: false }) }),
  }
}

const LINE_FEED = 0x0a

/** Text that ends with its connection alone may have been cut, and shows it in the middle of a line. */
function cutLine(
  framing: Framing,
  format: ExpositionFormat,
  last: Uint8Array | undefined,
): Refusal | undefined {
  const isCut = framing === 'close' && format === 'text' && last !== undefined && last.at(-1) !== LINE_FEED
  return isCut ? { code: 'BODY_TRUNCATED', line: 0, column: 0, excerpt: '' } : undefined
}
