// Series that two targets (or one) expose twice, dropped before the merge where the policy says so: the first in
// configured target order stays (merge-semantics §6, duplicates).

import { keySeries, lineStop, readCanonical, seriesA, seriesB } from './canonical'
import { newKeyMap, putKey } from './key-map'
import { appendLine } from './ranges'
import { Family, likeFamily } from './records'

export function dropDuplicates(heads: usize, count: u32): void {
  const seen = newKeyMap()
  for (let i: u32 = 0; i < count; i++) {
    const head = changetype<Family>(load<usize>(heads + ((<usize>i) << 2)))
    for (let family = head; family; family = family.next) {
      const made = likeFamily(family)
      for (let segment = family.first; segment; segment = segment.next) {
        let ordinal = segment.firstSample
        for (let at = segment.start; at < segment.end; at = lineStop + 1) {
          readCanonical(at)
          keySeries(family)
          if (putKey(seen, seriesA, seriesB, 0) >= 0) family.target.duplicates++
          else appendLine(made, at, lineStop + 1, segment.sequence, ordinal)
          ordinal++
        }
      }
      // What was known of all its lines need not hold for some of them.
      if (made.samples != family.samples) family.isChecked = false
      family.first = made.first
      family.last = made.last
      family.samples = made.samples
    }
  }
}
