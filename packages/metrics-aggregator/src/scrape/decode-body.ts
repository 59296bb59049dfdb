/**
 * Content codings of a body: which ones are known, and a streaming decoder for each. Targets are asked for identity,
 * so zlib is loaded only when one compresses nevertheless (exposition-semantics, case 14).
 */
import type { Transform } from 'node:stream'

export type Encoding = 'identity' | 'gzip' | 'deflate' | 'br' | 'zstd'

/** A map, because a header may also say `constructor`. */
const ENCODING_BY_TOKEN: ReadonlyMap<string, Encoding> = new Map([
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
  ['zstd', 'zstd'],
])

/** The coding that a Content-Encoding header names; undefined for an unknown one and for several on top of each other. */
export function parseContentEncoding(header: string | undefined): Encoding | undefined {
  return ENCODING_BY_TOKEN.get(header?.trim().toLowerCase() ?? '')
}

/** Large enough that a page of megabytes takes a few dozen steps. */
const OPTIONS = { chunkSize: 65_536 } as const

/** Undefined where this runtime has no such decoder (zstd before Node 22.15). */
export async function createDecoder(encoding: Exclude<Encoding, 'identity'>): Promise<Transform | undefined> {
  const zlib = await import('node:zlib')
  switch (encoding) {
    case 'gzip':
      return zlib.createGunzip(OPTIONS)
    case 'deflate':
      return zlib.createInflate(OPTIONS)
    case 'br':
      return zlib.createBrotliDecompress(OPTIONS)
    case 'zstd':
      return zstdConstructorOf(zlib)?.(OPTIONS)
  }
}

type DecoderConstructor = (options: typeof OPTIONS) => Transform

/** The types of the oldest supported Node do not know zstd, so its presence is looked at. */
function zstdConstructorOf(zlib: object): DecoderConstructor | undefined {
  return 'createZstdDecompress' in zlib ? (zlib.createZstdDecompress as DecoderConstructor) : undefined
}
