// The families that one protobuf family turns into behind the main one, in order of their first samples: gauges for
// what the page's format has no other place for (merge-semantics §11, Lowering).

import { alloc } from './arena'
import { COUNTER, CREATED, GAUGE, suffixBytes, suffixLength, TOTAL, trailingSuffix } from './family-type'
import { Family, likeFamily, renameFamily } from './records'

let source: Family = changetype<Family>(0)
let main: Family = changetype<Family>(0)
let last: Family = changetype<Family>(0)

export function startSides(family: Family, lines: Family): void {
  source = family
  main = lines
  last = lines
}

/** A family of lines with what the messages say of their family, and no samples. */
export function linesLike(family: Family): Family {
  const made = likeFamily(family)
  made.isBinary = false
  made.extrasLength = 0
  return made
}

/** The gauge of that suffix behind the main family, made with its first sample. */
export function sideFamily(suffix: i32): Family {
  const stem = suffix == CREATED ? <u32>createdStem(source) : source.nameLength
  const length = stem + <u32>suffixLength(suffix)
  // No two of the suffixes are equally long.
  for (let side = main.next; side; side = side.next) if (side.nameLength == length) return side
  const made = linesLike(source)
  renameFamily(made, suffixed(source.name, stem, suffix), length)
  made.type = GAUGE
  made.hasUnit = false
  if (source.original != 0) nameOriginal(made, suffix)
  last.next = made
  last = made
  return made
}

/** What the gauge was called before the page's scheme changed its name. */
function nameOriginal(made: Family, suffix: i32): void {
  const isTotal = suffix == CREATED && source.type == COUNTER && trailingSuffix(source.original, source.originalLength) == TOTAL
  const stem = source.originalLength - (isTotal ? <u32>suffixLength(TOTAL) : 0)
  made.original = suffixed(source.original, stem, suffix)
  made.originalLength = stem + <u32>suffixLength(suffix)
}

function suffixed(name: usize, stem: u32, suffix: i32): usize {
  const made = alloc(<usize>stem + 16)
  memory.copy(made, name, stem)
  memory.copy(made + stem, suffixBytes(suffix), suffixLength(suffix))
  return made
}

/** A counter `x_total` was created at `x_created`. */
export function createdStem(family: Family): usize {
  const isTotal = family.type == COUNTER && trailingSuffix(family.name, family.nameLength) == TOTAL
  return <usize>family.nameLength - (isTotal ? suffixLength(TOTAL) : 0)
}
