// UTF-8 validation by the table of Unicode 15 section 3.9 (D92): no overlong forms, no surrogates, nothing past U+10FFFF.

// @ts-ignore: decorator
@inline
function isContinuation(byte: u8): bool {
  return (byte & 0xc0) == 0x80
}

/** The end of the well-formed multi-byte sequence at `at`, or 0. Reads no byte behind one that is not a continuation. */
export function sequenceEnd(at: usize): usize {
  const lead = load<u8>(at)
  if (lead < 0xc2 || lead > 0xf4) return 0
  const second = load<u8>(at + 1)
  if (lead < 0xe0) return isContinuation(second) ? at + 2 : 0
  if (lead < 0xf0) {
    const low: u8 = lead == 0xe0 ? 0xa0 : 0x80
    const high: u8 = lead == 0xed ? 0x9f : 0xbf
    if (second < low || second > high) return 0
    return isContinuation(load<u8>(at + 2)) ? at + 3 : 0
  }
  const low: u8 = lead == 0xf0 ? 0x90 : 0x80
  const high: u8 = lead == 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high || !isContinuation(load<u8>(at + 2))) return 0
  return isContinuation(load<u8>(at + 3)) ? at + 4 : 0
}

/** The first byte of the range that begins no well-formed character, or `end`. A line feed stands at or behind `end`. */
export function invalidAt(at: usize, end: usize): usize {
  while (at < end) {
    if (load<u8>(at) < 0x80) {
      at++
      continue
    }
    const next = sequenceEnd(at)
    if (next == 0 || next > end) return at
    at = next
  }
  return end
}
