// What the host may call. Addresses and lengths are plain numbers; the host writes names and chunks into memory that it
// was given here and reads lists of u32 records back. One instance serves one page at a time.

import { alloc, allocZeroed } from './arena'
import { checkFamilies } from './check'
import { PROTOBUF } from './family-type'
import { readDouble } from './decimal-to-double'
import { writeDouble } from './double-to-decimal'
import { firstEvent, firstFinding, forgetEvents, forgetFindings } from './findings'
import { Label, useLabelTable } from './labels'
import { nameBit, setFastLabels } from './lines'
import { gather, layOut, pageBytes, pageFamilies, pageSamples, plan, planCount } from './page'
import { forgetScratch } from './page-family'
import { forgetBlocks } from './ranges'
import { forgetParts } from './proto-encode'
import { forgetBlockRoom } from './proto-lines'
import { forgetNameRoom } from './proto-metric'
import { powers } from './powers-of-ten'
import { encodeInjected } from './proto-pairs'
import { feed as feedTarget, finish as finishTarget } from './reader'
import { Family, Target, unlinkFamily } from './records'
import { useExemplarTable } from './sample'
import { setCollisions, setLargest, setPolicies, stage, useLimits } from './settings'

let targets: usize = 0
let count: u32 = 0

const RESERVED_BIT_NAME = memory.data<u8>([0x5f, 0x5f, 0x6e, 0x61, 0x6d, 0x65, 0x5f, 0x5f])

/**
 * Forgets the page before and makes ready for one with at most `targetsMax` targets. The limits are the largest that any
 * of them will have.
 */
export function configure(
  targetsMax: u32, lineBytesMax: u32, labelsMax: u32, onCollision: i32, onTypeConflict: i32, flags: u32,
): void {
  setLargest(lineBytesMax, labelsMax)
  setPolicies(onCollision, onTypeConflict, flags)
  useLabelTable(alloc((<usize>labelsMax + 1) * offsetof<Label>()))
  useExemplarTable(alloc((<usize>labelsMax + 1) * offsetof<Label>()))
  targets = alloc(<usize>targetsMax << 2)
  count = 0
  forgetFindings()
  forgetEvents()
  forgetBlocks()
  forgetScratch()
  forgetNameRoom()
  forgetBlockRoom()
  forgetParts()
}

/** Memory for the host to write names into; it lasts as long as the page. */
export function room(size: u32): usize {
  return alloc(size)
}

/** A new target, in configured order. `labels` are `labelCount` quadruples: name, length, `name="value"`, length. */
export function addTarget(injected: usize, injectedLength: u32, labels: usize, labelCount: u32, isLenient: bool, isChecking: bool): usize {
  const target = changetype<Target>(allocZeroed(offsetof<Target>()))
  target.index = count
  target.injected = injected
  target.injectedLength = injectedLength
  target.injectedLabels = labels
  target.injectedCount = labelCount
  target.isLenient = isLenient
  target.isChecking = isChecking
  target.watchedNames = nameBit(RESERVED_BIT_NAME, 8)
  for (let i: u32 = 0; i < labelCount; i++) {
    const entry = labels + ((<usize>i) << 4)
    target.watchedNames |= nameBit(load<u32>(entry), load<u32>(entry, 4))
  }
  store<usize>(targets + ((<usize>(count++)) << 2), changetype<usize>(target))
  return changetype<usize>(target)
}

/** The target's own limits, none larger than those of `configure`. */
export function limit(
  at: usize, lineBytesMax: u32, labelsMax: u32, samplesMax: u32, targetBytesMax: u32,
  familyBytesMax: u32,
): void {
  const target = changetype<Target>(at)
  target.lineBytesMax = lineBytesMax
  target.labelsMax = labelsMax
  target.samplesMax = samplesMax
  target.targetBytesMax = targetBytesMax
  target.familyBytesMax = familyBytesMax
}

/** `names` are `count` pairs of u32: a label name that the target's samples lose, and its length. */
export function dropLabels(at: usize, names: usize, count: u32): void {
  const target = changetype<Target>(at)
  target.droppedLabels = names
  target.droppedLabelCount = count
  for (let i: u32 = 0; i < count; i++) {
    const entry = names + ((<usize>i) << 3)
    target.watchedNames |= nameBit(load<u32>(entry), load<u32>(entry, 4))
  }
}

