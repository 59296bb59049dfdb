/**
 * Bytes as text with one character per byte (Latin-1), so that the model can slice, compare and match them like
 * strings without losing any. Only this file knows how such text maps to UTF-8.
 */

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function bytesOfText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** The byte text of an ordinary string: its UTF-8 encoding. */
export function utf8Text(ordinary: string): string {
  return Buffer.from(ordinary, 'utf8').toString('latin1')
}

/** The ordinary string of byte text that is UTF-8. */
export function ordinaryText(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8')
}

/** The code points of byte text, each as an ordinary string; undefined if the bytes are not strict UTF-8. */
export function codePointsOf(text: string): readonly string[] | undefined {
  try {
    return Array.from(STRICT_UTF8.decode(bytesOfText(text)))
  } catch {
    return undefined
  }
}

export function isUtf8(text: string): boolean {
  return codePointsOf(text) !== undefined
}
