// One target's families in the other text format (merge-semantics §7). Lines that stay as they are are shared, not
// copied; only timestamps and exemplars make a line be written anew.

import { alloc, equal } from './arena'
import { DOT, LF, MINUS, PLUS, SPACE, ZERO } from './bytes'
import { lineExemplar, lineName, lineNameEnd, lineStop, lineTimestamp, lineTimestampEnd, readCanonical } from './canonical'
import {
  BUCKET, COUNT, COUNTER, CREATED, GAUGE, GAUGEHISTOGRAM, GCOUNT, GSUM, HISTOGRAM, INFO, INFO_SUFFIX, OPENMETRICS, PROTOBUF, STATESET, suffixBytes,
  suffixLength, suffixOf, SUM, SUMMARY, TEXT, TOTAL, trailingSuffix, UNDECLARED, UNKNOWN,
} from './family-type'
import { canonicalHelp, withoutReturns } from './metadata'
import { Decimal, isBeyondInt64, takeApart } from './number'
import { lower } from './proto-lower'
import { unescapeHelp, writeEscaped } from './proto-pairs'
import { appendLine, keepWritten, roomFor, write } from './ranges'
import { Family, findFamily, hashName, likeFamily, NO_FAMILY, renameFamily, Target } from './records'
import { dropsCreated } from './settings'

let head: Family = changetype<Family>(0)
let tail: Family = changetype<Family>(0)

function add(family: Family): Family {
  const last = tail
  if (!last) head = family
  else last.next = family
  tail = family
  family.next = NO_FAMILY
  return family
}

/** The target's families, each a record of its own, in the page's format. */
export function familiesFor(target: Target, format: i32): Family {
  head = NO_FAMILY
  tail = NO_FAMILY
  for (let family = target.firstFamily; family; family = family.next) {
    if (family.isBinary && format != PROTOBUF) addLowered(family, format)
    else if (target.format == format) add(format == TEXT && family.hasNegativeTime ? withoutNegativeTimes(family) : sharing(family))
    else if (format == PROTOBUF && target.format == TEXT) withPlainHelp(add(sharing(family)))
    else if (format == OPENMETRICS) toOpenMetrics(family)
    else toText(family, format)
  }
  return head
}

/** A family of a protobuf target as lines, those behind the main one as families of their own. */
function addLowered(family: Family, format: i32): void {
  const isOpenMetrics = format == OPENMETRICS
  const isCounter = family.type == COUNTER && staysCounter(family)
  const lowered = lower(family, format, isCounter)
  for (let made = lowered; made; ) {
    const next = made.next
    add(made)
    escapeHelp(made, isOpenMetrics)
    made = next
  }
  if (isOpenMetrics) retypeCounter(lowered, family, isCounter)
  else if (family.hasUnit) {
    family.target.unitsDropped++
    lowered.hasUnit = false
  }
}

function escapeHelp(made: Family, escapesQuotes: bool): void {
  if (!made.hasHelp) return
  const text = withoutReturns(made.help, made.help + made.helpLength)
  // As of a line: no text is no HELP.
  if (text == made.help) {
    made.hasHelp = false
    return
  }
  const help = alloc((text - made.help) * 2 + 16)
  const end = writeEscaped(help, made.help, text, escapesQuotes)
  made.help = help
  made.helpLength = <u32>(end - help)
}

/** Protobuf has help as it is meant. */
function withPlainHelp(made: Family): void {
  if (!made.hasHelp) return
  const help = alloc(<usize>made.helpLength + 16)
  const end = unescapeHelp(help, made.help, made.help + made.helpLength, made.target.format != TEXT)
  made.help = help
  made.helpLength = <u32>(end - help)
}

/** Without the samples that would cost a text page its reader (see `writeMilliseconds`). */
function withoutNegativeTimes(family: Family): Family {
  const made = likeFamily(family)
  for (let segment = family.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      if (lineTimestamp != 0 && load<u8>(lineTimestamp) == MINUS) family.target.samplesDropped++
      else appendLine(made, at, lineStop + 1, segment.sequence, ordinal)
      ordinal++
    }
  }
  return made
}

/** A copy that has the family's own segments. */
function sharing(family: Family): Family {
  const made = likeFamily(family)
  made.first = family.first
  made.last = family.last
  made.samples = family.samples
  return made
}

function toOpenMetrics(family: Family): void {
  const made = add(family.hasTimestamps ? withTimestamps(family, true) : sharing(family))
  reescapeHelp(made, family, true)
  if (family.type == COUNTER) retypeCounter(made, family, staysCounter(family))
}

/** Whether a text or protobuf counter is one in OpenMetrics too: `x_total` of a family `x` that no other stands for. */
function staysCounter(family: Family): bool {
  const isTotal = family.nameLength > 6 && trailingSuffix(family.name, family.nameLength) == TOTAL
  return isTotal && !isStemTaken(family.name, family.nameLength - <u32>suffixLength(TOTAL))
}

