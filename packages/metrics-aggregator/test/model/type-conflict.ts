/**
 * Step 3 of merge-semantics §6: one type per family, or what `onTypeConflict` makes of several.
 */
import { collectFamilies, declaredType } from './members.ts'
import type { Member, PageFamily } from './members.ts'
import { addEvent } from './merge-state.ts'
import type { MergeState } from './merge-state.ts'
import { lowerMember } from './protobuf/line-rules.ts'
import { roleOf } from './protobuf/roles.ts'
import { suffixesOf, suffixOf } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'
import { sampleCount } from './target-family.ts'
import { splitMembers } from './split-members.ts'

export function resolveTypeConflicts(state: MergeState): boolean {
  const families = collectFamilies(state.members)
  const resolved = families.filter((family) => resolveTypeConflict(state, family))
  return resolved.length > 0
}

function resolveTypeConflict(state: MergeState, family: PageFamily): boolean {
  const first = declaredType(family)
  if (first === undefined) return false
  const others = family.members.filter((member) => member.type !== undefined && member.type !== first)
  const isMisfit = family.members.some((member) => isUndeclaredMisfit(state, family, member, first))
  if (others.length === 0 && !isMisfit) return false
  addEvent(state, 'type_conflict', [family])
  // A member without a type can't be told to be of another one, so only `untyped` settles its misfit.
  if (isMisfit || state.options.onTypeConflict === 'untyped') makeUntyped(state, family)
  else if (state.options.onTypeConflict === 'first_wins') splitMembers(state, new Set(others))
  else dropMembers(state, new Set(others))
  return true
}

function isUndeclaredMisfit(
  state: MergeState,
  family: PageFamily,
  member: Member,
  type: FamilyType,
): boolean {
  if (member.type !== undefined) return false
  return member.samples.some((sample) => suffixOf(sample.name, family.name, type, state.format) === undefined)
}

function makeUntyped(state: MergeState, family: PageFamily): void {
  for (const member of family.members) lowerMember(state, member)
  const isSuffixed = (member: Member): boolean =>
    suffixesOf(member.type, state.format).some((suffix) => suffix !== '') || hasCreated(member)
  splitMembers(state, new Set(family.members.filter(isSuffixed)))
  for (const member of family.members) {
    member.type = undefined
    member.isMade = true
  }
}

/** On a protobuf page a counter's time of creation is a line of its own. */
function hasCreated({ samples, name, type }: Member): boolean {
  return samples.some((sample) => roleOf(sample.name, name, type) === 'created')
}

function dropMembers(state: MergeState, dropped: ReadonlySet<Member>): void {
  for (const member of dropped) state.counters[member.target]!.samplesDropped += sampleCount(member)
  state.members = state.members.filter((member) => !dropped.has(member))
}
