// The merge's rounds (merge-semantics §6): families by name, absorb, type, rules, clash. A step that changed anything
// starts the round again; every change takes a declared type away or a family out, so the rounds end.

import { alloc, equal, hash } from './arena'
import { TIMESTAMPS_MIXED } from './codes'
import { familiesFor, useTargets } from './convert'
import { dropDuplicates } from './duplicates'
import {
  BARE, GAUGEHISTOGRAM, HISTOGRAM, INFO, OPENMETRICS, PROTOBUF, STATESET, SUFFIXES, suffixLength, suffixSet, SUMMARY, TEXT, trailingSuffix, UNDECLARED, UNKNOWN,
} from './family-type'
import { DEGRADED, FAMILY_REJECTED, NAME_CLASH_EVENT, NAME_COLLISION_EVENT, tell, TYPE_CONFLICT } from './findings'
import { repairGrouping, withoutExemplars } from './grouping'
import { lineName, lineNameEnd, lineStop, lineTimestamp, readCanonical } from './canonical'
import { KeyMap, newKeyMap, putKey } from './key-map'
import { addMember, findPage, firstPage, listedTargets, listTargets, listTargetsOfBoth, PageFamily, startTable, suffixed } from './page-family'
import { useLines } from './proto-lower'
import { startNotes, tellNotes } from './proto-notes'
import { appendLine } from './ranges'
import { addSegment, Family, likeFamily, NO_FAMILY, NO_SEGMENT, renameFamily, Target } from './records'
import { checkMessageRules, checkRules, checkTextRules } from './rules'
import { ALLOW_UTF_8, CONFLICT_FIRST_WINS, CONFLICT_UNTYPED, dropsDuplicates, escaping, onTypeConflict } from './settings'

/** Heads of the targets' working lists of families, by position among the accepted targets. */
let heads: usize = 0
let headCount: u32 = 0
let format: i32 = TEXT

function headAt(i: u32): Family {
  return changetype<Family>(load<usize>(heads + ((<usize>i) << 2)))
}

function setHead(i: u32, family: Family): void {
  store<usize>(heads + ((<usize>i) << 2), changetype<usize>(family))
}

/** Brings the accepted targets' families into page families; they stand in `firstPage` afterwards. */
export function settleFamilies(targets: usize, count: u32, pageFormat: i32): void {
  format = pageFormat
  headCount = count
  toldConflicts = newKeyMap()
  startNotes(count)
  useTargets(targets, count)
  heads = alloc(<usize>count << 2)
  for (let i: u32 = 0; i < count; i++) {
    const target = changetype<Target>(load<usize>(targets + ((<usize>i) << 2)))
    setHead(i, familiesFor(target, format))
  }
  if (dropsDuplicates && format != PROTOBUF) dropDuplicates(heads, headCount)
  collectFamilies()
  if (escaping != ALLOW_UTF_8) tellCollisions()
  while (absorb() || decideTypes() || applyRules() || separateClashes()) collectFamilies()
  tellNotes()
}

/** Families that only the page's scheme made one. */
function tellCollisions(): void {
  for (let page = firstPage; page; page = page.next) {
    const changed = collidedName(page)
    if (!changed) continue
    const targets = listTargets(page)
    const event = tell(NAME_COLLISION_EVENT, page.name, page.nameLength, targets, listedTargets)
    event.other = changed.original
    event.otherLength = changed.originalLength
  }
}

/** The first member whose name was changed, if another one had another name. */
function collidedName(page: PageFamily): Family {
  let changed: Family = changetype<Family>(0)
  let hasPlain = false
  let differs = false
  for (let member = page.first; member; member = member.nextMember) {
    if (member.original == 0) hasPlain = true
    else if (!changed) changed = member
    else if (member.originalLength != changed.originalLength || !equal(member.original, changed.original, member.originalLength)) differs = true
  }
  return differs || hasPlain ? changed : NO_FAMILY
}

function collectFamilies(): void {
  let families: u32 = 0
  for (let i: u32 = 0; i < headCount; i++) {
    let last: Family = changetype<Family>(0)
    let next: Family = changetype<Family>(0)
    setHead(i, resolved(headAt(i)))
    for (let family = headAt(i); family; family = next) {
      next = resolved(family.next)
      family.next = next
      last = family
      families++
    }
  }
  startTable(families)
  for (let i: u32 = 0; i < headCount; i++) {
    for (let family = headAt(i); family; family = family.next) addMember(family)
  }
}

