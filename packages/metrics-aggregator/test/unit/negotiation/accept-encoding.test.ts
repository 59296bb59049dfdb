// Facts about Accept-Encoding (RFC 9110 section 12.5.3).
import { expect, test } from 'vitest'
import { acceptEncoding } from '../../../src/negotiation/accept-encoding.ts'

test.each([
  { header: undefined, coding: 'identity' },
  { header: '', coding: 'identity' },
  { header: 'gzip', coding: 'gzip' },
  { header: 'GZip', coding: 'gzip' },
  { header: 'x-gzip', coding: 'gzip' },
  { header: 'gzip, deflate, br, zstd', coding: 'gzip' },
  { header: 'br, deflate', coding: 'identity' },
  { header: 'gzip;q=0', coding: 'identity' },
  { header: 'gzip;q=0.5', coding: 'gzip' },
  { header: 'gzip;q=0.5, identity;q=0.5', coding: 'gzip' },
  { header: 'gzip;q=0.5, identity', coding: 'identity' },
  { header: 'identity', coding: 'identity' },
  { header: '*', coding: 'identity' },
  { header: 'identity;q=0', coding: 'identity' },
  { header: 'identity;q=0, *', coding: 'gzip' },
  { header: 'identity;q=0, gzip;q=0.1', coding: 'gzip' },
  { header: '*;q=0', coding: 'identity' },
  { header: 'gzip;q=nonsense', coding: 'identity' },
])('$header gives $coding', ({ header, coding }) => {
  expect(acceptEncoding(header)).toBe(coding)
})
