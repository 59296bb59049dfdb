/**
 * Step 4 of merge-semantics §6 on a protobuf page: what is lines must fit the messages of its type, else every member is
 * split. And the lowering of messages whose type is taken.
 */
import type { ViolationCode } from '../../../src/exposition/report.ts'
import { declaredType, samplesOf } from '../members.ts'
import type { Member, PageFamily } from '../members.ts'
import type { MergeState } from '../merge-state.ts'
import { lowerFamily } from './lower.ts'
import { faultOfLine } from './roles.ts'

export function findLineFault(members: readonly Member[], family: PageFamily): ViolationCode | undefined {
  const type = declaredType(family)
  return samplesOf(members)
    .map((sample) => faultOfLine(sample, family.name, type))
    .find((fault) => fault !== undefined)
}

/** In place, so that whoever holds the member goes on with its lines. */
export function lowerMember(state: MergeState, member: Member): void {
  if (member.metrics === undefined) return
  const [lines] = lowerFamily(member, {
    to: 'protobuf',
    created: state.options.created,
    takenNames: new Set(),
    counters: state.counters[member.target]!,
    tellNative: () => tellNative(state, member),
  })
  member.samples = lines!.samples
  member.metrics = undefined
  member.extras = undefined
}

export function tellNative(
  { nativeFamilies }: Pick<MergeState, 'nativeFamilies'>,
  { name, target }: Pick<Member, 'name' | 'target'>,
): void {
  const targets = nativeFamilies.get(name) ?? new Set()
  nativeFamilies.set(name, targets.add(target))
}
