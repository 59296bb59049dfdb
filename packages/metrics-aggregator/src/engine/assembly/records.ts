// The records that live in the arena: targets, the families of a target, and the segments that hold their samples.
// They are plain structs; every pointer is an offset into the module's memory, 0 for none.

import { alloc, allocZeroed, copy, equal, hash } from './arena'
import { isPlainName } from './bytes'

/** A run of canonical sample lines of one family in one output block. `end` of a target's last segment is its cursor. */
@unmanaged
export class Segment {
  start: usize
  end: usize
  next: Segment
  /** Position among the target's segments: line order across families. */
  sequence: u32
  /** Ordinal of the first sample, which finds source lines in check mode. */
  firstSample: u32
}

/** What one target says of one family name. */
@unmanaged
export class Family {
  name: usize
  nameLength: u32
  hash: u64
  /** The name is not plain: it stands between quotes, and `name` holds what stands there. */
  isQuoted: bool
  /** What stood between the quotes before the page's scheme changed the name; 0 where it did not. */
  original: usize
  originalLength: u32
  type: i32
  target: Target
  help: usize
  helpLength: u32
  unit: usize
  unitLength: u32
  hasHelp: bool
  /** A family with another HELP was joined into this one. */
  hasOtherHelp: bool
  hasUnit: bool
  /** Write `untyped`/`unknown` although undeclared, and never absorb: the type was taken by a conflict or a split. */
  isForced: bool
  hasTimestamps: bool
  /** A text timestamp below zero, which no text page may carry to Prometheus. */
  hasNegativeTime: bool
  /** A bound that is no number or a value below zero may be there: worth a look by the text rules. */
  isSuspect: bool
  hasExemplars: bool
  /** The segments hold finished Metric messages, not lines (merge-semantics §11). */
  isBinary: bool
  /** Protobuf pages: lines of an OpenMetrics target that tell when a metric was created. */
  hasCreated: bool
  /** Protobuf: the family's unknown fields, byte for byte. */
  extras: usize
  extrasLength: u32
  /** Check mode: the series seen. */
  series: usize
  isRegrouped: bool
  /** Some sample may not fit the type (SAMPLE_NAME_UNFIT). */
  isUnfit: bool
  /** Rules were checked for the type it has now. */
  isChecked: bool
  /** The first line's number, of protobuf the first message's offset: for findings. */
  line: u32
  unitLine: u32
  samples: u32
  first: Segment
  last: Segment
  /** Next family of the target, in order of first line. */
  next: Family
  /** Left out of the page; `instead` may stand in its place. */
  isGone: bool
  instead: Family
  /** Next member of the same page family. */
  nextMember: Family
}

@unmanaged
export class Target {
  index: u32
  format: i32
  isLenient: bool
  isChecking: bool
  hasEnded: bool
  isDropped: bool
  sawEof: bool
  /** Bytes put first into every label block: `name="value"` parts with commas between. */
  injected: usize
  injectedLength: u32
  /** Injected labels: quadruples (name, name length, part, part length) of u32. */
  injectedLabels: usize
  injectedCount: u32
  /** Bloom bits of the label names that need a second look: the injected ones and `__name__`. */
  watchedNames: u64
  /** Label names that its samples lose: pairs (name, length) of u32. */
  droppedLabels: usize
  droppedLabelCount: u32
  /** Its samples lose their timestamps; exemplars keep theirs. */
  ignoresTimestamps: bool
  /** Its own limits; see settings.ts. */
  lineBytesMax: u32
  labelsMax: u32
  samplesMax: u32
  targetBytesMax: u32
  familyBytesMax: u32

  carry: usize
  carryLength: u32
  carryCapacity: u32
  /** Protobuf: bytes of the carried message with its length in front; 0 until that is known. */
  carryNeed: usize
  /** Protobuf: where the message in hand begins in the body, its length included. */
  messageAt: u32
  /** The same place in memory. */
  messageStart: usize
  /** Protobuf: the injected labels as fields of a metric, one after the other. */
  pairs: usize
  pairsLength: u32

  table: usize
  tableCapacity: u32
  familyCount: u32
  hasQuotedNames: bool
  firstFamily: Family
  lastFamily: Family

  current: Family
  /** Family of the open segment. */
  sampled: Family
  segment: Segment
  segmentCount: u32
  segmentSamples: u32
  cursor: usize
  limit: usize
  blockSize: u32

  line: u32
  refusal: i32
  refusalLine: u32
  refusalColumn: u32
  excerpt: usize
  excerptLength: u32
  /** Protobuf: the place in the body, and the family message that holds it while the host looks. */
  refusalOffset: u32
  message: usize
  messageLength: u32
  messageOffset: u32

