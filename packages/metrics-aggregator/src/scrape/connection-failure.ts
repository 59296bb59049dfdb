/**
 * From what node:http and node:https report before an answer's headers are complete to a coded failure. Errors are told
 * apart by their codes; their texts change between Node's versions.
 */
import type { ScrapeFailure } from '../errors/failure.ts'
import { ForbiddenAddress } from './address-rule.ts'

export function connectionFailure(error: Error, url: URL): ScrapeFailure {
  if (error instanceof ForbiddenAddress)
    return { code: 'SCRAPE_ADDRESS_FORBIDDEN', facts: { host: error.host, address: error.address } }
  const code = codeOf(error)
  const isRefused = code === 'ECONNREFUSED' || (code === 'ENOENT' && url.protocol === 'unix:')
  const address = url.protocol === 'unix:' ? url.pathname : url.host
  if (isRefused) return { code: 'SCRAPE_CONNECT_REFUSED', facts: { address } }
  if (code === 'ENOTFOUND' || code.startsWith('EAI_'))
    return { code: 'SCRAPE_NAME_UNRESOLVED', facts: { host: url.hostname } }
  if (TLS_CODE.test(code)) return { code: 'SCRAPE_TLS', facts: { address: url.host, detail: code } }
  if (code.startsWith('HPE_')) return { code: 'SCRAPE_HEADERS_INVALID', facts: { detail: code } }
  return { code: 'SCRAPE_CONNECTION_RESET', facts: { detail: code } }
}

/** Of Node and OpenSSL, and the names that OpenSSL gives to faults of certificates. */
const TLS_CODE =
  /^ERR_(?:TLS|SSL|OSSL)_|^EPROTO$|CERT|CRL|^(?:UNABLE_TO_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$|UNSPECIFIED$)/

/** Of several attempts (::1, then 127.0.0.1) a refusal says most: the host is there and nothing listens. */
function codeOf(error: Error): string {
  const codes = error instanceof AggregateError ? error.errors.map(codeProperty) : [codeProperty(error)]
  return codes.find((code) => code === 'ECONNREFUSED') ?? codes[0] ?? UNKNOWN
}

function codeProperty(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : UNKNOWN
}

const UNKNOWN = 'no code'
