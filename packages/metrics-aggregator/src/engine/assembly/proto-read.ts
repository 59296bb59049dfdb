// A protobuf body in chunks: whole MetricFamily messages are gathered (the part of one that a chunk ends in is carried
// over) and read, so where the chunks are cut changes nothing (merge-semantics §11, Reading).

import { alloc } from './arena'
import { BODY_TRUNCATED, FAMILY_TOO_LONG, fault, faultAt, refuse, WIRE_INVALID } from './codes'
import { escapeFamilies } from './escape'
import { findAt, offsetOf } from './findings'
import { noteRefusal } from './lines'
import { closeSegment } from './output'
import { readFamily, readName, readNameLength } from './proto-family'
import { NO_FAMILY, Target } from './records'
import { familyBytesMax, stage } from './settings'
import { readVarint, varint } from './wire'

const LENGTH_BYTES_MAX: usize = 10
/** Scans may read so far behind a message. */
const PAD: usize = 64
const CARRY_BYTES_MIN: usize = 4096

/** Takes the `length` bytes that the host wrote at the stage. False when the target is refused. */
export function feedMessages(target: Target, length: u32): bool {
  const end = stage + length
  let p = stage
  while (p < end) {
    if (target.carryLength != 0) {
      p = continueCarry(target, p, end)
      if (p == 0) return false
      continue
    }
    const body = startOfBody(target, p, end)
    if (body == 0) return false
    if (body > end || varint > <u64>(end - body)) {
      addToCarry(target, p, end - p)
      target.carryNeed = body > end ? 0 : body - p + <usize>varint
      return true
    }
    const next = body + <usize>varint
    if (!takeMessage(target, p, body, next)) return false
    p = next
  }
  return true
}

/** Behind the length at `at`, which is left in `varint`; past `end` when it is not whole yet; 0 when refused. */
function startOfBody(target: Target, at: usize, end: usize): usize {
  const body = readVarint(at, end)
  if (body == 0) {
    if (end - at < LENGTH_BYTES_MAX && load<u8>(end - 1) >= 0x80) return end + 1
    refuse(WIRE_INVALID, at)
  } else {
    if (varint <= <u64>familyBytesMax) return body
    refuse(FAMILY_TOO_LONG, at)
  }
  refuseMessage(target, at, at, at)
  return 0
}

/** Adds to the carried message what it lacks, and reads it once it is whole. Returns the rest's place, 0 when refused. */
function continueCarry(target: Target, at: usize, end: usize): usize {
  let p = at
  while (target.carryNeed == 0) {
    if (p == end) return p
    addToCarry(target, p++, 1)
    const stop = target.carry + target.carryLength
    const body = startOfBody(target, target.carry, stop)
    if (body == 0) return 0
    if (body <= stop) target.carryNeed = body - target.carry + <usize>varint
  }
  const missing = target.carryNeed - target.carryLength
  const taken = end - p < missing ? end - p : missing
  addToCarry(target, p, taken)
  p += taken
  if (<usize>target.carryLength < target.carryNeed) return p
  const start = target.carry
  const body = readVarint(start, start + target.carryLength)
  const stop = start + target.carryNeed
  target.carryLength = 0
  target.carryNeed = 0
  return takeMessage(target, start, body, stop) ? p : 0
}

function addToCarry(target: Target, at: usize, length: usize): void {
  const needed = <usize>target.carryLength + length
  if (needed > target.carryCapacity) {
    // Twice what there is, whatever the length claims: memory follows the bytes that have come.
    const capacity = needed * 2 < CARRY_BYTES_MIN ? CARRY_BYTES_MIN : needed * 2
    const carry = alloc(capacity + PAD)
    memory.copy(carry, target.carry, target.carryLength)
    target.carry = carry
    target.carryCapacity = <u32>capacity
  }
  memory.copy(target.carry + target.carryLength, at, length)
  target.carryLength = <u32>needed
}

/** Reads one whole message. False when it refuses the target. */
function takeMessage(target: Target, start: usize, at: usize, end: usize): bool {
  target.messageStart = start
  if (!readFamily(target, at, end) && !isPassedOver(target)) return refuseMessage(target, start, at, end)
  target.messageAt += <u32>(end - start)
  return true
}

/** Check mode tells of a message that would refuse its target and goes on. */
function isPassedOver(target: Target): bool {
  if (!target.isChecking) return false
  findAt(target, fault, faultAt, NO_FAMILY)
  return true
}

function refuseMessage(target: Target, start: usize, at: usize, end: usize): bool {
  target.messageStart = start
  target.refusalOffset = offsetOf(target, faultAt)
  target.message = at
  target.messageLength = <u32>(end - at)
  target.messageOffset = offsetOf(target, at)
  const hasName = end != at
  noteRefusal(target, fault, 0, 0, hasName ? readName : at, hasName ? readName + readNameLength : at)
  findAt(target, fault, faultAt, NO_FAMILY)
  return false
}

/** The body is over: a message that is not whole refuses it. */
export function finishMessages(target: Target): bool {
  if (target.carryLength != 0) {
    refuse(BODY_TRUNCATED, target.carry)
    refuseMessage(target, target.carry, target.carry, target.carry)
    return false
  }
  closeSegment(target)
  if (!target.isChecking) escapeFamilies(target)
  target.hasEnded = true
  return true
}
