import { expect, test } from 'vitest'
import { ForbiddenAddress } from '../../../src/scrape/address-rule.ts'
import { connectionFailure } from '../../../src/scrape/connection-failure.ts'

const coded = (code: string): Error => Object.assign(new Error('text'), { code })
const several = (...codes: string[]): Error =>
  Object.assign(new AggregateError(codes.map(coded)), { code: codes[0] })

test.each<[Error, string, object]>([
  [coded('ECONNREFUSED'), 'SCRAPE_CONNECT_REFUSED', { address: 'app:8080' }],
  [several('ECONNREFUSED', 'ECONNREFUSED'), 'SCRAPE_CONNECT_REFUSED', { address: 'app:8080' }],
  // A pod without IPv6 fails differently on ::1; what counts is that nobody listens on 127.0.0.1.
  [several('EADDRNOTAVAIL', 'ECONNREFUSED'), 'SCRAPE_CONNECT_REFUSED', { address: 'app:8080' }],
  [several('ETIMEDOUT', 'EHOSTUNREACH'), 'SCRAPE_CONNECTION_RESET', { detail: 'ETIMEDOUT' }],
  [coded('ENOTFOUND'), 'SCRAPE_NAME_UNRESOLVED', { host: 'app' }],
  [coded('EAI_AGAIN'), 'SCRAPE_NAME_UNRESOLVED', { host: 'app' }],
  ...[
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'INVALID_PURPOSE',
    'EPROTO',
  ].map((detail): [Error, string, object] => [coded(detail), 'SCRAPE_TLS', { address: 'app:8080', detail }]),
  [coded('HPE_HEADER_OVERFLOW'), 'SCRAPE_HEADERS_INVALID', { detail: 'HPE_HEADER_OVERFLOW' }],
  [coded('ECONNRESET'), 'SCRAPE_CONNECTION_RESET', { detail: 'ECONNRESET' }],
  [coded('EMFILE'), 'SCRAPE_CONNECTION_RESET', { detail: 'EMFILE' }],
  [new Error('no code at all'), 'SCRAPE_CONNECTION_RESET', { detail: 'no code' }],
  [new ForbiddenAddress('app', '10.0.0.1'), 'SCRAPE_ADDRESS_FORBIDDEN', { host: 'app', address: '10.0.0.1' }],
])('%s is %s', (error, code, facts) => {
  expect(connectionFailure(error, new URL('http://app:8080/metrics'))).toEqual({ code, facts })
})