/** The first family at or behind this one that is on the page; a family that is gone gives way to what stands instead. */
function resolved(family: Family): Family {
  let at = family
  while (at && at.isGone) {
    const instead = at.instead
    if (!instead) {
      at = at.next
      continue
    }
    let end = instead
    while (end.next) end = end.next
    end.next = at.next
    at = instead
  }
  return at
}

function leaveOut(family: Family, instead: Family): void {
  family.isGone = true
  family.instead = instead
}

// Step 2

function absorb(): bool {
  let hasChanged = false
  for (let page = firstPage; page; page = page.next) {
    if (page.type != UNDECLARED || !mayBeAbsorbed(page)) continue
    const suffix = trailingSuffix(page.name, page.nameLength)
    if (suffix == BARE) continue
    const base = findPage(page.name, page.nameLength - <u32>suffixLength(suffix))
    if (!base || base.type == UNDECLARED || (suffixSet(base.type, format) & suffix) == 0) continue
    let next: Family = changetype<Family>(0)
    for (let member = page.first; member; member = next) {
      next = member.nextMember
      absorbInto(member, base)
    }
    hasChanged = true
  }
  return hasChanged
}

function mayBeAbsorbed(page: PageFamily): bool {
  for (let member = page.first; member; member = member.nextMember) {
    if (member.hasHelp || member.hasUnit || member.isForced) return false
  }
  return true
}

function absorbInto(member: Family, base: PageFamily): void {
  const own = ownMember(base, member.target)
  if (!own) {
    // Later pieces of this target find the first one here.
    renameFamily(member, base.name, base.nameLength)
    member.type = base.type
    base.last.nextMember = member
    base.last = member
    member.nextMember = NO_FAMILY
    return
  }
  own.type = base.type
  joinInto(own, member)
}

/** Gives one family of a target the samples of another, which leaves the page. */
function joinInto(own: Family, member: Family): void {
  if (own.isBinary != member.isBinary) {
    useLines(own)
    useLines(member)
  }
  own.hasCreated = own.hasCreated || member.hasCreated
  own.hasTimestamps = own.hasTimestamps || member.hasTimestamps
  own.hasExemplars = own.hasExemplars || member.hasExemplars
  own.isSuspect = own.isSuspect || member.isSuspect
  own.isForced = own.isForced || member.isForced
  own.isUnfit = own.isUnfit || member.isUnfit
  own.isChecked = false
  own.samples += member.samples
  joinExtras(own, member)
  interleave(own, member)
  leaveOut(member, NO_FAMILY)
}

/** Unknown fields of a protobuf target's messages stay, whatever their families are called. */
function joinExtras(own: Family, member: Family): void {
  if (member.extrasLength == 0) return
  const joined = alloc(<usize>own.extrasLength + member.extrasLength)
  memory.copy(joined, own.extras, own.extrasLength)
  memory.copy(joined + own.extrasLength, member.extras, member.extrasLength)
  own.extras = joined
  own.extrasLength += member.extrasLength
}

/** The target's member of the family that has, or fits, the family's type. */
function ownMember(page: PageFamily, target: Target): Family {
  for (let member = page.first; member; member = member.nextMember) {
    if (member.target == target && (member.type == page.type || (member.type == UNDECLARED && fits(member, page.type)))) return member
  }
  return NO_FAMILY
}

/** Merges the segments of one family into another's, in the target's line order. */
function interleave(family: Family, other: Family): void {
  let a = family.first
  let b = other.first
  family.first = NO_SEGMENT
  family.last = NO_SEGMENT
  while (a || b) {
    const takesA = !b || (a && a.sequence < b.sequence)
    const segment = takesA ? a : b
    if (takesA) a = segment.next
    else b = segment.next
    addSegment(family, segment.start, segment.end, segment.sequence, segment.firstSample)
  }
}

// Step 3

/** Whether an undeclared member's samples, which bear the family's bare name, belong to the type. */
function fits(member: Family, type: i32): bool {
  return !member.first || (suffixSet(type, format) & BARE) != 0
}

let toldConflicts: KeyMap = changetype<KeyMap>(0)

