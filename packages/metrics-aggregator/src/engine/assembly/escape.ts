// A target's families under the names that the page's scheme gives them (merge-semantics §10), once all lines are read
// and every type is known: a family's name is escaped and its samples follow it, so that no sample leaves its family.

import { alloc, copy, equal } from './arena'
import { BRACE_OPEN, COMMA, lineEnd } from './bytes'
import { lineName, lineNameEnd, readName } from './canonical'
import { BARE, COUNTER, INFO, INFO_SUFFIX, OPENMETRICS, suffixBytes, suffixLength, suffixOf, suffixSet, TOTAL } from './family-type'
import { escapedRoom, escapeName } from './names'
import { appendLine, keepWritten, roomFor, write } from './ranges'
import { Family, likeFamily, rebuildTable, renameFamily, Target } from './records'
import { ALLOW_UTF_8, escaping } from './settings'

export function escapeFamilies(target: Target): void {
  if (escaping == ALLOW_UTF_8 || !target.hasQuotedNames) return
  for (let family = target.firstFamily; family; family = family.next) if (family.isQuoted) escapeFamily(target, family)
  rebuildTable(target)
}

function escapeFamily(target: Target, family: Family): void {
  const name = alloc(escapedRoom(family.nameLength + 16))
  const length = <u32>(writeFamilyName(name, family, target.format) - name)
  // The metrics of a protobuf family do not bear its name.
  if (!family.isBinary) renameLines(target, family, name, length)
  family.original = family.name
  family.originalLength = family.nameLength
  family.isQuoted = false
  renameFamily(family, name, length)
}

function renameLines(target: Target, family: Family, name: usize, length: u32): void {
  const set = suffixSet(family.type, target.format)
  const made = likeFamily(family)
  for (let segment = family.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; ) {
      const behind = readName(at)
      const next = lineEnd(behind) + 1
      const start = roomFor(escapedRoom(lineNameEnd - lineName) + length + 16 + (next - at))
      const suffix = suffixInFamily(family) & set
      const end = suffix != 0 ? writeSuffixed(start, name, length, suffix) : escapeName(start, lineName, lineNameEnd, false)
      const stop = writeRest(end, behind, next)
      keepWritten(stop)
      appendLine(made, start, stop, segment.sequence, ordinal++)
      at = next
    }
  }
  family.first = made.first
  family.last = made.last
}

/**
 * OpenMetrics names a counter and an info without the suffix that all their samples have and that belongs to their
 * name in text; escaped with it, they are called alike in both formats.
 */
function writeFamilyName(to: usize, family: Family, format: i32): usize {
  const suffix = format == OPENMETRICS && family.type == COUNTER ? TOTAL : family.type == INFO ? INFO_SUFFIX : BARE
  const added = suffixLength(suffix)
  const whole = alloc(<usize>family.nameLength + added)
  copy(whole, family.name, family.nameLength)
  memory.copy(whole + family.nameLength, suffixBytes(suffix), added)
  return escapeName(to, whole, whole + family.nameLength + added, false) - added
}

/** What the name of the line last read adds to the family's; 0 when that is no suffix. */
function suffixInFamily(family: Family): i32 {
  const length = lineNameEnd - lineName
  const stem = family.nameLength
  if (length < stem || !equal(lineName, family.name, stem)) return 0
  return suffixOf(lineName + stem, length - stem)
}

function writeSuffixed(to: usize, name: usize, length: usize, suffix: i32): usize {
  const end = write(to, name, length)
  return suffix == BARE ? end : write(end, suffixBytes(suffix), suffixLength(suffix))
}

/** The line behind its quoted name; a block that held nothing but the name is left out. */
function writeRest(to: usize, behind: usize, next: usize): usize {
  let out = to
  if (load<u8>(behind) == COMMA) store<u8>(out++, BRACE_OPEN)
  return write(out, behind + 1, next - behind - 1)
}
