import { once } from 'node:events'
import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createDecoder, parseContentEncoding } from '../../../src/scrape/decode-body.ts'
import type { Encoding } from '../../../src/scrape/decode-body.ts'

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  [' Identity ', 'identity'],
  ['gzip', 'gzip'],
  ['X-GZIP', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
  ['zstd', 'zstd'],
  ['compress', undefined],
  ['gzip, br', undefined],
  ['constructor', undefined],
])('Content-Encoding %j is %s', (header, encoding) => {
  expect(parseContentEncoding(header)).toBe(encoding)
})

describe('a decoder', () => {
  const body = Buffer.from('a 1\n'.repeat(100_000))

  test.each<[Exclude<Encoding, 'identity'>, Uint8Array]>([
    ['gzip', zlib.gzipSync(body)],
    ['deflate', zlib.deflateSync(body)],
    ['br', zlib.brotliCompressSync(body)],
  ])('undoes %s', async (encoding, encoded) => {
    const decoder = await createDecoder(encoding)
    const chunks: Buffer[] = []
    decoder?.on('data', (chunk: Buffer) => chunks.push(chunk)).end(encoded)
    await once(decoder!, 'end')
    expect(Buffer.concat(chunks).equals(body)).toBe(true)
  })

  test('for zstd is there where the runtime has one', async () => {
    const decoder = await createDecoder('zstd')
    expect(decoder !== undefined).toBe('createZstdDecompress' in zlib)
    decoder?.destroy()
  })
})
