// LabelPair messages made of what stands in a text label block, and the text that escapes stand for.

import { alloc, copy } from './arena'
import { BACKSLASH, LF, QUOTE } from './bytes'
import { Target } from './records'
import { varintLength, writeVarint } from './wire'

const PAIR_TAG: u8 = 0x0a
const NAME_TAG: u8 = 0x0a
const VALUE_TAG: u8 = 0x12
const NEW_LINE: u8 = 0x0a
const LETTER_N: u8 = 0x6e

/** The injected labels of a target as fields of a metric, one after the other. */
export function encodeInjected(target: Target): void {
  // A pair has two tags and two lengths more than its text at most, each of up to five bytes.
  target.pairs = alloc(<usize>target.injectedLength * 2 + <usize>target.injectedCount * 32)
  let out = target.pairs
  for (let i: u32 = 0; i < target.injectedCount; i++) {
    const entry = target.injectedLabels + ((<usize>i) << 4)
    const nameLength = load<u32>(entry, 4)
    const part = load<u32>(entry, 8)
    const end = part + load<u32>(entry, 12)
    // `name="value"`
    out = writePair(out, part, part + nameLength, part + nameLength + 2, end - 1)
  }
  target.pairsLength = <u32>(out - target.pairs)
}

/** Writes a label whose name and value are escaped as in text; returns the place behind it. */
export function writePair(to: usize, name: usize, nameEnd: usize, value: usize, valueEnd: usize): usize {
  const nameLength = unescapedLength(name, nameEnd)
  const valueLength = unescapedLength(value, valueEnd)
  const inner: usize = 2 + varintLength(nameLength) + nameLength + varintLength(valueLength) + valueLength
  store<u8>(to, PAIR_TAG)
  let out = writeVarint(to + 1, inner)
  store<u8>(out, NAME_TAG)
  out = writeVarint(out + 1, nameLength)
  out = writeText(out, name, nameEnd, nameLength)
  store<u8>(out, VALUE_TAG)
  out = writeVarint(out + 1, valueLength)
  return writeText(out, value, valueEnd, valueLength)
}

/** Writes what the text stands for, which is that long. */
function writeText(to: usize, at: usize, end: usize, length: usize): usize {
  if (length != end - at) return unescape(to, at, end)
  copy(to, at, length)
  return to + length
}

function firstBackslash(at: usize, end: usize): usize {
  for (let p = at; p < end; p += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x5c)))
    if (mask == 0) continue
    const found = p + ctz(mask)
    return found < end ? found : end
  }
  return end
}

/** Bytes of what an escaped text stands for. */
export function unescapedLength(at: usize, end: usize): usize {
  if (firstBackslash(at, end) == end) return end - at
  let length: usize = 0
  for (let p = at; p < end; length++) p += isEscape(p, end) ? 2 : 1
  return length
}

/** A backslash before anything else stands for itself. */
// @ts-ignore: decorator
@inline
function isEscape(at: usize, end: usize): bool {
  if (load<u8>(at) != BACKSLASH || at + 1 == end) return false
  const next = load<u8>(at + 1)
  return next == BACKSLASH || next == QUOTE || next == LETTER_N
}

/** Writes what the escapes `\\`, `\"` and `\n` stand for; returns the place behind it. */
export function unescape(to: usize, at: usize, end: usize): usize {
  let out = to
  for (let p = at; p < end; p++) {
    let c = load<u8>(p)
    if (isEscape(p, end)) {
      c = load<u8>(++p)
      if (c == LETTER_N) c = NEW_LINE
    }
    store<u8>(out++, c)
  }
  return out
}

/** The same for a help text, where text knows no `\"`. */
export function unescapeHelp(to: usize, at: usize, end: usize, knowsQuotes: bool): usize {
  let out = to
  for (let p = at; p < end; p++) {
    let c = load<u8>(p)
    if (isEscape(p, end) && (knowsQuotes || load<u8>(p + 1) != QUOTE)) {
      c = load<u8>(++p)
      if (c == LETTER_N) c = NEW_LINE
    }
    store<u8>(out++, c)
  }
  return out
}

/** Writes text with `\\`, `\n` and, where asked for, `\"`; may write up to 15 bytes past the end. */
export function writeEscaped(to: usize, at: usize, end: usize, escapesQuotes: bool): usize {
  const quotes = i8x16.splat(escapesQuotes ? QUOTE : BACKSLASH)
  let out = to
  let p = at
  while (p < end) {
    const v = v128.load(p)
    v128.store(out, v)
    const backslashes = i8x16.eq(v, i8x16.splat(BACKSLASH))
    const mask = i8x16.bitmask(v128.or(v128.or(backslashes, i8x16.eq(v, quotes)), i8x16.eq(v, i8x16.splat(LF))))
    const plain: usize = mask == 0 ? 16 : ctz(mask)
    if (plain >= end - p) return out + (end - p)
    out += plain
    p += plain
    if (plain == 16) continue
    const c = load<u8>(p++)
    store<u8>(out, BACKSLASH)
    store<u8>(out + 1, c == LF ? LETTER_N : c)
    out += 2
  }
  return out
}
