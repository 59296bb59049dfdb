// Messages written from front to back: their length stands before them and is known only behind them, so room for it is
// guessed by the message before, and the bytes move where the guess was wrong.

import { varintLength, writeVarint } from './wire'

/** Leaves room for a tag and a length of `guess` bytes; returns where the message's own bytes begin. */
// @ts-ignore: decorator
@inline
export function openMessage(at: usize, tag: u8, guess: usize): usize {
  store<u8>(at, tag)
  return at + 1 + guess
}

/** Ends the message that was opened at `at`; returns the place behind it. */
export function closeMessage(at: usize, guess: usize, end: usize): usize {
  const body = at + 1 + guess
  const size = end - body
  const needed = varintLength(size)
  if (needed != guess) memory.copy(at + 1 + needed, body, size)
  writeVarint(at + 1, size)
  return at + 1 + needed + size
}

// @ts-ignore: decorator
@inline
export function writeDoubleField(at: usize, tag: u8, number: f64): usize {
  store<u8>(at, tag)
  store<f64>(at + 1, number)
  return at + 9
}

export function writeNumberField(at: usize, tag: u8, number: u64): usize {
  store<u8>(at, tag)
  return writeVarint(at + 1, number)
}
