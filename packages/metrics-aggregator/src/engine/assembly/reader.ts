// Bodies in chunks: a target's life from its first byte to its verdict. The partial last line of a chunk is carried
// over to the next, so where the chunks are cut changes nothing.

import { alloc } from './arena'
import { isNameRun, LF, UNDERSCORE } from './bytes'
import { BODY_TRUNCATED, EOF_MISSING, EOF_NOT_LAST, LINE_TOO_LONG, UNIT_UNFIT } from './codes'
import { escapeFamilies } from './escape'
import { INFO, OPENMETRICS, PROTOBUF, STATESET } from './family-type'
import { find } from './findings'
import { noteRefusal, readLine, readLines } from './lines'
import { closeSegment } from './output'
import { feedMessages, finishMessages } from './proto-read'
import { Family, NO_FAMILY, Target } from './records'
import { lineBytesMax, stage } from './settings'

/** Takes the `length` bytes that the host wrote at the stage. False when the target is refused. */
export function feed(target: Target, length: u32): bool {
  if (target.refusal != 0 || target.isDropped) return false
  target.bytes += length
  if (target.format == PROTOBUF) return feedMessages(target, length)
  const end = stage + length
  // Every scan may rely on a line feed behind the data.
  store<u8>(end, LF)
  const start = stage - target.carryLength
  memory.copy(start, target.carry, target.carryLength)
  const last = lastLineFeed(stage, end)
  let rest = start
  if (last != 0) {
    target.carryLength = 0
    if (!readLines(target, start, last)) return false
    rest = last + 1
  }
  const left = <u32>(end - rest)
  if (left > lineBytesMax) return refuseLongLine(target, rest, end)
  keepCarry(target, rest, left)
  return true
}

function refuseLongLine(target: Target, at: usize, end: usize): bool {
  target.line++
  const code = target.sawEof ? EOF_NOT_LAST : LINE_TOO_LONG
  find(target, code, target.line, 1, NO_FAMILY)
  noteRefusal(target, code, target.line, 1, at, end)
  return false
}

function lastLineFeed(start: usize, end: usize): usize {
  for (let p = end; p > start; p--) if (load<u8>(p - 1) == LF) return p - 1
  return 0
}

function keepCarry(target: Target, at: usize, length: u32): void {
  if (length > target.carryCapacity) {
    const capacity = length * 2 < lineBytesMax ? length * 2 : lineBytesMax
    target.carry = alloc(capacity)
    target.carryCapacity = capacity
  }
  memory.copy(target.carry, at, length)
  target.carryLength = length
}

/** The body is over. `isCertain`: its end was told, not only the connection closed. False when refused. */
export function finish(target: Target, isCertain: bool): bool {
  if (target.refusal != 0 || target.isDropped) return false
  if (target.format == PROTOBUF) return finishMessages(target)
  if (!finishLines(target, isCertain)) return false
  if (target.format == OPENMETRICS && !target.sawEof) {
    find(target, EOF_MISSING, 0, 0, NO_FAMILY)
    if (!target.isChecking) {
      noteRefusal(target, EOF_MISSING, 0, 0, stage, stage)
      return false
    }
  }
  closeFamilies(target)
  // Check mode looks at the names as they came first.
  if (!target.isChecking) escapeFamilies(target)
  target.hasEnded = true
  return true
}

/** Ends the families once no line follows; in check mode also where a refusal ended the reading. */
export function closeFamilies(target: Target): void {
  closeSegment(target)
  if (target.format == OPENMETRICS) checkUnits(target)
}

/** Reads the last line, which has no line feed of its own. */
function finishLines(target: Target, isCertain: bool): bool {
  if (target.carryLength == 0) return true
  const start = stage - target.carryLength
  memory.copy(start, target.carry, target.carryLength)
  target.carryLength = 0
  store<u8>(stage, LF)
  if (!isCertain && target.format != OPENMETRICS) {
    noteRefusal(target, BODY_TRUNCATED, 0, 0, start, stage)
    return false
  }
  target.line++
  return readLine(target, start, stage)
}

function checkUnits(target: Target): void {
  for (let family = target.firstFamily; family; family = family.next) {
    if (!family.hasUnit || unitFits(family, family.type)) continue
    find(target, UNIT_UNFIT, family.unitLine, 1, family)
    family.hasUnit = false
    target.unitsDropped++
  }
}

/** A unit is the name's last part, and info and stateset families have none (OpenMetrics 1.0, Unit). */
export function unitFits(family: Family, type: i32): bool {
  if (type == INFO || type == STATESET) return false
  const length = family.unitLength
  if (family.nameLength < length + 1 || (family.isQuoted && !isNameRun(family.unit, length))) return false
  const tail = family.name + family.nameLength - length
  return load<u8>(tail - 1) == UNDERSCORE && memory.compare(tail, family.unit, length) == 0
}
