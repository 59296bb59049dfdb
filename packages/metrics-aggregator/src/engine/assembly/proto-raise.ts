// Lines as Metric messages, for the members of a protobuf page that came as text or OpenMetrics (merge-semantics §11,
// A protobuf page). The rules have seen to it that every line has a place in a message of the family's type.

import { groupA, groupB, keyLine, lineName, lineNameEnd, lineStop, lineTimestamp, readCanonical, seriesA, seriesB } from './canonical'
import { BARE, COUNTER, CREATED, GAUGE, GAUGEHISTOGRAM, HISTOGRAM, suffixOf, SUMMARY, UNKNOWN } from './family-type'
import { regrouped } from './grouping'
import { newKeyMap, putKey } from './key-map'
import { hashNumber } from './number'
import { addPart, lostExemplars, lostSamples, startCounting, writeMetric, writtenSamples } from './proto-encode'
import { Family, likeFamily, NO_SEGMENT } from './records'

/** Turns a family of lines into one of messages. */
export function raise(family: Family, type: i32): void {
  const kind = isOneOf(type) ? type : UNKNOWN
  const made = likeFamily(family)
  if (!raiseInOrder(family, made, kind)) raiseInOrder(regrouped(family, kind), made, kind)
  family.first = made.first
  family.last = made.last
  family.samples = writtenSamples
  family.isBinary = true
  family.target.duplicates += repeated
  family.target.samplesDropped += lostSamples
  family.target.exemplarsDropped += lostExemplars
}

function isOneOf(type: i32): bool {
  return type == COUNTER || type == GAUGE || type == HISTOGRAM || type == SUMMARY || type == GAUGEHISTOGRAM
}

/** Samples left out because their metric has one of that name and labels. */
let repeated: u32 = 0

/** One metric after the other; false when the lines of one do not stand together, with `made` to be forgotten. */
function raiseInOrder(family: Family, made: Family, type: i32): bool {
  const points = newKeyMap()
  const series = newKeyMap()
  let a: u64 = 0
  let b: u64 = 0
  let isFirst = true
  startCounting()
  repeated = 0
  for (let segment = family.first; segment; segment = segment.next) {
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      keyLine(family, type)
      const pointA = groupA ^ (lineTimestamp == 0 ? 0 : hashNumber(lineTimestamp) | 1)
      if (isFirst || pointA != a || groupB != b) {
        writeMetric(made, type)
        if (putKey(points, pointA, groupB, 0) >= 0) {
          made.first = NO_SEGMENT
          made.last = NO_SEGMENT
          return false
        }
        isFirst = false
        a = pointA
        b = groupB
      }
      if (putKey(series, seriesA ^ groupA, seriesB + groupB, 0) >= 0) repeated++
      else addPart(type, suffixIn(family, type), at)
    }
  }
  writeMetric(made, type)
  return true
}

/** The suffix of the line last read; a counter's other name is that of its creation. */
function suffixIn(family: Family, type: i32): i32 {
  const stem = family.nameLength
  const length = lineNameEnd - lineName
  if (type == COUNTER) return length == stem && memory.compare(lineName, family.name, stem) == 0 ? BARE : CREATED
  return suffixOf(lineName + stem, length - stem)
}