function retypeCounter(made: Family, family: Family, isCounter: bool): void {
  if (family.type != COUNTER) return
  if (!isCounter) {
    made.type = UNKNOWN
    return
  }
  renameFamily(made, family.name, family.nameLength - <u32>suffixLength(TOTAL))
  if (trailingSuffix(made.original, made.originalLength) == TOTAL) made.originalLength -= <u32>suffixLength(TOTAL)
}

let allTargets: usize = 0
let targetCount: u32 = 0

/** The accepted targets of the page, among whose families the stem of a counter must be free. */
export function useTargets(targets: usize, count: u32): void {
  allTargets = targets
  targetCount = count
}

/**
 * Whether the counter `x_total` must not become the family `x`: Go programs have a gauge and a counter that differ in
 * `_total` alone, and one family cannot be both.
 */
function isStemTaken(name: usize, length: u32): bool {
  const h = hashName(name, length)
  for (let i: u32 = 0; i < targetCount; i++) {
    const target = changetype<Target>(load<usize>(allTargets + ((<usize>i) << 2)))
    const found = findFamily(target, name, length, h)
    if (!found) continue
    if (!found.isGone && (target.format != OPENMETRICS || found.type != COUNTER)) return true
    // Of the families whose names became one the table knows only the first.
    if (target.hasQuotedNames && hasOtherType(target, name, length)) return true
  }
  return false
}

function hasOtherType(target: Target, name: usize, length: u32): bool {
  for (let family = target.firstFamily; family; family = family.next) {
    if (family.type != COUNTER && family.nameLength == length && equal(family.name, name, length)) return true
  }
  return false
}

function reescapeHelp(made: Family, family: Family, fromText: bool): void {
  if (!family.hasHelp) return
  made.help = alloc(<usize>family.helpLength * 2 + 16)
  made.helpLength = canonicalHelp(made.help, family.help, family.help + family.helpLength, fromText, !fromText)
}

function withTimestamps(family: Family, toSeconds: bool): Family {
  const made = likeFamily(family)
  for (let segment = family.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      appendConverted(made, at, segment.sequence, ordinal++, toSeconds)
    }
  }
  return made
}

/** On a protobuf page the lines of an OpenMetrics target keep their exemplars until they become messages. */
let keepsExemplars: bool = false

/** Appends the line last read with its timestamp in the other unit, and no exemplar unless they are kept. */
function appendConverted(made: Family, start: usize, sequence: u32, sample: u32, toSeconds: bool): void {
  const target = made.target
  if (lineTimestamp == 0 && (lineExemplar == 0 || keepsExemplars)) return appendLine(made, start, lineStop + 1, sequence, sample)
  const seriesEnd = lineTimestamp != 0 ? lineTimestamp : lineExemplar
  const length = seriesEnd - 1 - start
  const to = roomFor(lineStop - start + 64)
  let end = write(to, start, length)
  if (lineTimestamp != 0) {
    store<u8>(end++, SPACE)
    end = toSeconds ? writeSeconds(end) : writeMilliseconds(end, target)
    if (end == 0) {
      target.samplesDropped++
      return
    }
  }
  if (lineExemplar != 0) {
    if (keepsExemplars) {
      store<u8>(end++, SPACE)
      end = write(end, lineExemplar, lineStop - lineExemplar)
    } else target.exemplarsDropped++
  }
  store<u8>(end++, LF)
  keepWritten(end)
  appendLine(made, to, end, sequence, sample)
}

/** `1500` → `1.500`: the point moves, no arithmetic. */
function writeSeconds(at: usize): usize {
  let p = lineTimestamp
  let out = at
  const sign = load<u8>(p)
  if (sign == MINUS || sign == PLUS) p++
  if (sign == MINUS) store<u8>(out++, MINUS)
  const digits = lineTimestampEnd - p
  if (digits <= 3) store<u8>(out++, ZERO)
  else {
    for (let i: usize = 0; i < digits - 3; i++) store<u8>(out++, load<u8>(p++))
  }
  store<u8>(out++, DOT)
  for (let i = lineTimestampEnd - p; i < 3; i++) store<u8>(out++, ZERO)
  while (p < lineTimestampEnd) store<u8>(out++, load<u8>(p++))
  return out
}

const time = changetype<Decimal>(memory.data(64, 16))

