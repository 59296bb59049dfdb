/** Codes of a scrape that failed before or beside its exposition: the connection, the headers, the body's transport. */
import type { CodeEntry, Reason } from './entry.ts'

export interface ScrapeFacts {
  SCRAPE_TIMEOUT: { readonly timeoutMs: number }
  SCRAPE_CONNECT_REFUSED: { readonly address: string }
  SCRAPE_CONNECTION_RESET: { readonly detail: string }
  SCRAPE_NAME_UNRESOLVED: { readonly host: string }
  SCRAPE_TLS: { readonly address: string; readonly detail: string }
  SCRAPE_TRUNCATED: { readonly bytes: number; readonly bytesExpected?: number }
  SCRAPE_TOO_LARGE: { readonly bytesMax: number }
  SCRAPE_RATIO_EXCEEDED: { readonly ratioMax: number }
  SCRAPE_ENCODING: { readonly encoding: string }
  SCRAPE_REDIRECT: { readonly status: number; readonly location: string }
  SCRAPE_HTTP_STATUS: { readonly status: number; readonly excerpt: string }
  SCRAPE_CONTENT_TYPE: { readonly contentType: string }
  SCRAPE_HEADERS_INVALID: { readonly detail: string }
  SCRAPE_ADDRESS_FORBIDDEN: { readonly host: string; readonly address: string }
  SCRAPE_ABORTED: Readonly<Record<string, never>>
}

export const SCRAPE_CODES: { readonly [C in keyof ScrapeFacts]: CodeEntry<ScrapeFacts[C]> } = {
  SCRAPE_TIMEOUT: scrape(
    'timeout',
    ({ timeoutMs }) => `no complete answer within ${timeoutMs} ms`,
    'Find out why the target is slow, or raise the scrape timeout of Prometheus or METRICS_SCRAPE_TIMEOUT.',
  ),
  SCRAPE_CONNECT_REFUSED: scrape(
    'refused',
    ({ address }) => `nothing listens on ${address}`,
    'Check that the container runs and that the port in METRICS_ENDPOINTS is the one it listens on.',
  ),
  SCRAPE_CONNECTION_RESET: scrape(
    'reset',
    ({ detail }) => `the connection broke before the answer's body began (${detail})`,
    'Look into the log of the target; it closed the connection without answering.',
  ),
  SCRAPE_NAME_UNRESOLVED: scrape(
    'dns',
    ({ host }) => `the name ${host} has no address`,
    'Use 127.0.0.1 for a container of the same pod.',
  ),
  SCRAPE_TLS: scrape(
    'tls',
    ({ address, detail }) => `no TLS connection to ${address} that can be trusted (${detail})`,
    'Check the certificate of the target against METRICS_SCRAPE_TLS_CACERT and the name in its URL, and METRICS_SCRAPE_TLS_CERT if it asks for ours.',
  ),
  SCRAPE_TRUNCATED: scrape(
    'truncated',
    lengthReason,
    'Look into the log of the target; it stopped in the middle of its answer, or announced a wrong length.',
  ),
  SCRAPE_TOO_LARGE: scrape(
    'too_large',
    ({ bytesMax }) => `the body has more than ${bytesMax} bytes`,
    'Reduce what the target exposes, or raise METRICS_BODY_BYTES_MAX.',
  ),
  SCRAPE_RATIO_EXCEEDED: scrape(
    'too_large',
    ({ ratioMax }) => `the body grows to more than ${ratioMax} times its compressed size`,
    'Such a body is an accident or an attack; let the target answer without compression.',
  ),
  SCRAPE_ENCODING: scrape(
    'encoding',
    ({ encoding }) => `the body's encoding cannot be read: ${encoding}`,
    'Let the target answer without compression or with gzip.',
  ),
  SCRAPE_REDIRECT: scrape(
    'redirect',
    ({ status, location }) => `the target answered ${status} and points to ${location}`,
    'Configure the final URL, or set METRICS_SCRAPE_REDIRECTS=same_origin.',
  ),
  SCRAPE_HTTP_STATUS: scrape(
    'http_status',
    ({ status, excerpt }) => `the target answered ${status}${excerpt === '' ? '' : `: ${excerpt}`}`,
    'Check the path in METRICS_ENDPOINTS and the log of the target.',
  ),
  SCRAPE_CONTENT_TYPE: scrape(
    'content_type',
    ({ contentType }) => `the target answered with ${contentType}, which is not an exposition`,
    'Check the path in METRICS_ENDPOINTS; it seems to be another page of the application.',
  ),
  SCRAPE_HEADERS_INVALID: scrape(
    'headers',
    ({ detail }) => `the answer is not HTTP that can be read (${detail})`,
    'Check that the port in METRICS_ENDPOINTS speaks HTTP.',
  ),
  SCRAPE_ADDRESS_FORBIDDEN: scrape(
    'address',
    ({ host, address }) => `${host} has the address ${address}, which may not be scraped`,
    'Name the host in METRICS_ALLOW_HOSTS if it is meant; link-local addresses are never scraped.',
  ),
  SCRAPE_ABORTED: scrape(
    'aborted',
    () => 'nobody waits for this scrape any more',
    'Nothing to do: the client went away before the answer was ready.',
  ),
}

function scrape<Facts>(reason: Reason, summary: (facts: Facts) => string, hint: string): CodeEntry<Facts> {
  return { kind: 'scrape', severity: 'error', reason, summary, hint, since: '0.1.0' }
}

function lengthReason({ bytes, bytesExpected }: ScrapeFacts['SCRAPE_TRUNCATED']): string {
  if (bytesExpected === undefined) return `the body ended after ${bytes} bytes`
  if (bytes < bytesExpected) return `the body ended after ${bytes} bytes of ${bytesExpected}`
  return bytes === bytesExpected
    ? `the compressed body has no end, though all ${bytes} bytes that its head announced came`
    : `the body went on after the ${bytesExpected} bytes that its head announced`
}
