/**
 * Step 5 of merge-semantics §6: families whose sample names meet. OpenMetrics pages split both; text pages keep
 * both and only choose their order.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { collectFamilies, declaredType } from './members.ts'
import type { Member, PageFamily } from './members.ts'
import { addEvent, splitMembers } from './merge-state.ts'
import type { MergeState } from './merge-state.ts'
import { suffixesOf } from './suffixes.ts'

/** Pairs of families that clash, the earlier one of the page first. */
export function findNameClashes(
  families: readonly PageFamily[],
  format: ExpositionFormat,
): readonly (readonly [PageFamily, PageFamily])[] {
  const pairs: (readonly [PageFamily, PageFamily])[] = []
  const names = families.map((family) => sampleNames(family, format))
  for (const [place, one] of families.entries()) {
    for (let other = place + 1; other < families.length; other++) {
      if (isMeeting(names[place]!, names[other]!)) pairs.push([one, families[other]!])
    }
  }
  return pairs
}

function sampleNames(family: PageFamily, format: ExpositionFormat): ReadonlySet<string> {
  return new Set(suffixesOf(declaredType(family), format).map((suffix) => family.name + suffix))
}

function isMeeting(names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...names].some((name) => others.has(name))
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
      families.filter((other) => other !== family && isIntruder(family, other)),
    )
  }
  for (const [family, others] of intruders) {
    for (const other of others) addClashEvent(state, families, family, other)
  }
  const isIntruding = new Set([...intruders.values()].flat())
  const withIntruders = (family: PageFamily): readonly PageFamily[] => [
    ...(intruders.get(family) ?? []).flatMap(withIntruders),
    family,
  ]
  return families.filter((family) => !isIntruding.has(family)).flatMap(withIntruders)
}

function isIntruder(family: PageFamily, other: PageFamily): boolean {
  const suffixes = suffixesOf(declaredType(family), 'text')
  return suffixes.some((suffix) => suffix !== '' && family.name + suffix === other.name)
}

function addClashEvent(
  state: MergeState,
  families: readonly PageFamily[],
  a: PageFamily,
  b: PageFamily,
): void {
  const [one, other] = families.indexOf(a) < families.indexOf(b) ? [a, b] : [b, a]
  addEvent(state, 'name_clash', [one, other], other.name)
}
