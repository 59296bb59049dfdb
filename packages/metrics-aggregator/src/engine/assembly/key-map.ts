// A map from 128-bit keys to numbers, used to recognise groups and series by hash. Two sums of independent mixes of the
// label hashes make the key, so the order of labels does not matter.

import { allocZeroed } from './arena'

const ENTRY: usize = 24

@unmanaged
export class KeyMap {
  table: usize
  capacity: u32
  count: u32
}

export function newKeyMap(): KeyMap {
  const map = changetype<KeyMap>(allocZeroed(offsetof<KeyMap>()))
  map.capacity = 16
  map.table = allocZeroed(<usize>map.capacity * ENTRY)
  return map
}

/** The number kept under the key, or -1 after keeping `value` there. */
export function putKey(map: KeyMap, a: u64, b: u64, value: i32): i32 {
  if (map.count * 4 >= map.capacity * 3) grow(map)
  // An all-zero key would look like a free entry.
  const key = b == 0 ? 1 : b
  const entry = entryOf(map, a, key)
  if (load<u64>(entry, 8) != 0) return load<i32>(entry, 16)
  store<u64>(entry, a)
  store<u64>(entry, key, 8)
  store<i32>(entry, value, 16)
  map.count++
  return -1
}

function entryOf(map: KeyMap, a: u64, b: u64): usize {
  const mask = map.capacity - 1
  // Both halves, since one of them may say little: equal parts of a sum and a mix of it cancel out.
  const h = (a ^ b) * 0x9e3779b97f4a7c15
  let i = <u32>(h >> 32) & mask
  while (true) {
    const entry = map.table + <usize>i * ENTRY
    const kept = load<u64>(entry, 8)
    if (kept == 0 || (kept == b && load<u64>(entry) == a)) return entry
    i = (i + 1) & mask
  }
}

function grow(map: KeyMap): void {
  const table = map.table
  const capacity = map.capacity
  map.capacity = capacity * 4
  map.table = allocZeroed(<usize>map.capacity * ENTRY)
  for (let i: u32 = 0; i < capacity; i++) {
    const from = table + <usize>i * ENTRY
    if (load<u64>(from, 8) == 0) continue
    memory.copy(entryOf(map, load<u64>(from), load<u64>(from, 8)), from, ENTRY)
  }
}