function decideTypes(): bool {
  let hasChanged = false
  for (let page = firstPage; page; page = page.next) {
    if (page.type == UNDECLARED) continue
    let hasStranger = false
    let hasMisfit = false
    for (let member = page.first; member; member = member.nextMember) {
      if (member.type == UNDECLARED) {
        if (fits(member, page.type)) continue
        hasMisfit = true
      } else if (member.type != page.type) hasStranger = true
    }
    if (!hasStranger && !hasMisfit) continue
    // Deciding may take two rounds; the family is told of once.
    if (putKey(toldConflicts, page.hash, hash(page.name, page.nameLength, 1), 0) < 0) {
      const targets = listTargets(page)
      tell(TYPE_CONFLICT, page.name, page.nameLength, targets, listedTargets)
    }
    decide(page, hasMisfit ? CONFLICT_UNTYPED : onTypeConflict)
    hasChanged = true
  }
  return hasChanged
}

function decide(page: PageFamily, policy: i32): void {
  for (let member = page.first; member; member = member.nextMember) {
    const isStranger = member.type != UNDECLARED && member.type != page.type
    if (policy == CONFLICT_UNTYPED) takeType(member)
    else if (!isStranger) continue
    else if (policy == CONFLICT_FIRST_WINS) split(member)
    else {
      member.target.samplesDropped += member.samples
      leaveOut(member, NO_FAMILY)
    }
  }
}

function takeType(member: Family): void {
  useLines(member)
  if ((suffixSet(member.type, format) & ~BARE) != 0 || member.hasCreated) return split(member)
  member.type = UNDECLARED
  member.isForced = true
  member.isChecked = false
}

/** Each sample name of the family becomes an undeclared family of its own (merge-semantics §6, Split). */
function split(family: Family): void {
  useLines(family)
  const bare = withoutExemplars(family, format)
  let first: Family = changetype<Family>(0)
  let last: Family = changetype<Family>(0)
  for (let segment = bare.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      let home = first
      while (home && !isNamed(home)) home = home.next
      if (!home) {
        home = pieceOf(family)
        if (!last) first = home
        else last.next = home
        last = home
      }
      appendLine(home, at, lineStop + 1, segment.sequence, ordinal++)
    }
  }
  leaveOut(family, first)
}

function isNamed(family: Family): bool {
  const length = <u32>(lineNameEnd - lineName)
  return family.nameLength == length && memory.compare(family.name, lineName, length) == 0
}

function pieceOf(family: Family): Family {
  const piece = likeFamily(family)
  renameFamily(piece, lineName, <u32>(lineNameEnd - lineName))
  piece.type = UNDECLARED
  piece.isForced = true
  piece.isUnfit = false
  piece.hasUnit = false
  piece.hasExemplars = false
  piece.hasCreated = false
  return piece
}

// Step 4

function applyRules(): bool {
  let hasChanged = false
  for (let page = firstPage; page; page = page.next) {
    if (format == OPENMETRICS && page.type == STATESET && bearsInjectedName(page)) {
      reject(page)
      hasChanged = true
      continue
    }
    joinMembers(page)
    const violation = violationOf(page)
    if (violation == 0) continue
    const targets = listTargets(page)
    tell(DEGRADED, page.name, page.nameLength, targets, listedTargets).detailCode = violation
    splitMembers(page)
    hasChanged = true
  }
  return hasChanged
}

/** Members of one target that a split brought together are one, in the target's line order. */
function joinMembers(page: PageFamily): void {
  for (let member = page.first; member; member = member.nextMember) {
    let next = member.nextMember
    while (next && next.target == member.target) {
      joinMetadata(member, next)
      joinInto(member, next)
      next = next.nextMember
      member.nextMember = next
      page.memberCount--
    }
    if (!next) page.last = member
  }
}

/** Type, unit and help of the one where the other has none; all declared types agree by now. */
function joinMetadata(member: Family, from: Family): void {
  if (member.type == UNDECLARED) member.type = from.type
  if (!member.hasUnit) {
    member.hasUnit = from.hasUnit
    member.unit = from.unit
    member.unitLength = from.unitLength
  }
  if (!from.hasHelp) return
  if (member.hasHelp) {
    const isSame = member.helpLength == from.helpLength && equal(member.help, from.help, from.helpLength)
    member.hasOtherHelp = member.hasOtherHelp || from.hasOtherHelp || !isSame
    return
  }
  member.hasOtherHelp = from.hasOtherHelp
  member.hasHelp = from.hasHelp
  member.help = from.help
  member.helpLength = from.helpLength
}

/** A stateset's own label would stand beside the injected one of the same name (case 45). */
function bearsInjectedName(page: PageFamily): bool {
  for (let member = page.first; member; member = member.nextMember) {
    const target = member.target
    for (let i: u32 = 0; i < target.injectedCount; i++) {
      const entry = target.injectedLabels + ((<usize>i) << 4)
      if (load<u32>(entry, 4) == page.nameLength && equal(load<u32>(entry), page.name, page.nameLength)) return true
    }
  }
  return false
}