/** Seconds with any fraction and exponent to whole milliseconds, cut towards zero; 0 when beyond int64. */
function writeMilliseconds(at: usize, target: Target): usize {
  takeApart(time, lineTimestamp)
  let out = at
  // Digits before the point once it has moved three places.
  const places = time.point + 3
  if (time.isZero || places <= 0) {
    if (!time.isZero) target.timestampsTruncated++
    store<u8>(out++, ZERO)
    return out
  }
  // Prometheus' text reader knows no time before 1970 and would refuse the whole page.
  if (places > 19 || time.isNegative) return 0
  const first = out
  let isCut = false
  let written: i64 = 0
  for (let p = time.first; p < time.end; p++) {
    const c = load<u8>(p)
    if (c == DOT) continue
    if (written < places) {
      store<u8>(out++, c)
      written++
    } else if (c != ZERO) isCut = true
  }
  for (; written < places; written++) store<u8>(out++, ZERO)
  if (places == 19 && isBeyondInt64(first, false)) return 0
  if (isCut) target.timestampsTruncated++
  return out
}

// The families that one OpenMetrics family turns into, in order of first appearance behind the main one.
let main: Family = changetype<Family>(0)

/** An OpenMetrics family for a text page, or, with all that it says, for a protobuf page. */
function toText(family: Family, format: i32): void {
  isForMessages = format == PROTOBUF
  keepsExemplars = isForMessages
  main = add(likeFamily(family))
  const suffix = mainSuffix(family.type)
  if (suffix != 0) rename(main, family, suffix)
  main.type = textType(family.type)
  if (isForMessages) withPlainHelp(main)
  else {
    reescapeHelp(main, family, false)
    if (family.hasUnit) family.target.unitsDropped++
    main.hasUnit = false
    main.hasExemplars = false
  }
  for (let segment = family.first; segment; segment = segment.next) {
    let ordinal = segment.firstSample
    for (let at = segment.start; at < segment.end; at = lineStop + 1) {
      readCanonical(at)
      const home = homeOfLine(family)
      if (home) appendConverted(home, at, segment.sequence, ordinal, false)
      ordinal++
    }
  }
  keepsExemplars = false
}

let isForMessages: bool = false

function mainSuffix(type: i32): i32 {
  if (type == COUNTER) return TOTAL
  return type == INFO ? INFO_SUFFIX : 0
}

function textType(type: i32): i32 {
  if (type == INFO || type == STATESET) return GAUGE
  return type == GAUGEHISTOGRAM && !isForMessages ? HISTOGRAM : type
}

function rename(made: Family, family: Family, suffix: i32): void {
  const added = <u32>suffixLength(suffix)
  renameFamily(made, suffixed(family.name, family.nameLength, suffix), family.nameLength + added)
  if (made.original == 0) return
  made.original = suffixed(family.original, family.originalLength, suffix)
  made.originalLength = family.originalLength + added
}

function suffixed(name: usize, length: u32, suffix: i32): usize {
  const bytes = alloc(length + 32)
  memory.copy(bytes, name, length)
  memory.copy(bytes + length, suffixBytes(suffix), suffixLength(suffix))
  return bytes
}

/** The text family that the line last read belongs to, made when new; none when it is to be dropped. */
function homeOfLine(family: Family): Family {
  const length = lineNameEnd - lineName
  if (family.type == UNDECLARED || (length == main.nameLength && memory.compare(lineName, main.name, length) == 0)) return main
  const stem = family.nameLength
  const isOwn = length >= stem && memory.compare(lineName, family.name, stem) == 0
  const suffix = isOwn ? suffixOf(lineName + stem, length - stem) : 0
  if (staysInMain(family.type, suffix)) return main
  const isCreated = suffix == CREATED && (family.type == COUNTER || family.type == HISTOGRAM || family.type == SUMMARY)
  if (isCreated && isForMessages) {
    main.hasCreated = true
    return main
  }
  if (isCreated && dropsCreated) return NO_FAMILY
  const isGauge = isCreated || (family.type == GAUGEHISTOGRAM && (suffix == GSUM || suffix == GCOUNT))
  return sideFamily(family, isGauge ? suffix : 0)
}

function staysInMain(type: i32, suffix: i32): bool {
  if (type == GAUGEHISTOGRAM) return suffix == BUCKET || (isForMessages && (suffix == GSUM || suffix == GCOUNT))
  if (type == HISTOGRAM) return suffix == BUCKET || suffix == SUM || suffix == COUNT
  return type == SUMMARY && (suffix == SUM || suffix == COUNT)
}

/** The family named like the line last read among those made behind the main one; a gauge if named by a suffix. */
function sideFamily(family: Family, suffix: i32): Family {
  const length = <u32>(lineNameEnd - lineName)
  for (let side = main.next; side; side = side.next) {
    if (side.nameLength == length && memory.compare(side.name, lineName, length) == 0) return side
  }
  const made = add(likeFamily(main))
  made.hasUnit = false
  made.original = family.original
  made.originalLength = family.originalLength
  if (suffix != 0) rename(made, family, suffix)
  else {
    renameFamily(made, lineName, length)
    made.original = 0
  }
  made.type = suffix != 0 ? GAUGE : UNKNOWN
  return made
}
