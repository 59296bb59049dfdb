// The module's only memory: one bump arena from the end of the static data. Nothing is freed singly; `reset` forgets
// all of it between pages. At least PAD bytes always lie behind the top, so that 16-byte reads and copies may overshoot.

const PAD: usize = 128
const PAGE: usize = 65536
const SMALL: usize = 512

let top: usize = 0

export function reset(): void {
  top = (__heap_base + 15) & ~15
  reserve(0)
}

/** Raw memory, 16-byte aligned, not zeroed. Traps when the host has no more memory, which the host reports as a refusal. */
export function alloc(size: usize): usize {
  const start = top
  reserve(size)
  top = (start + size + 15) & ~15
  return start
}

export function allocZeroed(size: usize): usize {
  const start = alloc(size)
  // Filling leaves WebAssembly for a call into the host, which is dear for a small record.
  if (size > SMALL) memory.fill(start, 0, size)
  else for (let i: usize = 0; i < size; i += 16) v128.store(start + i, i64x2.splat(0))
  return start
}

function reserve(size: usize): void {
  const needed = top + size + PAD
  const have = <usize>memory.size() * PAGE
  if (needed <= have) return
  const missing = <i32>((needed - have + PAGE - 1) / PAGE)
  // Each growth costs time in proportion to what is there, so large memories grow in large steps; untouched pages are
  // not resident.
  const eighth = memory.size() >> 3
  if (memory.grow(missing > eighth ? missing : eighth) >= 0) return
  if (memory.grow(missing) < 0) unreachable()
}

/** Copies forward in 16-byte steps; may write up to 15 bytes past the end. */
// @ts-ignore: decorator
@inline
export function copy(to: usize, from: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i))
}

/** Whether two ranges hold the same bytes; may read up to 15 bytes past either end. */
// @ts-ignore: decorator
@inline
export function equal(a: usize, b: usize, length: usize): bool {
  let i: usize = 0
  for (; i + 16 <= length; i += 16) {
    if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i)))) return false
  }
  const rest = length - i
  if (rest == 0) return true
  const differing = ~i8x16.bitmask(i8x16.eq(v128.load(a + i), v128.load(b + i)))
  return (differing & ((1 << <i32>rest) - 1)) == 0
}

const MIX: u64 = 0x9e3779b97f4a7c15

/** A 64-bit hash; reads up to 7 bytes past the end and masks them away. */
export function hash(start: usize, length: usize, seed: u64): u64 {
  let h: u64 = seed ^ (<u64>length * MIX)
  let i: usize = 0
  for (; i + 8 <= length; i += 8) {
    h = (h ^ load<u64>(start + i)) * MIX
    h ^= h >> 29
  }
  const rest = length - i
  if (rest != 0) {
    const tail = load<u64>(start + i) & (((<u64>1) << (<u64>rest * 8)) - 1)
    h = (h ^ tail) * MIX
    h ^= h >> 29
  }
  h *= 0xbf58476d1ce4e5b9
  return h ^ (h >> 32)
}
