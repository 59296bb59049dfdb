// The page as a list of byte ranges: headers written here, samples where the targets' lines already stand
// (merge-semantics §6, order and metadata).

import { alloc, copy, equal } from './arena'
import { LF, QUOTE, SPACE } from './bytes'
import {
  BUCKET, COUNT, HISTOGRAM, OPENMETRICS, PROTOBUF, SUM, SUMMARY, TEXT, typeNameBytes, typeNameLength,
  UNDECLARED, UNKNOWN,
} from './family-type'
import { forgetEvents, HELP_CONFLICT, tell, UNIT_CONFLICT } from './findings'
import { firstPage, forgetScratch, isTargetInfo, listedTargets, listTargets, NO_PAGE, PageFamily } from './page-family'
import { forgetBlocks, keepWritten, roomFor, write } from './ranges'
import { dropRepeated } from './proto-series'
import { headerEnd, raiseMembers, writeMessageHeader } from './proto-page'
import { Family, NO_FAMILY } from './records'
import { unitFits } from './reader'
import { clashOf, settleFamilies } from './rounds'
import { dropsDuplicates, dropsEmptyFamilies, dropsTargetInfo } from './settings'

/** Pairs of u32: start and length of each slice of the page. */
export let plan: usize = 0
export let planCount: u32 = 0
let planCapacity: u32 = 0
export let pageBytes: u32 = 0
export let pageFamilies: u32 = 0
export let pageSamples: u32 = 0

let format: i32 = TEXT

/** Lays out the page of the accepted targets (a list of `count` pointers). */
export function layOut(targets: usize, count: u32, pageFormat: i32): void {
  format = pageFormat
  planCount = 0
  planCapacity = 0
  pageBytes = 0
  pageFamilies = 0
  pageSamples = 0
  forgetBlocks()
  forgetScratch()
  forgetEvents()
  settleFamilies(targets, count, pageFormat)
  for (let page = firstPage; page; page = page.next) if (isTargetInfo(page)) emit(page)
  for (let page = firstPage; page; page = page.next) if (format != TEXT || !page.isLed) emit(page)
  if (format == OPENMETRICS) emitEof()
}

function emit(page: PageFamily): void {
  if (page.isEmitted) return
  page.isEmitted = true
  if (format == TEXT && (page.type == HISTOGRAM || page.type == SUMMARY)) emitClashing(page)
  if (dropsTargetInfo && isTargetInfo(page)) return
  if (format == PROTOBUF) {
    raiseMembers(page)
    if (dropsDuplicates) dropRepeated(page)
  }
  if (!hasSamples(page) && (dropsEmptyFamilies || !isDescribed(page))) return
  pageFamilies++
  if (format == PROTOBUF) emitMessageHeader(page)
  else emitHeader(page)
  for (let member = page.first; member; member = member.nextMember) {
    pageSamples += member.samples
    for (let segment = member.first; segment; segment = segment.next) slice(segment.start, segment.end - segment.start)
  }
}

/**
 * A strict text reader takes `foo_count` behind a histogram `foo` for a part of it, so the other family goes first;
 * of several, each in its turn.
 */
function emitClashing(page: PageFamily): void {
  for (let turn = 0; turn < 3; turn++) {
    let next = page.type == HISTOGRAM ? pendingClash(page, BUCKET) : NO_PAGE
    next = earlier(next, pendingClash(page, SUM))
    next = earlier(next, pendingClash(page, COUNT))
    if (next) emit(next)
  }
}

function pendingClash(page: PageFamily, suffix: i32): PageFamily {
  const other = clashOf(page, suffix)
  return !other || other.isEmitted ? NO_PAGE : other
}

/** The one of two families that is there and stands first on the page. */
function earlier(a: PageFamily, b: PageFamily): PageFamily {
  if (!a || !b) return a ? a : b
  return a.order < b.order ? a : b
}

function hasSamples(page: PageFamily): bool {
  for (let member = page.first; member; member = member.nextMember) if (member.first) return true
  return false
}

function isDescribed(page: PageFamily): bool {
  if (page.type != UNDECLARED) return true
  for (let member = page.first; member; member = member.nextMember) {
    if (member.hasHelp || member.hasUnit || member.isForced) return true
  }
  return false
}

const words = memory.data<u8>([
  0x23, 0x20, 0x48, 0x45, 0x4c, 0x50, 0x20, 0x23, 0x20, 0x54, 0x59, 0x50, 0x45, 0x20, 0x23, 0x20, 0x55, 0x4e, 0x49,
  0x54, 0x20, 0x23, 0x20, 0x45, 0x4f, 0x46, 0x0a, 0, 0, 0, 0, 0,
], 16)
const HELP_WORD: usize = 0
const TYPE_WORD: usize = 7
const UNIT_WORD: usize = 14
const EOF_WORD: usize = 21

