/**
 * The working state of a merge: the target families of all targets in one list, in configured target order and
 * family order inside a target. Families of the page are found by collecting that list by name.
 */
import type { ExpositionFormat } from '../../src/exposition/formats.ts'
import { untypedIn } from './suffixes.ts'
import type { FamilyType } from './suffixes.ts'
import type { Counters, Sample, TargetFamily } from './target-family.ts'

export interface Member extends TargetFamily {
  /** Index in configured order. */
  readonly target: number
  /** Came out of a split or of a type conflict: written with a TYPE line although undeclared. */
  isMade: boolean
  /** Helps of members of the same target that were joined into this one; the first stays the help. */
  otherHelps: readonly string[]
}

export interface PageFamily {
  readonly name: string
  readonly members: readonly Member[]
}

/** Step 1 of merge-semantics §6: same name, one family, in order of first appearance. */
export function collectFamilies(members: readonly Member[]): readonly PageFamily[] {
  const byName = new Map<string, Member[]>()
  for (const member of members) {
    const namesakes = byName.get(member.name) ?? []
    byName.set(member.name, [...namesakes, member])
  }
  return [...byName].map(([name, namesakes]) => ({ name, members: namesakes }))
}

/** The type that the first declaring member gives the family. */
export function declaredType(family: PageFamily): FamilyType | undefined {
  return family.members.find((member) => member.type !== undefined)?.type
}

/** The type that the page's TYPE line says; undefined if there is no such line. */
export function writtenType(family: PageFamily, format: ExpositionFormat): FamilyType | undefined {
  const isMade = family.members.some((member) => member.isMade)
  return declaredType(family) ?? (isMade ? untypedIn(format) : undefined)
}

/** All samples of one target in the family, in the target's order. */
export function samplesOf(members: readonly Member[]): readonly Sample[] {
  return members.flatMap((member) => member.samples).toSorted((a, b) => a.order - b.order)
}

/** The members of a family, target by target. */
export function membersByTarget(family: PageFamily): readonly (readonly Member[])[] {
  const targets = [...new Set(family.members.map((member) => member.target))]
  return targets.map((target) => family.members.filter((member) => member.target === target))
}

/**
 * Each sample name of the member becomes an undeclared member of its own, at its place. A member without
 * samples vanishes.
 */
export function splitMember(member: Member, counters: Counters): readonly Member[] {
  const names = [...new Set(samplesOf([member]).map((sample) => sample.name))]
  counters.exemplarsDropped += member.samples.filter((sample) => sample.exemplar !== undefined).length
  const plain = member.samples.map((sample) => ({ ...sample, exemplar: undefined }))
  return names.map((name) => ({
    name,
    firstLine: member.firstLine,
    target: member.target,
    isMade: true,
    help: member.help,
    otherHelps: member.otherHelps,
    samples: plain.filter((sample) => sample.name === name),
  }))
}
