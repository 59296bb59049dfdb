/**
 * Step 2 of merge-semantics §6: what one target exposes without a TYPE line, although its names are those of
 * another target's typed family, joins that family.
 */
import { collectFamilies, declaredType } from './members.ts'
import type { Member, PageFamily } from './members.ts'
import type { MergeState } from './merge-state.ts'
import { suffixesOf } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'

interface Absorption {
  readonly into: string
  readonly type: FamilyType
}

export function absorbFamilies(state: MergeState): boolean {
  const families = collectFamilies(state.members)
  const absorptions = new Map<string, Absorption>()
  for (const family of families.filter(isAbsorbable)) {
    const absorption = findAbsorption(family.name, families, state)
    if (absorption) absorptions.set(family.name, absorption)
  }
  if (absorptions.size === 0) return false
  for (const member of state.members) {
    const absorption = absorptions.get(member.name)
    if (absorption) absorbMember(state, member, absorption)
  }
  return true
}

function isAbsorbable(family: PageFamily): boolean {
  return family.members.every(
    (member) =>
      !member.isMade && member.type === undefined && member.help === undefined && member.unit === undefined,
  )
}

function findAbsorption(
  name: string,
  families: readonly PageFamily[],
  state: MergeState,
): Absorption | undefined {
  for (const family of families) {
    const type = declaredType(family)
    if (type === undefined) continue
    const isSuffixed = suffixesOf(type, state.format).some(
      (suffix) => suffix !== '' && family.name + suffix === name,
    )
    if (isSuffixed) return { into: family.name, type }
  }
  return undefined
}

/** The target's own member of the family, if it is of the type or can be. */
function isHost(member: Member, type: FamilyType, suffixes: readonly string[]): boolean {
  if (member.type !== undefined) return member.type === type
  return suffixes.includes('') || member.samples.length === 0
}

function absorbMember(state: MergeState, member: Member, { into, type }: Absorption): void {
  const host = state.members.find(
    (other) =>
      other.target === member.target &&
      other.name === into &&
      isHost(other, type, suffixesOf(type, state.format)),
  )
  if (host === undefined) {
    const made: Member = { ...member, name: into, type }
    state.members = state.members.map((other) => (other === member ? made : other))
    return
  }
  host.samples = [...host.samples, ...member.samples].toSorted((a, b) => a.order - b.order)
  host.type ??= type
  state.members = state.members.filter((other) => other !== member)
}
