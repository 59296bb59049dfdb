// Byte constants and the scanning primitives that every reader uses. All scans rely on a line feed at or behind the
// range they are given (the reader stores one), so none of them takes an end.

const TAB: u8 = 0x09
export const LF: u8 = 0x0a
export const CR: u8 = 0x0d
export const SPACE: u8 = 0x20
export const QUOTE: u8 = 0x22
export const HASH: u8 = 0x23
export const PLUS: u8 = 0x2b
export const COMMA: u8 = 0x2c
export const MINUS: u8 = 0x2d
export const DOT: u8 = 0x2e
export const ZERO: u8 = 0x30
export const COLON: u8 = 0x3a
export const EQUALS: u8 = 0x3d
export const BACKSLASH: u8 = 0x5c
export const UNDERSCORE: u8 = 0x5f
export const BRACE_OPEN: u8 = 0x7b
export const BRACE_CLOSE: u8 = 0x7d

// @ts-ignore: decorator
@inline
export function isDigit(byte: u8): bool {
  return <u8>(byte - ZERO) < 10
}

// @ts-ignore: decorator
@inline
export function isBlank(byte: u8): bool {
  return byte == SPACE || byte == TAB
}

// @ts-ignore: decorator
@inline
export function skipBlanks(at: usize): usize {
  while (isBlank(load<u8>(at))) at++
  return at
}

/** Bit i is set where byte i of the 16 at `at` can stand inside a metric name. */
// @ts-ignore: decorator
@inline
function nameMask(at: usize): i32 {
  const v = v128.load(at)
  const lower = v128.or(v, i8x16.splat(0x20))
  const alpha = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26))
  // The colon follows the nine, so one range serves both.
  const digit = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(11))
  const underscore = i8x16.eq(v, i8x16.splat(0x5f))
  return i8x16.bitmask(v128.or(v128.or(alpha, digit), underscore))
}

/** Bit i is set where byte i of the 16 at `at` can stand inside a label name. */
// @ts-ignore: decorator
@inline
function labelMask(at: usize): i32 {
  const v = v128.load(at)
  const lower = v128.or(v, i8x16.splat(0x20))
  const alpha = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26))
  const digit = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10))
  const underscore = i8x16.eq(v, i8x16.splat(0x5f))
  return i8x16.bitmask(v128.or(v128.or(alpha, digit), underscore))
}

/** The end of the run of `[a-zA-Z0-9_]` at `at`: a label name, its first byte aside. */
// @ts-ignore: decorator
@inline
export function labelEnd(at: usize): usize {
  while (true) {
    const other = ~labelMask(at) & 0xffff
    if (other != 0) return at + ctz(other)
    at += 16
  }
}

/** The end of the run of `[a-zA-Z0-9_:]` at `at`. Whoever asks checks the first byte. */
// @ts-ignore: decorator
@inline
export function nameEnd(at: usize): usize {
  while (true) {
    const other = ~nameMask(at) & 0xffff
    if (other != 0) return at + ctz(other)
    at += 16
  }
}

/** The first quote, backslash, line feed or non-ASCII byte. */
// @ts-ignore: decorator
@inline
export function plainEnd(at: usize): usize {
  while (true) {
    const v = v128.load(at)
    const stop = v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
      v128.or(i8x16.eq(v, i8x16.splat(0x0a)), v),
    )
    const mask = i8x16.bitmask(stop)
    if (mask != 0) return at + ctz(mask)
    at += 16
  }
}

/** The next line feed. */
// @ts-ignore: decorator
@inline
export function lineEnd(at: usize): usize {
  while (true) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0x0a)))
    if (mask != 0) return at + ctz(mask)
    at += 16
  }
}

/** The bare metric name at `at`, or 0 when there is none. */
export function metricNameEnd(at: usize): usize {
  if (isDigit(load<u8>(at))) return 0
  const end = nameEnd(at)
  return end == at ? 0 : end
}

/** Whether the bytes, which are not none, are a bare metric name; may read up to 15 bytes past the end. */
export function isPlainName(at: usize, length: usize): bool {
  return !isDigit(load<u8>(at)) && isNameRun(at, length)
}

/** Whether all the bytes can stand inside a bare metric name; may read up to 15 bytes past the end. */
export function isNameRun(at: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += 16) {
    const rest = length - i
    const within = rest < 16 ? (1 << <i32>rest) - 1 : 0xffff
    if ((~nameMask(at + i) & within) != 0) return false
  }
  return true
}

/** Whether the bytes are a bare label name; may read up to 15 bytes past the end. */
// @ts-ignore: decorator
@inline
export function isPlainLabel(at: usize, length: usize): bool {
  return !isDigit(load<u8>(at)) && labelEndsAt(at, length)
}

function labelEndsAt(at: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += 16) {
    const rest = length - i
    const within = rest < 16 ? (1 << <i32>rest) - 1 : 0xffff
    if ((~labelMask(at + i) & within) != 0) return false
  }
  return true
}

/** The bare label name at `at` (no colon anywhere), or 0. */
export function labelNameEnd(at: usize): usize {
  const end = labelEnd(at)
  return end == at || isDigit(load<u8>(at)) ? 0 : end
}