function emitHeader(page: PageFamily): void {
  const help = helpOf(page)
  const unit = format == OPENMETRICS ? unitOf(page) : NO_FAMILY
  const type = headerType(page)
  const size = <usize>page.nameLength * 3 + 96 + (!help ? 0 : help.helpLength) + (!unit ? 0 : unit.unitLength)
  const start = roomFor(size)
  let out = start
  if (format == TEXT && help) out = line(out, HELP_WORD, page, help.help, help.helpLength)
  if (type != UNDECLARED) out = line(out, TYPE_WORD, page, typeNameBytes(type, format), typeNameLength(type, format))
  if (unit) out = line(out, UNIT_WORD, page, unit.unit, unit.unitLength)
  if (format == OPENMETRICS && help) out = line(out, HELP_WORD, page, help.help, help.helpLength)
  keepWritten(out)
  slice(start, out - start)
}

function line(at: usize, word: usize, page: PageFamily, rest: usize, length: usize): usize {
  let out = write(at, words + word, 7)
  if (page.isQuoted) store<u8>(out++, QUOTE)
  out = write(out, page.name, page.nameLength)
  if (page.isQuoted) store<u8>(out++, QUOTE)
  store<u8>(out++, SPACE)
  out = write(out, rest, length)
  store<u8>(out++, LF)
  return out
}

/** The beginning of a family's message, which holds all its metrics: their bytes are counted before they are sent. */
function emitMessageHeader(page: PageFamily): void {
  const start = writeMessageHeader(page, helpOf(page), unitOf(page), headerType(page))
  slice(start, headerEnd - start)
  for (let member = page.first; member; member = member.nextMember) slice(member.extras, member.extrasLength)
}

/** The type to write: UNDECLARED where no target declared one and none was taken away. */
function headerType(page: PageFamily): i32 {
  if (page.type != UNDECLARED) return page.type
  for (let member = page.first; member; member = member.nextMember) if (member.isForced) return UNKNOWN
  return UNDECLARED
}

/** The member whose HELP is written; others that differ are told of, once per family. */
function helpOf(page: PageFamily): Family {
  let chosen: Family = changetype<Family>(0)
  let differs = false
  for (let member = page.first; member; member = member.nextMember) {
    if (!member.hasHelp) continue
    if (member.hasOtherHelp) differs = true
    if (!chosen) chosen = member
    else if (member.helpLength != chosen.helpLength || !equal(member.help, chosen.help, member.helpLength)) differs = true
  }
  if (differs) tellOf(page, HELP_CONFLICT)
  return chosen
}

function unitOf(page: PageFamily): Family {
  let chosen: Family = changetype<Family>(0)
  let differs = false
  for (let member = page.first; member; member = member.nextMember) {
    if (!member.hasUnit) continue
    if (!chosen) chosen = member
    else if (member.unitLength != chosen.unitLength || !equal(member.unit, chosen.unit, member.unitLength)) differs = true
  }
  if (differs) tellOf(page, UNIT_CONFLICT)
  if (!chosen || differs) return NO_FAMILY
  if (format == PROTOBUF || unitFits(chosen, page.type)) return chosen
  countLostUnits(page)
  return NO_FAMILY
}

/** A message may have any unit; in OpenMetrics it is the end of its family's name. */
function countLostUnits(page: PageFamily): void {
  for (let member = page.first; member; member = member.nextMember) if (member.hasUnit) member.target.unitsDropped++
}

function tellOf(page: PageFamily, kind: i32): void {
  const targets = listTargets(page)
  tell(kind, page.name, page.nameLength, targets, listedTargets)
}

function emitEof(): void {
  slice(words + EOF_WORD, 6)
}

/** Adds bytes to the page, lengthening the last slice where they stand right behind it. */
function slice(start: usize, length: usize): void {
  if (length == 0) return
  pageBytes += <u32>length
  if (planCount != 0) {
    const last = plan + ((<usize>planCount - 1) << 3)
    if (load<u32>(last) + load<u32>(last, 4) == <u32>start) return store<u32>(last, load<u32>(last, 4) + <u32>length, 4)
  }
  if (planCount == planCapacity) growPlan()
  const entry = plan + ((<usize>(planCount++)) << 3)
  store<u32>(entry, <u32>start)
  store<u32>(entry, <u32>length, 4)
}

function growPlan(): void {
  const capacity = planCapacity == 0 ? 1024 : planCapacity * 2
  const grown = alloc(<usize>capacity << 3)
  memory.copy(grown, plan, <usize>planCapacity << 3)
  plan = grown
  planCapacity = capacity
}

/** The whole page in one piece, for pages of many small slices. */
export function gather(): usize {
  const whole = alloc(pageBytes)
  let out = whole
  for (let i: u32 = 0; i < planCount; i++) {
    const entry = plan + ((<usize>i) << 3)
    copy(out, load<u32>(entry), load<u32>(entry, 4))
    out += load<u32>(entry, 4)
  }
  return whole
}
