// Where a target's canonical lines go: output blocks, segments, and the choice of the family that a sample belongs to
// (merge-semantics §5).

import { alloc, allocZeroed, equal } from './arena'
import { FAMILY_INTERLEAVED } from './codes'
import { BARE, suffixLength, suffixOf, suffixSet, trailingSuffix, UNDECLARED } from './family-type'
import { find } from './findings'
import { addFamily, Family, findFamily, hashName, NO_SEGMENT, Segment, Target } from './records'
import { targetBytesMax } from './settings'

const BLOCK_BYTES_MIN: u32 = 16384
const BLOCK_BYTES_MAX: u32 = 1048576

/** What a family costs in memory from its first line to the page, beside its samples. */
const FAMILY_BYTES: u32 = 512

/** Whether the target has outgrown what one target may occupy. */
// @ts-ignore: decorator
@inline
export function isTooLarge(target: Target): bool {
  return targetBytesMax != 0 && target.canonicalBytes + target.familyCount * FAMILY_BYTES > targetBytesMax
}

export function closeSegment(target: Target): void {
  const segment = target.segment
  if (!segment) return
  segment.end = target.cursor
  const family = target.sampled
  if (family) family.samples += target.samples - target.segmentSamples
  target.segment = NO_SEGMENT
}

/** Makes sure that the next `size` bytes go into one block. */
export function reserveOutput(target: Target, size: usize): void {
  if (target.cursor + size + 16 <= target.limit) return
  closeSegment(target)
  const grown = target.blockSize == 0 ? BLOCK_BYTES_MIN : target.blockSize * 2
  target.blockSize = grown < BLOCK_BYTES_MAX ? grown : BLOCK_BYTES_MAX
  const block = size + 16 < target.blockSize ? <usize>target.blockSize : size + 16
  target.cursor = alloc(block)
  target.limit = target.cursor + block
}

/** Opens a segment of the family at the cursor, unless it is open. Call after `reserveOutput`. */
export function enterFamily(target: Target, family: Family): void {
  if (target.segment && target.sampled == family) return
  closeSegment(target)
  const segment = changetype<Segment>(allocZeroed(offsetof<Segment>()))
  segment.start = target.cursor
  segment.sequence = target.segmentCount++
  segment.firstSample = target.samples
  const last = family.last
  if (!last) family.first = segment
  else last.next = segment
  family.last = segment
  target.segment = segment
  target.sampled = family
  target.segmentSamples = target.samples
}

/** A line of a family that is not new: interleaved when the line before was another family's. */
export function noteReturn(target: Target, family: Family): void {
  if (target.current == family) return
  if (!family.isRegrouped) {
    family.isRegrouped = true
    target.regroupedFamilies++
  }
  find(target, FAMILY_INTERLEAVED, target.line, 1, family)
}

/** The family of a sample of that name; made when there is none. */
export function familyOfSample(target: Target, name: usize, length: u32): Family {
  const before = target.familyCount
  const family = ownerOf(target, name, length)
  if (target.familyCount == before) noteReturn(target, family)
  return family
}

function ownerOf(target: Target, name: usize, length: u32): Family {
  const current = target.current
  if (current && owns(current, name, length, target.format)) return current
  const h = hashName(name, length)
  const exact = findFamily(target, name, length, h)
  if (exact && (exact.type == UNDECLARED || (suffixSet(exact.type, target.format) & BARE) != 0)) return exact
  const suffix = trailingSuffix(name, length)
  if (suffix != BARE) {
    const stem = length - <u32>suffixLength(suffix)
    const base = findFamily(target, name, stem, hashName(name, stem))
    if (base && base.type != UNDECLARED && (suffixSet(base.type, target.format) & suffix) != 0) return base
  }
  if (!exact) return addFamily(target, name, length, h)
  exact.isUnfit = true
  return exact
}

/** Whether the name is the family's plus a suffix of its set. */
export function owns(family: Family, name: usize, length: u32, format: i32): bool {
  const stem = family.nameLength
  if (length < stem || !sameStem(family, name)) return false
  return (suffixSet(family.type, format) & suffixOf(name + stem, length - stem)) != 0
}

function sameStem(family: Family, name: usize): bool {
  return equal(family.name, name, family.nameLength)
}
