// Names that a bare name could not hold (merge-semantics §4.3 and §10): whether a quoted string is one, and what each
// escaping scheme makes of it. Names are handed about as the bytes between the quotes, escapes kept; since no escape has
// two spellings, equal names have equal bytes.

import { BACKSLASH, COLON, DOT, isDigit, QUOTE, UNDERSCORE } from './bytes'
import { DOTS, escaping, UNDERSCORES } from './settings'
import { invalidAt, sequenceEnd } from './utf8'

/** Letter of the escape of a line feed. */
const LETTER_N: u8 = 0x6e

/** A rewritten name is at most this often as long as it was, and this many bytes more. */
const ESCAPED_TIMES: usize = 5
const ESCAPED_MORE: usize = 3

/** Room that a rewritten name of that many bytes may take. */
export function escapedRoom(length: usize): usize {
  return length * ESCAPED_TIMES + ESCAPED_MORE
}

/** Whether the bytes between two quotes are a name: not empty, UTF-8 without NUL, no escapes but the three. */
export function isSoundName(at: usize, end: usize): bool {
  if (at == end || invalidAt(at, end) != end) return false
  for (let p = at; p < end; p++) {
    const c = load<u8>(p)
    // Prometheus' readers take a NUL for the end of their input.
    if (c == 0) return false
    if (c != BACKSLASH) continue
    const next = load<u8>(++p)
    if (next != BACKSLASH && next != QUOTE && next != LETTER_N) return false
  }
  return true
}

/** Writes the name as the page's scheme says, bare; returns the end of what was written. Not for `allow-utf-8`. */
export function escapeName(to: usize, at: usize, end: usize, isLabel: bool): usize {
  let out = escaping > DOTS ? writeMark(to) : to
  for (let p = at; p < end; ) {
    const isFirst = p == at
    const next = characterEnd(p)
    const code = codePoint(p)
    p = next
    if (escaping != UNDERSCORES && code == <u32>UNDERSCORE) out = writePair(out)
    else if (code < 0x80 && isBareByte(<u8>code, isLabel, isFirst)) store<u8>(out++, <u8>code)
    else if (escaping == UNDERSCORES) store<u8>(out++, UNDERSCORE)
    else if (escaping == DOTS) out = code == <u32>DOT ? writeDot(out) : writePair(out)
    else out = writeCode(out, code)
  }
  return out
}

function isBareByte(c: u8, isLabel: bool, isFirst: bool): bool {
  if (isDigit(c)) return !isFirst
  if (c == COLON) return !isLabel
  return c == UNDERSCORE || <u8>((c | 0x20) - 0x61) < 26
}

function characterEnd(at: usize): usize {
  const c = load<u8>(at)
  if (c == BACKSLASH) return at + 2
  return c < 0x80 ? at + 1 : sequenceEnd(at)
}

/** The code point of the sound character, or escape, at `at`. */
function codePoint(at: usize): u32 {
  const c = <u32>load<u8>(at)
  if (c == <u32>BACKSLASH) return load<u8>(at + 1) == LETTER_N ? 0x0a : <u32>load<u8>(at + 1)
  if (c < 0x80) return c
  if (c < 0xe0) return ((c & 0x1f) << 6) | tail(at + 1)
  if (c < 0xf0) return ((c & 0x0f) << 12) | (tail(at + 1) << 6) | tail(at + 2)
  return ((c & 0x07) << 18) | (tail(at + 1) << 12) | (tail(at + 2) << 6) | tail(at + 3)
}

function tail(at: usize): u32 {
  return <u32>load<u8>(at) & 0x3f
}

/** `U__`, with which the scheme `values` marks a name that it changed. */
function writeMark(at: usize): usize {
  store<u8>(at, 0x55)
  return writePair(at + 1)
}

function writePair(at: usize): usize {
  store<u8>(at, UNDERSCORE)
  store<u8>(at + 1, UNDERSCORE)
  return at + 2
}

/** `_dot_`. */
function writeDot(at: usize): usize {
  store<u32>(at, 0x746f645f)
  store<u8>(at + 4, UNDERSCORE)
  return at + 5
}

/** `_` hexadecimal digits `_`. */
function writeCode(at: usize, code: u32): usize {
  let out = at
  store<u8>(out++, UNDERSCORE)
  let shift: i32 = 20
  while (shift > 0 && code >> shift == 0) shift -= 4
  for (; shift >= 0; shift -= 4) {
    const digit = <u8>((code >> shift) & 15)
    store<u8>(out++, digit < 10 ? digit + 0x30 : digit + 0x57)
  }
  store<u8>(out++, UNDERSCORE)
  return out
}
