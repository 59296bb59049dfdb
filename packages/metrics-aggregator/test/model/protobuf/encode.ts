/** The wire format written as byte text, one field at a time. */

const CONTINUES = 0x80n

export function varint(value: bigint): string {
  const bytes: string[] = []
  let rest = BigInt.asUintN(64, value)
  while (rest >= CONTINUES) {
    bytes.push(String.fromCharCode(Number((rest & 0x7fn) | CONTINUES)))
    rest >>= 7n
  }
  return bytes.join('') + String.fromCharCode(Number(rest))
}

const tag = (number: number, wire: number): string => varint(BigInt(number * 8 + wire))

export function varintField(number: number, value: bigint): string {
  return tag(number, 0) + varint(value)
}

export function doubleField(number: number, value: number): string {
  return tag(number, 1) + doubleBytes(value)
}

export function doubleBytes(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes.toString('latin1')
}

/** Strings, packed numbers and messages. */
export function bytesField(number: number, content: string): string {
  return tag(number, 2) + delimited(content)
}

/** Behind its length. */
export function delimited(content: string): string {
  return varint(BigInt(content.length)) + content
}

export function zigzag(value: bigint): bigint {
  return value >= 0n ? value * 2n : -value * 2n - 1n
}