export function ignoreTimestamps(target: usize): void {
  changetype<Target>(target).ignoresTimestamps = true
}

export function begin(target: usize, format: i32): void {
  changetype<Target>(target).format = format
  if (format == PROTOBUF) encodeInjected(changetype<Target>(target))
}

/** What a label of an injected name means in bodies that are fed from now on. */
export function decideCollisions(policy: i32): void {
  setCollisions(policy)
}

/** Where a chunk of at most 65,536 bytes is to be written before `feed`. */
export function stageAt(): usize {
  return stage
}

function useLimitsOf(target: Target): void {
  useLimits(target.lineBytesMax, target.labelsMax, target.samplesMax, target.targetBytesMax, target.familyBytesMax)
  setFastLabels(target.labelsMax)
}

export function feed(target: usize, length: u32): bool {
  useLimitsOf(changetype<Target>(target))
  return feedTarget(changetype<Target>(target), length)
}

export function finish(target: usize, isCertain: bool): bool {
  useLimitsOf(changetype<Target>(target))
  return finishTarget(changetype<Target>(target), isCertain)
}

export function drop(target: usize): void {
  changetype<Target>(target).isDropped = true
}

/** The family behind the given one, or the first for 0; 0 behind the last. */
export function nextFamily(target: usize, family: usize): usize {
  const next = family == 0 ? changetype<Target>(target).firstFamily : changetype<Family>(family).next
  return changetype<usize>(next)
}

export function familyName(family: usize): usize {
  return changetype<Family>(family).name
}

export function familyNameLength(family: usize): u32 {
  return changetype<Family>(family).nameLength
}

export function familyType(family: usize): i32 {
  return changetype<Family>(family).type
}

export function familySamples(family: usize): u32 {
  return changetype<Family>(family).samples
}

/** Leaves a family out of the page, once the target has ended and before anything is rendered. */
export function leaveOut(target: usize, family: usize): void {
  changetype<Target>(target).filteredSamples += changetype<Family>(family).samples
  unlinkFamily(changetype<Target>(target), changetype<Family>(family))
}

export function check(target: usize): void {
  checkFamilies(changetype<Target>(target))
}

/** Lays out the page of the targets that ended well and were not dropped. */
export function render(format: i32): void {
  const accepted = alloc(<usize>count << 2)
  let acceptedCount: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    const target = changetype<Target>(load<usize>(targets + ((<usize>i) << 2)))
    if (!target.hasEnded || target.isDropped) continue
    restoreCounters(target)
    store<usize>(accepted + ((<usize>(acceptedCount++)) << 2), changetype<usize>(target))
  }
  layOut(accepted, acceptedCount, format)
}

/** Rendering counts what it leaves out; a second rendering must not count it again. */
function restoreCounters(target: Target): void {
  const from = changetype<usize>(target) + offsetof<Target>('duplicates')
  const length = offsetof<Target>('sampleLines') - offsetof<Target>('duplicates')
  if (target.counted == 0) {
    target.counted = alloc(length)
    memory.copy(target.counted, from, length)
  } else memory.copy(from, target.counted, length)
}

/** Address of the target's u32 fields from `line` on, in the order of the record. */
export function statusOf(target: usize): usize {
  return target + offsetof<Target>('line')
}

export function planAt(): usize {
  return plan
}

export function planLength(): u32 {
  return planCount
}

export function pageLength(): u32 {
  return pageBytes
}

export function familyCount(): u32 {
  return pageFamilies
}

export function sampleCount(): u32 {
  return pageSamples
}

export function gatherPage(): usize {
  return gather()
}

export function findings(): usize {
  return changetype<usize>(firstFinding)
}

export function events(): usize {
  return changetype<usize>(firstEvent)
}

/** Where the host writes the table of powers of ten before the first protobuf target or page (powers-of-ten.ts). */
export function powersAt(): usize {
  return powers
}

/** For tests: the float nearest to the number token at `at`. */
export function doubleAt(at: usize): f64 {
  return readDouble(at)
}

/** For tests: writes the float at `at` as text; returns its length. */
export function writeDoubleAt(at: usize, number: f64): u32 {
  return <u32>(writeDouble(at, number) - at)
}