  samples: u32
  bytes: u32
  canonicalBytes: u32
  normalizedLines: u32
  skippedLines: u32
  skippedMetrics: u32
  collisions: u32
  droppedByCollision: u32
  regroupedFamilies: u32
  filteredSamples: u32
  metadataDropped: u32
  duplicates: u32
  samplesDropped: u32
  exemplarsDropped: u32
  unitsDropped: u32
  timestampsTruncated: u32
  nativeHistogramsDegraded: u32

  /** Check mode: source line of each sample, u32 each. */
  sampleLines: usize
  sampleLinesCapacity: u32
  /** The counters from `duplicates` on as reading left them. */
  counted: usize
}

export const NO_FAMILY = changetype<Family>(0)
export const NO_SEGMENT = changetype<Segment>(0)

const FIRST_CAPACITY: u32 = 64

/** The family of that name, or none. */
export function findFamily(target: Target, name: usize, length: u32, h: u64): Family {
  const mask = target.tableCapacity - 1
  if (target.tableCapacity == 0) return NO_FAMILY
  let i = <u32>h & mask
  while (true) {
    const at = load<u32>(target.table + (<usize>i << 2))
    if (at == 0) return NO_FAMILY
    const family = changetype<Family>(at)
    if (family.hash == h && family.nameLength == length && equal(family.name, name, length)) return family
    i = (i + 1) & mask
  }
}

/** Leaves the family out of the target's list, for good: nothing of it is read any more. */
export function unlinkFamily(target: Target, family: Family): void {
  let before = NO_FAMILY
  let at = target.firstFamily
  while (at && at != family) {
    before = at
    at = at.next
  }
  if (!at) return
  family.isGone = true
  if (!before) target.firstFamily = family.next
  else before.next = family.next
  if (target.lastFamily == family) target.lastFamily = before
}

/** Makes a family at the end of the target's list; the name's bytes are copied. */
export function addFamily(target: Target, name: usize, length: u32, h: u64): Family {
  if (target.familyCount * 4 >= target.tableCapacity * 3) growTable(target)
  const family = changetype<Family>(allocZeroed(offsetof<Family>()))
  const bytes = alloc(length)
  copy(bytes, name, length)
  family.name = bytes
  family.nameLength = length
  family.hash = h
  family.isQuoted = !isPlainName(bytes, length)
  if (family.isQuoted) target.hasQuotedNames = true
  family.target = target
  family.line = target.line
  insert(target, family)
  target.familyCount++
  const last = target.lastFamily
  if (!last) target.firstFamily = family
  else last.next = family
  target.lastFamily = family
  return family
}

function insert(target: Target, family: Family): void {
  const mask = target.tableCapacity - 1
  let i = <u32>family.hash & mask
  while (load<u32>(target.table + (<usize>i << 2)) != 0) i = (i + 1) & mask
  store<u32>(target.table + (<usize>i << 2), <u32>changetype<usize>(family))
}

function growTable(target: Target): void {
  target.tableCapacity = target.tableCapacity == 0 ? FIRST_CAPACITY : target.tableCapacity * 2
  target.table = allocZeroed(<usize>target.tableCapacity << 2)
  for (let family = target.firstFamily; family; family = family.next) insert(target, family)
}

/** Makes the table anew after families were renamed; of equal names the earlier family is found. */
export function rebuildTable(target: Target): void {
  memory.fill(target.table, 0, <usize>target.tableCapacity << 2)
  for (let family = target.firstFamily; family; family = family.next) insert(target, family)
}

export function hashName(name: usize, length: u32): u64 {
  return hash(name, length, 0)
}

/** A family with the same metadata and no samples, outside any table. */
export function likeFamily(family: Family): Family {
  const made = changetype<Family>(alloc(offsetof<Family>()))
  memory.copy(changetype<usize>(made), changetype<usize>(family), offsetof<Family>())
  made.first = NO_SEGMENT
  made.last = NO_SEGMENT
  made.samples = 0
  made.next = NO_FAMILY
  made.nextMember = NO_FAMILY
  made.isChecked = false
  made.isGone = false
  made.instead = NO_FAMILY
  return made
}

export function renameFamily(family: Family, name: usize, length: u32): void {
  family.name = name
  family.nameLength = length
  family.hash = hashName(name, length)
}

/** Appends a run of bytes as a segment. */
export function addSegment(family: Family, start: usize, end: usize, sequence: u32, firstSample: u32): void {
  const segment = changetype<Segment>(alloc(offsetof<Segment>()))
  segment.start = start
  segment.end = end
  segment.next = NO_SEGMENT
  segment.sequence = sequence
  segment.firstSample = firstSample
  const last = family.last
  if (!last) family.first = segment
  else last.next = segment
  family.last = segment
}

/** Check mode: the source line of a sample; 0 elsewhere. */
export function sourceLineOf(target: Target, ordinal: u32): u32 {
  return target.isChecking ? load<u32>(target.sampleLines + ((<usize>ordinal) << 2)) : 0
}
