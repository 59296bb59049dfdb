// A fingerprint of text: FNV-1a with 64 bits. It tells diagnostics apart and does not protect anything, so it needs no
// cryptography, and this folder stays free of node: modules.

const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n

/** 16 hexadecimal digits of the UTF-8 bytes. */
export function hashOf(text: string): string {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME)
  return hash.toString(16).padStart(16, '0')
}