function reject(page: PageFamily): void {
  const targets = listTargets(page)
  tell(FAMILY_REJECTED, page.name, page.nameLength, targets, listedTargets)
  for (let member = page.first; member; member = member.nextMember) leaveOut(member, NO_FAMILY)
}

function violationOf(page: PageFamily): i32 {
  if (format == TEXT) return textViolation(page)
  return format == PROTOBUF ? messageViolation(page) : openMetricsViolation(page)
}

/** The first fault that keeps a member's lines from being messages of the family's type. */
function messageViolation(page: PageFamily): i32 {
  const isPlain = page.type != HISTOGRAM && page.type != SUMMARY && page.type != GAUGEHISTOGRAM
  for (let member = page.first; member; member = member.nextMember) {
    if (member.isBinary || member.isChecked || (isPlain && !member.isUnfit && !member.hasCreated)) continue
    member.isChecked = true
    const violation = checkMessageRules(member, page.type)
    if (violation != 0) return violation
  }
  return 0
}

function textViolation(page: PageFamily): i32 {
  if (page.type != HISTOGRAM && page.type != SUMMARY) return 0
  for (let member = page.first; member; member = member.nextMember) {
    const violation = member.isSuspect ? checkTextRules(member, page.type) : 0
    if (violation != 0) return violation
  }
  return 0
}

/** Repairs the members' grouping and returns the first violation that cannot be repaired. */
function openMetricsViolation(page: PageFamily): i32 {
  const type = page.type == UNDECLARED ? UNKNOWN : page.type
  let violation = 0
  for (let member = page.first; member; member = member.nextMember) {
    if (member.isChecked) continue
    useRepaired(member, repairGrouping(member, type, false))
    member.isChecked = true
    const found = checkRules(member, type, format)
    if (violation == 0) violation = found
  }
  return violation == 0 && type == INFO && differInTimes(page) ? TIMESTAMPS_MIXED : violation
}

/** An info family is one group, across targets too; inside a member the times are alike after repair. */
function differInTimes(page: PageFamily): bool {
  let timed = 0
  let untimed = 0
  for (let member = page.first; member; member = member.nextMember) {
    if (!member.first) continue
    readCanonical(member.first.start)
    if (lineTimestamp == 0) untimed++
    else timed++
  }
  return timed != 0 && untimed != 0
}

function useRepaired(member: Family, repaired: Family): void {
  if (member == repaired) return
  member.first = repaired.first
  member.last = repaired.last
  member.samples = repaired.samples
}

function splitMembers(page: PageFamily): void {
  for (let member = page.first; member; member = member.nextMember) if (!member.isGone) split(member)
}

// Step 5

/**
 * Two families clash where a suffixed name of one is the other's own name; two suffixed names can't be equal, since a
 * name ends in one suffix at most. Splits on OpenMetrics pages; on text pages the writer orders the two.
 */
function separateClashes(): bool {
  // Names do not clash in protobuf, where a family's samples have none of their own.
  if (format == PROTOBUF) return false
  let hasChanged = false
  for (let page = firstPage; page; page = page.next) {
    const set = suffixSet(page.type, format) & ~BARE
    if (page.type == UNDECLARED || set == 0) continue
    for (let i = 0; i < SUFFIXES.length; i++) {
      const suffix = unchecked(SUFFIXES[i])
      if ((set & suffix) == 0) continue
      const other = clashOf(page, suffix)
      if (!other) continue
      tellClash(page, other)
      other.isLed = true
      if (format != OPENMETRICS) continue
      page.isMarked = true
      other.isMarked = true
      hasChanged = true
    }
  }
  if (!hasChanged) return false
  for (let page = firstPage; page; page = page.next) if (page.isMarked) splitMembers(page)
  return true
}

/** The family whose own name is this one's with the suffix, or none. */
export function clashOf(page: PageFamily, suffix: i32): PageFamily {
  const length = page.nameLength + <u32>suffixLength(suffix)
  return findPage(suffixed(page, suffix), length)
}

function tellClash(page: PageFamily, other: PageFamily): void {
  const earlier = page.order < other.order ? page : other
  const later = earlier == page ? other : page
  const targets = listTargetsOfBoth(earlier, later)
  const event = tell(NAME_CLASH_EVENT, earlier.name, earlier.nameLength, targets, listedTargets)
  event.other = later.name
  event.otherLength = later.nameLength
}
