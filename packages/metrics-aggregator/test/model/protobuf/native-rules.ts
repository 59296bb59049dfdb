/** Whether a native histogram adds up (merge-semantics §11, Reading 6). */
import { doubleOf, doublesOf, nodesOf, numbersOf, unsignedOf, unzigzag } from './wire.ts'
import type { MessageNode } from './wire.ts'

const SIDES = [
  { spans: 9, deltas: 10, counts: 11 },
  { spans: 12, deltas: 13, counts: 14 },
] as const
type Side = (typeof SIDES)[number]

export function isNativeSound(histogram: MessageNode): boolean {
  const schema = Number(unzigzag(unsignedOf(histogram, 5)))
  if (schema < -4 || schema > 8) return false
  const hasFloats = doubleOf(histogram, 4) > 0 || doubleOf(histogram, 8) > 0
  return hasFloats ? areFloatsSound(histogram) : areWholeCountsSound(histogram)
}

function areSpansSound(histogram: MessageNode, { spans }: Side, buckets: number): boolean {
  const all = nodesOf(histogram, spans)
  const isGoingBack = all.slice(1).some((span) => unzigzag(unsignedOf(span, 1)) < 0n)
  const length = all.reduce((sum, span) => sum + unsignedOf(span, 2), 0n)
  return !isGoingBack && length === BigInt(buckets)
}

function areFloatsSound(histogram: MessageNode): boolean {
  const isBelowZero = doubleOf(histogram, 4) < 0 || doubleOf(histogram, 8) < 0
  return (
    !isBelowZero &&
    SIDES.every((side) => {
      const counts = doublesOf(histogram, side.counts)
      return areSpansSound(histogram, side, counts.length) && !counts.some((count) => count < 0)
    })
  )
}

function areWholeCountsSound(histogram: MessageNode): boolean {
  let sum = unsignedOf(histogram, 7)
  for (const side of SIDES) {
    const deltas = numbersOf(histogram, side.deltas).map(unzigzag)
    if (!areSpansSound(histogram, side, deltas.length)) return false
    let count = 0n
    for (const delta of deltas) {
      count += delta
      if (count < 0n) return false
      sum += count
    }
  }
  const count = unsignedOf(histogram, 1)
  return Number.isNaN(doubleOf(histogram, 2)) ? sum <= count : sum === count
}
