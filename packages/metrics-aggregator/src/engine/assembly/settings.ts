// What one page is made with: limits and policies, set once by the host before the first target, and the scratch
// memory whose size follows from them.

import { alloc, reset } from './arena'

export const RENAME: i32 = 0
export const KEEP: i32 = 1
export const OVERWRITE: i32 = 2
export const DROP_SERIES: i32 = 3
export const FAIL_TARGET: i32 = 4

export const CONFLICT_UNTYPED: i32 = 0
export const CONFLICT_FIRST_WINS: i32 = 1
// 2 is drop_later, what is left when neither of these is asked for.

/** How names that a bare name could not hold are written (merge-semantics §10). */
export const UNDERSCORES: i32 = 0
export const ALLOW_UTF_8: i32 = 1
export const DOTS: i32 = 2
// 3 is values, what is left when none of these is asked for.

/** Largest chunk that the host may stage at once. */
const CHUNK_BYTES_MAX: u32 = 65536

/** No protobuf message is longer, by definition of the format. */
const MESSAGE_BYTES_MAX: u32 = 0x7fffffff

// Those of the target that is being read (`useLimits`).
export let lineBytesMax: u32 = 0
export let labelsMax: u32 = 0
export let samplesMax: u32 = 0
/** Longest protobuf message. */
export let familyBytesMax: u32 = 0
/** Most bytes that one target may occupy, families included; 0 means no limit. */
export let targetBytesMax: u32 = 0
export let onCollision: i32 = 0
export let onTypeConflict: i32 = 0
export let dropsCreated: bool = false
export let dropsTargetInfo: bool = false
export let dropsEmptyFamilies: bool = false
export let dropsDuplicates: bool = false
export let escaping: i32 = 0

/** Where the host writes a chunk; the carried part of a line is put right before it. */
export let stage: usize = 0
/** Room for names that had to be rewritten within one line. */
export let nameScratch: usize = 0

/** Scratch memory for lines and label blocks of at most this size; targets may have lower limits. */
export function setLargest(line: u32, labels: u32): void {
  reset()
  const carryRoom = (<usize>line + 64) & ~15
  stage = alloc(carryRoom + CHUNK_BYTES_MAX + 64) + carryRoom
  // A rewritten name is at most five times as long as it was (and a mark); a renamed label is taken at most as often as
  // the line has labels.
  nameScratch = alloc(<usize>line * 7 + <usize>labels * 64 + 4096)
}

export function useLimits(line: u32, labels: u32, samples: u32, target: u32, family: u32): void {
  lineBytesMax = line
  labelsMax = labels
  samplesMax = samples
  targetBytesMax = target
  familyBytesMax = family == 0 ? MESSAGE_BYTES_MAX : family
}

/** Of the lines that are read from now on. */
export function setCollisions(policy: i32): void {
  onCollision = policy
}

export function setPolicies(collision: i32, conflict: i32, flags: u32): void {
  onCollision = collision
  onTypeConflict = conflict
  dropsCreated = (flags & 1) != 0
  dropsTargetInfo = (flags & 2) != 0
  dropsEmptyFamilies = (flags & 4) != 0
  dropsDuplicates = (flags & 8) != 0
  escaping = <i32>(flags >> 8) & 3
}
