// How the samples of a family stand together (the repairable rules of merge-semantics §8): groups in one piece, no
// series twice, timestamps all there or none and rising, exemplars only where they may be.

import { BACKSLASH, BRACE_CLOSE, LF, QUOTE } from './bytes'
import {
  groupA, groupB, keyLine, labelName, labelNameEnd, labelValue, labelValueEnd, lineExemplar, lineName, lineNameEnd,
  lineStop, lineTimestamp, nextLabel, readCanonical, seriesA, seriesB,
} from './canonical'
import {
  EXEMPLAR_MISPLACED, EXEMPLAR_TOO_LONG, SERIES_DUPLICATE, SERIES_INTERLEAVED, TIMESTAMP_BACKWARDS, TIMESTAMPS_MIXED,
} from './codes'
import { BUCKET, COUNTER, GAUGEHISTOGRAM, HISTOGRAM, INFO, suffixOf, TEXT, TOTAL } from './family-type'
import { find } from './findings'
import { alloc, allocZeroed } from './arena'
import { KeyMap, newKeyMap, putKey } from './key-map'
import { compareNumbers, hashNumber } from './number'
import { appendLine, keepWritten, roomFor, write } from './ranges'
import { Family, likeFamily, sourceLineOf } from './records'

const EXEMPLAR_CODE_POINTS_MAX: u32 = 128

/** One line of a family that is being repaired. */
@unmanaged
class Line {
  start: usize
  end: usize
  sequence: u32
  sample: u32
  next: Line
}

/** The lines of one group in order, and what its kept lines have shown so far. */
@unmanaged
class Group {
  first: Line
  last: Line
  hasTimestamp: bool
  lastTimestamp: usize
  next: Group
}

/** Whether every line of the family stands as it should; ends at the first that does not. */
function isGrouped(family: Family, type: i32): bool {
  const groups = newKeyMap()
  const series = newKeyMap()
  let a: u64 = 0
  let b: u64 = 0
  let time: usize = 0
  let isFirst = true
  for (let segment = family.first; segment; segment = segment.next) {
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      keyLine(family, type)
      const isSame = !isFirst && groupA == a && groupB == b
      if (!isSame && putKey(groups, groupA, groupB, 0) >= 0) return false
      if (putKey(series, seriesA ^ groupA, seriesB + groupB, 0) >= 0) return false
      if (isSame && !isInOrder(time, lineTimestamp, type)) return false
      if (lineExemplar != 0 && exemplarFault(family, type) != 0) return false
      isFirst = false
      a = groupA
      b = groupB
      time = lineTimestamp
    }
  }
  return true
}

function isInOrder(before: usize, after: usize, type: i32): bool {
  if ((before == 0) != (after == 0)) return false
  return after == 0 || type == INFO || compareNumbers(after, before) >= 0
}

function exemplarFault(family: Family, type: i32): i32 {
  const stem = family.nameLength
  const length = lineNameEnd - lineName
  const suffix = length < stem ? 0 : suffixOf(lineName + stem, length - stem)
  const fits = (type == COUNTER && suffix == TOTAL) || ((type == HISTOGRAM || type == GAUGEHISTOGRAM) && suffix == BUCKET)
  if (!fits) return EXEMPLAR_MISPLACED
  return exemplarCodePoints() > EXEMPLAR_CODE_POINTS_MAX ? EXEMPLAR_TOO_LONG : 0
}

/** Code points of the label names and values of the exemplar, an escape counting as the one character that it means. */
function exemplarCodePoints(): u32 {
  let count: u32 = 0
  // `# {` stands before the first label.
  for (let p = lineExemplar + 3; load<u8>(p) != BRACE_CLOSE; ) {
    p = nextLabel(p)
    count += <u32>(labelNameEnd - labelName)
    count += valueCodePoints(labelValue, labelValueEnd)
  }
  return count
}

function valueCodePoints(at: usize, end: usize): u32 {
  let count: u32 = 0
  for (let p = at; p < end; p++) {
    const c = load<u8>(p)
    if ((c & 0xc0) == 0x80) continue
    count++
    const next = load<u8>(p + 1)
    if (c == BACKSLASH && p + 1 < end && (next == BACKSLASH || next == QUOTE || next == 0x6e)) p++
  }
  return count
}

