// Which families lost native buckets on the page being laid out, and in which targets: told as one event per family
// when the layout is done.

import { alloc, hash } from './arena'
import { NATIVE_DEGRADED, tell } from './findings'
import { KeyMap, newKeyMap, putKey } from './key-map'
import { Family } from './records'

@unmanaged
class Note {
  name: usize
  nameLength: u32
  targets: usize
  targetCount: u32
  next: Note
}

let first: Note = changetype<Note>(0)
let last: Note = changetype<Note>(0)
let known: KeyMap = changetype<KeyMap>(0)
let targetsMax: u32 = 0

/** Forgets the page before; no family has members in more targets than these. */
export function startNotes(targets: u32): void {
  first = changetype<Note>(0)
  last = first
  known = changetype<KeyMap>(0)
  targetsMax = targets
}

/** A histogram of the family was written without its native buckets. Targets come in configured order. */
export function noteDegraded(family: Family): void {
  const note = noteOf(family)
  const index = family.target.index
  if (note.targetCount != 0 && load<u32>(note.targets + ((<usize>(note.targetCount - 1)) << 2)) == index) return
  if (note.targetCount == targetsMax) return
  store<u32>(note.targets + ((<usize>(note.targetCount++)) << 2), index)
}

function noteOf(family: Family): Note {
  if (last && last.name == family.name) return last
  if (!known) known = newKeyMap()
  const made = changetype<Note>(alloc(offsetof<Note>()))
  const kept = putKey(known, family.hash, hash(family.name, family.nameLength, 3), <i32>changetype<usize>(made))
  if (kept >= 0) return changetype<Note>(<usize>kept)
  made.name = family.name
  made.nameLength = family.nameLength
  made.targets = alloc(<usize>targetsMax << 2)
  made.targetCount = 0
  made.next = changetype<Note>(0)
  if (!last) first = made
  else last.next = made
  last = made
  return made
}

export function tellNotes(): void {
  for (let note = first; note; note = note.next) tell(NATIVE_DEGRADED, note.name, note.nameLength, note.targets, note.targetCount)
}
