// What check mode reports and what the merge decided: lists of small records that the host reads at the end.

import { alloc } from './arena'
import { Family, Target } from './records'

const FINDINGS_MAX: u32 = 1000

@unmanaged
export class Finding {
  code: i32
  line: u32
  column: u32
  family: usize
  familyLength: u32
  /** Protobuf: the place in the body. */
  offset: u32
  next: Finding
}

export let firstFinding: Finding = changetype<Finding>(0)
let lastFinding: Finding = changetype<Finding>(0)
let findingCount: u32 = 0

export const TYPE_CONFLICT: i32 = 1
export const HELP_CONFLICT: i32 = 2
export const UNIT_CONFLICT: i32 = 3
export const NAME_CLASH_EVENT: i32 = 4
export const DEGRADED: i32 = 5
export const FAMILY_REJECTED: i32 = 6
export const NAME_COLLISION_EVENT: i32 = 7
export const NATIVE_DEGRADED: i32 = 8

/** A decision about a page family; `targets` is a list of `targetCount` u32 indexes. */
@unmanaged
export class Event {
  kind: i32
  detailCode: i32
  family: usize
  familyLength: u32
  other: usize
  otherLength: u32
  targets: usize
  targetCount: u32
  next: Event
}

export let firstEvent: Event = changetype<Event>(0)
let lastEvent: Event = changetype<Event>(0)

export function forgetFindings(): void {
  firstFinding = changetype<Finding>(0)
  lastFinding = changetype<Finding>(0)
  findingCount = 0
}

export function forgetEvents(): void {
  firstEvent = changetype<Event>(0)
  lastEvent = changetype<Event>(0)
}

/** Reports in check mode; elsewhere does nothing. */
export function find(target: Target, code: i32, line: u32, column: u32, family: Family): void {
  report(target, code, line, column, 0, family)
}

/** The same in the protobuf message in hand. */
export function findAt(target: Target, code: i32, at: usize, family: Family): void {
  report(target, code, 0, 0, offsetOf(target, at), family)
}

/** The same of a family that protobuf delivered, where it begins. */
export function findFirst(target: Target, code: i32, family: Family): void {
  report(target, code, 0, 0, family.line, family)
}

/** Where in the body a byte of the protobuf message in hand stands. */
export function offsetOf(target: Target, at: usize): u32 {
  return target.messageAt + <u32>(at - target.messageStart)
}

function report(target: Target, code: i32, line: u32, column: u32, offset: u32, family: Family): void {
  if (!target.isChecking || findingCount >= FINDINGS_MAX) return
  const finding = changetype<Finding>(alloc(offsetof<Finding>()))
  finding.code = code
  finding.line = line
  finding.column = column
  finding.offset = offset
  finding.family = !family ? 0 : family.name
  finding.familyLength = !family ? 0 : family.nameLength
  finding.next = changetype<Finding>(0)
  const last = lastFinding
  if (!last) firstFinding = finding
  else last.next = finding
  lastFinding = finding
  findingCount++
}

/** Opens an event about a family; the caller adds what it knows more. */
export function tell(kind: i32, family: usize, familyLength: u32, targets: usize, targetCount: u32): Event {
  const event = changetype<Event>(alloc(offsetof<Event>()))
  event.kind = kind
  event.detailCode = 0
  event.family = family
  event.familyLength = familyLength
  event.other = 0
  event.otherLength = 0
  event.targets = targets
  event.targetCount = targetCount
  event.next = changetype<Event>(0)
  const last = lastEvent
  if (!last) firstEvent = event
  else last.next = event
  lastEvent = event
  return event
}