/** The family with its grouping repaired; itself when there is nothing to repair. */
export function repairGrouping(family: Family, type: i32, isReporting: bool): Family {
  if (isGrouped(family, type)) return family
  const groups = collectGroups(family, type, isReporting)
  const made = likeFamily(family)
  const seen = newKeyMap()
  for (let group: Group = groups; group; group = group.next) {
    for (let line = group.first; line; line = line.next) keepLine(made, group, line, seen, type, isReporting)
  }
  return made
}

/** The family's lines with those of one group and time together, in order of first appearance. */
export function regrouped(family: Family, type: i32): Family {
  const made = likeFamily(family)
  groupsByTime = true
  const groups = collectGroups(family, type, false)
  groupsByTime = false
  for (let group: Group = groups; group; group = group.next) {
    for (let line = group.first; line; line = line.next) appendLine(made, line.start, line.end, line.sequence, line.sample)
  }
  return made
}

let groupsByTime: bool = false

function collectGroups(family: Family, type: i32, isReporting: bool): Group {
  const map = newKeyMap()
  let first: Group = changetype<Group>(0)
  let last: Group = changetype<Group>(0)
  let current: Group = changetype<Group>(0)
  for (let segment = family.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      keyLine(family, type)
      const made = changetype<Group>(allocZeroed(offsetof<Group>()))
      const time = groupsByTime && lineTimestamp != 0 ? hashNumber(lineTimestamp) | 1 : 0
      const kept = putKey(map, groupA ^ time, groupB, <i32>changetype<usize>(made))
      const group = kept < 0 ? made : changetype<Group>(<usize>kept)
      if (kept < 0) {
        if (!last) first = group
        else last.next = group
        last = group
      } else if (isReporting && group != current) find(family.target, SERIES_INTERLEAVED, sourceLineOf(family.target, ordinal), 1, family)
      current = group
      const line = changetype<Line>(alloc(offsetof<Line>()))
      line.start = at
      line.end = lineStop + 1
      line.sequence = segment.sequence
      line.sample = ordinal++
      line.next = changetype<Line>(0)
      const tail = group.last
      if (!tail) {
        group.first = line
        group.hasTimestamp = lineTimestamp != 0
      } else tail.next = line
      group.last = line
    }
  }
  return first
}

function keepLine(made: Family, group: Group, line: Line, seen: KeyMap, type: i32, isReporting: bool): void {
  const target = made.target
  readCanonical(line.start)
  keyLine(made, type)
  const exemplar = lineExemplar == 0 ? 0 : exemplarFault(made, type)
  if (exemplar != 0) {
    if (isReporting) find(target, exemplar, sourceLineOf(target, line.sample), 1, made)
    target.exemplarsDropped++
  }
  const code = offence(group, seen, type)
  if (code != 0) {
    if (isReporting) find(target, code, sourceLineOf(target, line.sample), 1, made)
    if (code == SERIES_DUPLICATE) target.duplicates++
    else target.samplesDropped++
    return
  }
  group.lastTimestamp = lineTimestamp
  if (exemplar == 0) return appendLine(made, line.start, line.end, line.sequence, line.sample)
  appendWithoutExemplar(made, line.start, line.sequence, line.sample)
}

function offence(group: Group, seen: KeyMap, type: i32): i32 {
  if (putKey(seen, seriesA ^ groupA, seriesB + groupB, 0) >= 0) return SERIES_DUPLICATE
  if (group.hasTimestamp != (lineTimestamp != 0)) return TIMESTAMPS_MIXED
  if (lineTimestamp == 0 || group.lastTimestamp == 0 || type == INFO) return 0
  return compareNumbers(lineTimestamp, group.lastTimestamp) < 0 ? TIMESTAMP_BACKWARDS : 0
}

/** Writes the line last read anew without its exemplar. */
function appendWithoutExemplar(made: Family, start: usize, sequence: u32, sample: u32): void {
  const length = lineExemplar - 1 - start
  const to = roomFor(length + 1)
  const end = write(to, start, length)
  store<u8>(end, LF)
  keepWritten(end + 1)
  appendLine(made, to, end + 1, sequence, sample)
}

/** The family without any exemplar; itself when it has none. */
export function withoutExemplars(family: Family, format: i32): Family {
  if (format == TEXT || !family.hasExemplars) return family
  const made = likeFamily(family)
  made.hasExemplars = false
  for (let segment = family.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      if (lineExemplar == 0) appendLine(made, at, lineStop + 1, segment.sequence, ordinal++)
      else {
        family.target.exemplarsDropped++
        appendWithoutExemplar(made, at, segment.sequence, ordinal++)
      }
    }
  }
  return made
}
