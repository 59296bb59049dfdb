// A family of the page: the target families that bear its name, in configured target order, and the table that finds
// it by name. The table is made anew for every round of the merge.

import { alloc, allocZeroed, equal } from './arena'
import { INFO, suffixBytes, suffixLength, UNDECLARED } from './family-type'
import { Family, hashName, NO_FAMILY } from './records'

@unmanaged
export class PageFamily {
  name: usize
  nameLength: u32
  hash: u64
  isQuoted: bool
  /** The type on which its members agree; UNDECLARED when none declares one. */
  type: i32
  first: Family
  last: Family
  memberCount: u32
  /** Position on the page. */
  order: u32
  /** To be split at the end of the step. */
  isMarked: bool
  isEmitted: bool
  /** On a text page it stands right before a family whose suffixed name it bears. */
  isLed: bool
  next: PageFamily
}

export const NO_PAGE = changetype<PageFamily>(0)

export let firstPage: PageFamily = changetype<PageFamily>(0)
let lastPage: PageFamily = changetype<PageFamily>(0)
let table: usize = 0
let capacity: u32 = 0
let pageCount: u32 = 0

export function startTable(families: u32): void {
  firstPage = NO_PAGE
  lastPage = NO_PAGE
  pageCount = 0
  capacity = 64
  while (capacity * 3 < families * 4 + 4) capacity *= 2
  table = allocZeroed(<usize>capacity << 2)
}

export function findPage(name: usize, length: u32): PageFamily {
  const slot = slotOf(name, length, hashName(name, length))
  const at = load<u32>(slot)
  return changetype<PageFamily>(at)
}

function slotOf(name: usize, length: u32, h: u64): usize {
  const mask = capacity - 1
  let i = <u32>h & mask
  while (true) {
    const slot = table + ((<usize>i) << 2)
    const at = load<u32>(slot)
    if (at == 0) return slot
    const page = changetype<PageFamily>(at)
    if (page.hash == h && page.nameLength == length && equal(page.name, name, length)) return slot
    i = (i + 1) & mask
  }
}

/** Adds a target family as a member of the page family of its name, which is made when new. */
export function addMember(family: Family): void {
  const slot = slotOf(family.name, family.nameLength, family.hash)
  let at = load<u32>(slot)
  if (at == 0) {
    at = <u32>changetype<usize>(makePage(family))
    store<u32>(slot, at)
  }
  const page = changetype<PageFamily>(at)
  const last = page.last
  if (!last) page.first = family
  else last.nextMember = family
  page.last = family
  family.nextMember = NO_FAMILY
  page.memberCount++
  if (page.type == UNDECLARED) page.type = family.type
}

function makePage(family: Family): PageFamily {
  const page = changetype<PageFamily>(allocZeroed(offsetof<PageFamily>()))
  page.name = family.name
  page.nameLength = family.nameLength
  page.hash = family.hash
  page.isQuoted = family.isQuoted
  page.order = pageCount++
  const last = lastPage
  if (!last) firstPage = page
  else last.next = page
  lastPage = page
  return page
}

const targetInfo = memory.data<u8>([0x74, 0x61, 0x72, 0x67, 0x65, 0x74, 0x5f, 0x69, 0x6e, 0x66, 0x6f, 0, 0, 0, 0, 0], 16)

/** `target_info`, or OpenMetrics' info family `target`, which has the same samples. */
export function isTargetInfo(page: PageFamily): bool {
  if (page.nameLength == 11) return equal(page.name, targetInfo, 11)
  return page.nameLength == 6 && page.type == INFO && equal(page.name, targetInfo, 6)
}

let suffixScratch: usize = 0
let suffixRoom: u32 = 0

/** The family's name with a suffix, in scratch that the next call uses again. */
export function suffixed(page: PageFamily, suffix: i32): usize {
  const room = page.nameLength + 32
  if (room > suffixRoom) {
    suffixRoom = room * 2
    suffixScratch = alloc(suffixRoom)
  }
  memory.copy(suffixScratch, page.name, page.nameLength)
  memory.copy(suffixScratch + page.nameLength, suffixBytes(suffix), suffixLength(suffix))
  return suffixScratch
}

export function forgetScratch(): void {
  suffixRoom = 0
}

/** The indexes of the members' targets, each once, as a list of u32; the count is left in `listedTargets`. */
export let listedTargets: u32 = 0
export function listTargets(page: PageFamily): usize {
  return listTargetsOfBoth(page, NO_PAGE)
}

/** The same for two families together; members stand in target order. */
export function listTargetsOfBoth(page: PageFamily, other: PageFamily): usize {
  let a = page.first
  let b = other ? other.first : NO_FAMILY
  const list = alloc(<usize>(page.memberCount + (other ? other.memberCount : 0)) << 2)
  listedTargets = 0
  while (a || b) {
    const takesA = !b || (a && a.target.index <= b.target.index)
    const index = takesA ? a.target.index : b.target.index
    if (takesA) a = a.nextMember
    else b = b.nextMember
    if (listedTargets != 0 && load<u32>(list + ((<usize>(listedTargets - 1)) << 2)) == index) continue
    store<u32>(list + ((<usize>(listedTargets++)) << 2), index)
  }
  return list
}
