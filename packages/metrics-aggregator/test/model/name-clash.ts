/**
 * Step 5 of merge-semantics §6: families whose sample names meet. OpenMetrics pages split both; text pages keep
 * both and only choose their order.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { collectFamilies, declaredType } from './members.ts'
import type { Member, PageFamily } from './members.ts'
import { addEvent } from './merge-state.ts'
import type { MergeState } from './merge-state.ts'
import { suffixesOf } from './suffixes.ts'
import { splitMembers } from './split-members.ts'

/** Pairs of families that clash, the earlier one of the page first. */
export function findNameClashes(
  families: readonly PageFamily[],
  format: ExpositionFormat,
): readonly (readonly [PageFamily, PageFamily])[] {
  const pairs: (readonly [PageFamily, PageFamily])[] = []
  for (const [place, one] of families.entries()) {
    for (const other of families.slice(place + 1)) {
      if (isIntruder(one, other, format) || isIntruder(other, one, format)) pairs.push([one, other])
    }
  }
  return pairs
}

/** The other family bears the name of the family's samples. */
function isIntruder(family: PageFamily, other: PageFamily, format: ExpositionFormat): boolean {
  // Most pairs don't even begin alike.
  if (!other.name.startsWith(family.name) || other.name === family.name) return false
  return suffixesOf(declaredType(family), format).some((suffix) => family.name + suffix === other.name)
}

export function splitClashes(state: MergeState): boolean {
  const clashing = new Set<Member>()
  for (const [one, other] of findNameClashes(collectFamilies(state.members), state.format)) {
    addEvent(state, 'name_clash', [one, other], other.name)
    for (const member of [...one.members, ...other.members]) clashing.add(member)
  }
  splitMembers(state, clashing)
  return clashing.size > 0
}

/**
 * Text: a strict reader takes `a_count` for a sample of the histogram `a` once it has seen that one, so the family
 * `a_count` goes right before it.
 */
export function orderTextClashes(state: MergeState, families: readonly PageFamily[]): readonly PageFamily[] {
  const intruders = new Map<PageFamily, PageFamily[]>()
  for (const family of families) {
    intruders.set(
      family,
      families.filter((other) => isIntruder(family, other, 'text')),
    )
  }
  for (const [one, other] of findNameClashes(families, 'text')) {
    addEvent(state, 'name_clash', [one, other], other.name)
  }
  const isIntruding = new Set([...intruders.values()].flat())
  const withIntruders = (family: PageFamily): readonly PageFamily[] => [
    ...(intruders.get(family) ?? []).flatMap(withIntruders),
    family,
  ]
  return families.filter((family) => !isIntruding.has(family)).flatMap(withIntruders)
}
