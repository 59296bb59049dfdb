// A family of a protobuf page: one message, of which only the beginning is written here; its metrics stand where they
// were read or raised to (merge-semantics §11, A protobuf page).

import { copy } from './arena'
import { COUNTER, GAUGE, GAUGEHISTOGRAM, HISTOGRAM, SUMMARY } from './family-type'
import { PageFamily } from './page-family'
import { unescape, unescapedLength } from './proto-pairs'
import { raise } from './proto-raise'
import { keepWritten, roomFor } from './ranges'
import { Family } from './records'
import { varintLength, writeVarint } from './wire'

const NAME_TAG: u8 = 0x0a
const HELP_TAG: u8 = 0x12
const TYPE_TAG: u8 = 0x18
const UNIT_TAG: u8 = 0x2a

/** Turns the members that are lines into messages. */
export function raiseMembers(page: PageFamily): void {
  for (let member = page.first; member; member = member.nextMember) if (!member.isBinary) raise(member, page.type)
}

export let headerEnd: usize = 0

/** Writes the family's length and its own fields; the place behind them is left in `headerEnd`. */
export function writeMessageHeader(page: PageFamily, help: Family, unit: Family, type: i32): usize {
  const number = typeNumber(type)
  // Between quotes a name may have escapes.
  const nameLength = unescapedLength(page.name, page.name + page.nameLength)
  const size = textSize(nameLength) + (help ? textSize(help.helpLength) : 0) + 2 + (unit ? textSize(unit.unitLength) : 0)
  const whole = size + memberBytes(page)
  const start = roomFor(size + 16)
  let out = writeVarint(start, whole)
  store<u8>(out, NAME_TAG)
  out = unescape(writeVarint(out + 1, nameLength), page.name, page.name + page.nameLength)
  if (help) out = writeText(out, HELP_TAG, help.help, help.helpLength)
  store<u8>(out++, TYPE_TAG)
  store<u8>(out++, number)
  if (unit) out = writeText(out, UNIT_TAG, unit.unit, unit.unitLength)
  keepWritten(out)
  headerEnd = out
  return start
}

function textSize(length: usize): usize {
  return 1 + varintLength(length) + length
}

function writeText(to: usize, tag: u8, at: usize, length: usize): usize {
  store<u8>(to, tag)
  const out = writeVarint(to + 1, length)
  copy(out, at, length)
  return out + length
}

function memberBytes(page: PageFamily): usize {
  let bytes: usize = 0
  for (let member = page.first; member; member = member.nextMember) {
    bytes += member.extrasLength
    for (let segment = member.first; segment; segment = segment.next) bytes += segment.end - segment.start
  }
  return bytes
}

/** The number of a type in MetricFamily; whatever protobuf has no word for is untyped. */
function typeNumber(type: i32): u8 {
  if (type == COUNTER) return 0
  if (type == GAUGE) return 1
  if (type == SUMMARY) return 2
  if (type == HISTOGRAM) return 4
  return type == GAUGEHISTOGRAM ? 5 : 3
}
